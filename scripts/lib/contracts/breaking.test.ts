import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Contract, contract } from '../../../shared/contracts/contract.js';
import { contractChanges } from './breaking.js';
import type { JsonSchema } from './json-schema.js';
import { promisesOf } from './published.js';
import { breakingReport } from './report.js';
import { retire } from './retire.js';
import { contractSchemas } from './schemas.js';

const Status = z.enum(['open', 'closed']);
const base = {
  name: 'order-show',
  title: '查看',
  access: 'member',
  idempotent: 'claimed',
  input: z.strictObject({
    requestId: z.string().regex(/^[a-z]{8}$/),
    quantity: z.int().min(1).max(99),
    note: z.string().max(20).default(''),
    tags: z.array(z.string()).max(5).optional(),
    kind: z.enum(['a', 'b']).optional(),
    place: z.strictObject({ city: z.string(), street: z.string().nullable() }).optional(),
  }),
  output: z.strictObject({
    id: z.string(),
    status: Status,
    items: z.array(z.strictObject({ title: z.string(), price: z.int() })),
    note: z.string().nullable(),
  }),
  errors: ['ORDER_NOT_FOUND', 'OUT_OF_STOCK'],
  budget: { roundTrips: 1 },
} as const satisfies Contract;

type Input = Record<string, z.ZodType>;
const withInput = (change: Input) => ({ ...base, input: z.strictObject({ ...base.input.shape, ...change }) });
const withOutput = (change: Input) => ({ ...base, output: z.strictObject({ ...base.output.shape, ...change }) });
const without = (shape: z.ZodRawShape, field: string) =>
  z.strictObject(Object.fromEntries(Object.entries(shape).filter(([key]) => key !== field)) as z.ZodRawShape);

/** Contracts as they are published, by the same way as those of the repository. */
function published(...contracts: Contract[]) {
  const names = z.registry<{ id: string }>();
  names.add(Status, { id: 'Status' });
  const schemas = contractSchemas(contracts, names);
  const actions = contracts.map((one) => ({
    ...contract(one),
    module: 'order',
    action: 'show',
    contractFile: '',
    errors: one.errors ?? [],
    audited: false,
    input: schemas.of(one, 'input'),
    output: schemas.of(one, 'output'),
  }));
  return promisesOf({ actions, schemas: schemas.table });
}

const changes = (after: Contract, before: Contract = base) => contractChanges(published(before), published(after));
const problems = (after: Contract, before: Contract = base) =>
  changes(after, before).breaking.map(({ problem }) => problem);

describe('a change that breaks clients in the field', () => {
  it.each<[string, Contract, string]>([
    [
      'a field has to be given that was not known',
      withInput({ size: z.string() }),
      'input.size is new and has to be given',
    ],
    [
      'a field has to be given that was optional',
      withInput({ kind: z.enum(['a', 'b']) }),
      'input.kind has to be given now',
    ],
    ['a default is gone', withInput({ note: z.string().max(20) }), 'input.note has to be given now'],
    [
      'a field is not taken any more',
      { ...base, input: without(base.input.shape, 'note') },
      'input.note is not taken any more',
    ],
    [
      'a smaller maximum',
      withInput({ quantity: z.int().min(1).max(9) }),
      'input.quantity is narrower: maximum 99 → maximum 9',
    ],
    [
      'a larger minimum',
      withInput({ quantity: z.int().min(2).max(99) }),
      'input.quantity is narrower: minimum 1 → minimum 2',
    ],
    [
      'a shorter text',
      withInput({ note: z.string().max(10).default('') }),
      'input.note is narrower: maxLength 20 → maxLength 10',
    ],
    [
      'a longest text where there was none',
      withInput({ tags: z.array(z.string().max(3)).max(5).optional() }),
      'input.tags[] is narrower: maxLength none → maxLength 3',
    ],
    [
      'a shorter list',
      withInput({ tags: z.array(z.string()).max(4).optional() }),
      'input.tags is narrower: maxItems 5 → maxItems 4',
    ],
    [
      'another pattern',
      withInput({ requestId: z.string().regex(/^[a-z]{9}$/) }),
      'input.requestId is narrower: pattern ^[a-z]{8}$ → pattern ^[a-z]{9}$',
    ],
    [
      'a value that is refused, though more may come',
      withInput({ kind: z.enum(['a']).meta({ 'x-extensible': true }).optional() }),
      'input.kind does not take "b" any more, only "a"',
    ],
    [
      'a value of an enum that is refused',
      withInput({ kind: z.enum(['a']).optional() }),
      'input.kind does not take "b" any more, only "a"',
    ],
    [
      'an enum where any text went',
      withInput({ note: z.enum(['', 'x']).default('') }),
      'input.note does not take string any more, only "", "x"',
    ],
    ['another type', withInput({ quantity: z.string() }), 'input.quantity is narrower: integer → string'],
    [
      'null refused',
      withInput({ place: z.strictObject({ city: z.string(), street: z.string() }).optional() }),
      'input.place.street is narrower: null → string',
    ],
    [
      'a field deep inside',
      withInput({
        place: z.strictObject({ city: z.string(), street: z.string().nullable(), zip: z.string() }).optional(),
      }),
      'input.place.zip is new and has to be given',
    ],
    [
      'a step',
      withInput({ quantity: z.int().min(1).max(99).multipleOf(2) }),
      'input.quantity is narrower: multiple of none → multiple of 2',
    ],
    [
      'a format',
      withInput({ note: z.email().max(20).default('a@b.cc') }),
      'input.note is narrower: format none → format email',
    ],
    ['an output that is gone', { ...base, output: without(base.output.shape, 'id') }, 'output.id is gone'],
    ['an output that may be missing', withOutput({ id: z.string().optional() }), 'output.id may be missing now'],
    ['an output that may be null', withOutput({ id: z.string().nullable() }), 'output.id is wider: string → null'],
    ['an output of another type', withOutput({ id: z.int() }), 'output.id is wider: string → integer'],
    [
      'an output with a value that clients do not know',
      withOutput({ status: z.enum(['open', 'closed', 'lost']) }),
      'output.status may now be "lost", where clients know "open", "closed"',
    ],
    [
      'an output deep inside',
      withOutput({ items: z.array(z.strictObject({ title: z.string() })) }),
      'output.items[].price is gone',
    ],
    [
      'a stricter access',
      { ...base, access: 'order.read' as never },
      'access member → order.read refuses who could call it',
    ],
    [
      'an error that is not given any more',
      { ...base, errors: ['ORDER_NOT_FOUND'] },
      'errors: OUT_OF_STOCK is not given any more',
    ],
    [
      'no requestId any more',
      {
        name: base.name,
        title: base.title,
        access: base.access,
        errors: base.errors,
        budget: base.budget,
        input: base.input,
        output: base.output,
      },
      'was safe to repeat with its requestId, and is not any more',
    ],
  ])('%s', (_, after, problem) => {
    const found = problems(after);
    expect(found).toContain(problem);
    expect(changes(after).additions).toEqual([]);
  });

  it('an action that is gone', () => {
    const { breaking } = contractChanges(published(base), published({ ...base, name: 'order-other' }));
    expect(breaking).toEqual([{ action: 'order-show', problem: 'is gone' }]);
  });

  it('an action that is for timers from now on', () => {
    expect(problems({ ...base, access: 'timer' })).toEqual(['is gone']);
  });

  it('names every field that broke, and what to do', () => {
    const after = { ...withInput({ quantity: z.int().min(1).max(9), size: z.string() }), errors: [] };
    const report = breakingReport(changes(after).breaking);
    expect(report[0]).toBe('order-show breaks clients that are in the field:');
    expect(report).toHaveLength(6);
    expect(report.at(-1)).toContain('npm run new -- order/show-v2');
  });

  it('sends the third version after the second', () => {
    expect(breakingReport([{ action: 'order-show-v2', problem: 'is gone' }]).at(-1)).toContain('order/show-v3');
  });
});

describe('a change that clients in the field can live with', () => {
  it.each<[string, Contract]>([
    ['a new optional field', withInput({ size: z.string().optional() })],
    ['a new field with a default', withInput({ size: z.string().default('M') })],
    ['a field that may be left out now', withInput({ quantity: z.int().min(1).max(99).default(1) })],
    ['wider limits', withInput({ quantity: z.int().min(0).max(100), note: z.string().max(30).default('') })],
    ['a limit said another way', withInput({ quantity: z.int().positive().lt(100) })],
    ['any number where an integer went', withInput({ quantity: z.number().min(1).max(99) })],
    ['a pattern that is dropped', withInput({ requestId: z.string() })],
    ['one more value of an enum', withInput({ kind: z.enum(['a', 'b', 'c']).optional() })],
    ['any text where an enum went', withInput({ kind: z.string().optional() })],
    ['null taken as well', withInput({ note: z.string().max(20).nullable().default('') })],
    ['one shape more', withInput({ quantity: z.union([z.int().min(1).max(99), z.literal('all')]) })],
    ['a new output', withOutput({ more: z.string() })],
    [
      'a new output deep inside',
      withOutput({ items: z.array(z.strictObject({ title: z.string(), price: z.int(), sku: z.string() })) }),
    ],
    ['an output that is never null any more', withOutput({ note: z.string() })],
    [
      'an output with more values where it is said that more may come',
      withOutput({ status: z.enum(['open', 'closed', 'lost']).meta({ 'x-extensible': true }) }),
    ],
    ['an output with fewer values', withOutput({ status: z.enum(['open']) })],
    ['an output with a longer text', { ...withOutput({ id: z.string().max(90) }) }],
    ['a looser access', { ...base, access: 'guest' }],
    ['one more error', { ...base, errors: [...base.errors, 'PRICE_CHANGED'] }],
    ['another way of being safe to repeat', { ...base, idempotent: 'derived' }],
    ['word that it is deprecated', { ...base, deprecated: { since: '2026-11-21', use: 'order-show-v2' } }],
  ])('%s', (_, after) => {
    expect(problems(after)).toEqual([]);
    expect(changes(after).additions).toEqual(['order-show takes or tells more']);
  });

  it('a new version beside the old one', () => {
    const v2 = { ...base, name: 'order-show-v2', output: z.strictObject({ id: z.int() }) } as const;
    const { breaking, additions } = contractChanges(published(base), published(base, v2));
    expect({ breaking, additions }).toEqual({ breaking: [], additions: ['order-show-v2 is new'] });
  });

  it('nothing at all', () => {
    expect(changes(base)).toEqual({ breaking: [], additions: [] });
  });
});

describe('schemas that refer to themselves', () => {
  it('are compared and come to an end', () => {
    const tree: JsonSchema = {
      type: 'object',
      properties: {
        name: { type: 'string' },
        children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      },
      required: ['name'],
      additionalProperties: false,
    };
    const contracts = (schema: JsonSchema) => ({
      actions: {
        'a-b': { title: '', access: 'guest', errors: [], input: { $ref: '#/components/schemas/Tree' }, output: {} },
      },
      schemas: { Tree: schema },
    });
    const stricter = { ...tree, required: ['name', 'children'] };
    expect(contractChanges(contracts(tree), contracts(tree)).breaking).toEqual([]);
    expect(contractChanges(contracts(tree), contracts(stricter)).breaking).toEqual([
      { action: 'a-b', problem: 'input.children has to be given now' },
    ]);
  });
});

describe('retiring an old version', () => {
  const v2 = { ...base, name: 'order-show-v2' } as const;
  const old = { ...base, deprecated: { since: '2026-01-01', use: 'order-show-v2' } } as const;

  it('takes it off once its clients were told and it is gone', () => {
    const { contracts, problems: refused } = retire(published(old, v2), ['order-show'], published(v2));
    expect(refused).toEqual([]);
    expect(contractChanges(contracts, published(v2)).breaking).toEqual([]);
  });

  it.each<[string, Contract[], Contract[], string]>([
    ['nobody was told', [base, v2], [v2], 'never published as deprecated'],
    ['it is still there', [old, v2], [old, v2], 'still there'],
    ['its successor is not there', [old], [], 'order-show-v2, which is not there'],
    ['nobody knows it', [v2], [v2], 'is not published'],
  ])('refuses when %s', (_, before, now, problem) => {
    expect(retire(published(...before), ['order-show'], published(...now)).problems.join()).toContain(problem);
  });
});
