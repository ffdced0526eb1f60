import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Contract } from '../../../shared/contracts/contract.js';
import { errorTable } from '../../../shared/contracts/errors.js';
import { isAction, readFunctions } from '../actions.js';
import { root } from '../paths.js';
import { describeActions } from './describe.js';
import { exampleOf } from './example.js';
import { openApi } from './openapi.js';

interface Operation {
  operationId: string;
  deprecated?: boolean;
  description: string;
  requestBody: { content: { 'application/json': { example: unknown } } };
  responses: Record<string, { description: string; content: { 'application/json': { example?: { data: unknown } } } }>;
}
interface OpenApi {
  paths: Record<string, { post: Operation }>;
  components: Record<string, Record<string, unknown>>;
}

let contracts: Contract[];
let document: OpenApi;
beforeAll(async () => {
  const functions = await readFunctions();
  contracts = functions.flatMap(({ declared }) => (isAction(declared) ? [declared] : []));
  document = JSON.parse(openApi(await describeActions(functions), '0.0.0')) as OpenApi;
});

const operationOf = ({ name }: Contract) => document.paths[`/${name}`]!.post;

describe('the OpenAPI document', () => {
  it('has every action once, and refers to nothing that is not there', () => {
    const operations = Object.values(document.paths).map(({ post }) => post.operationId);
    expect(operations.sort()).toEqual(contracts.map(({ name }) => name).sort());
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(operations.length);
    const dangling = references.filter(([, kind, name]) => !(name! in (document.components[kind!] ?? {})));
    expect(dangling.map(([text]) => text)).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('#/$defs');
  });

  it('gives an example that each contract takes, and one of what it answers', () => {
    for (const contract of contracts) {
      const { requestBody, responses } = operationOf(contract);
      const sent = contract.input.safeParse(requestBody.content['application/json'].example);
      expect(sent.error?.issues, `${contract.name} input`).toBeUndefined();
      const got = contract.output.safeParse(responses[200]!.content['application/json'].example?.data);
      expect(got.error?.issues, `${contract.name} output`).toBeUndefined();
    }
  });

  it('lists every error of a contract under its status', () => {
    for (const contract of contracts) {
      for (const code of contract.errors ?? []) {
        expect(operationOf(contract).responses[errorTable[code].status]!.description, contract.name).toContain(code);
      }
    }
  });

  it('is an OpenAPI 3.1 document by the structure that the specification asks for', () => {
    const text = z.string().min(1);
    const media = z.strictObject({ 'application/json': z.looseObject({ schema: z.looseObject({}) }) });
    const operation = z.looseObject({
      operationId: text,
      tags: z.array(text).length(1),
      summary: text,
      description: text,
      security: z.array(z.record(text, z.array(z.never()))),
      requestBody: z.strictObject({ required: z.literal(true), content: media }),
      responses: z.record(z.string().regex(/^[2-5]\d\d$/), z.strictObject({ description: text, content: media })),
    });
    const structure = z.strictObject({
      openapi: z.string().regex(/^3\.1\.\d$/),
      info: z.looseObject({ title: text, version: text }),
      servers: z.array(z.strictObject({ url: text, description: text })).min(1),
      tags: z.array(z.strictObject({ name: text })),
      paths: z.record(z.string().regex(/^\/[a-z0-9-]+$/), z.strictObject({ post: operation })),
      components: z.strictObject({
        schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), z.looseObject({})),
        examples: z.record(text, z.strictObject({ summary: text, value: z.looseObject({}) })),
        securitySchemes: z.record(
          text,
          z.looseObject({ type: z.literal('apiKey'), name: text, in: z.literal('header') }),
        ),
      }),
    });
    expect(structure.safeParse(document).error?.issues).toBeUndefined();
  });

  it('says that an action is deprecated, and what to use', async () => {
    const { actions, schemas } = await describeActions(await readFunctions());
    const [first] = actions;
    const deprecated = { since: '2026-11-21', use: 'order-show-v2' } as const;
    const one = JSON.parse(openApi({ actions: [{ ...first!, deprecated }], schemas }, '0')) as OpenApi;
    const { post } = one.paths[`/${first!.name}`]!;
    expect(post.deprecated).toBe(true);
    expect(post.description).toContain('Deprecated since 2026-11-21: use `order-show-v2`');
  });
});

describe('an example of a schema', () => {
  it.each<[z.ZodType]>([
    [z.strictObject({ a: z.string(), b: z.int().min(5), c: z.string().optional(), d: z.boolean().default(true) })],
    [z.array(z.enum(['x', 'y'])).min(2)],
    [z.union([z.literal(3), z.string()])],
    [z.string().regex(/^[a-f0-9]{12}$/)],
    [z.string().min(4).max(5)],
    [z.int().positive()],
    [z.number().max(-3)],
    [z.string().nullable()],
    [z.tuple([z.string(), z.int()])],
    [z.record(z.string(), z.int())],
    [z.iso.datetime({ precision: 3 })],
    [
      z
        .string()
        .meta({ examples: ['说明'] })
        .max(9),
    ],
  ])('fits it', (schema) => {
    const example = exampleOf(z.toJSONSchema(schema, { io: 'input' }) as never, {});
    expect(schema.safeParse(example).error?.issues).toBeUndefined();
  });
});

describe('what is generated', () => {
  it('names no machine and no person', () => {
    for (const file of ['docs/openapi.json', 'docs/actions.md']) {
      expect(readFileSync(path.join(root, file), 'utf8')).not.toMatch(/\/home\/|\/work\/|\/tmp\//);
    }
  });
});
