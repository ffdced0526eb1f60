import * as fc from 'fast-check';
import { exampleOf } from '../../scripts/lib/contracts/example.js';
import { type JsonSchema, resolve, type SchemaTable, typesOf } from '../../scripts/lib/contracts/json-schema.js';

/** An input that differs from a valid one in one place. */
export interface OddInput {
  /** What was done to it. */
  what: string;
  input: unknown;
}

/** Part of whatever is sent: it must come back in no answer and stand in no log line. */
export const MARKER = 'ZEBRA-93417';

const HUGE = `${MARKER}${'长'.repeat(20_000)}`;

/** Of every type, with what breaks careless code: operators, prototype keys, half characters, numbers at their ends. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  MARKER,
  ` ${MARKER}\u0000\u202e\u200b`,
  `${MARKER}\ud800`,
  `${MARKER}😀👨‍👩‍👧`,
  HUGE,
  '../../etc/passwd',
  '__proto__',
  [],
  [[]],
  [MARKER],
  {},
  { $ne: null },
  { $gt: '', note: MARKER },
  { $where: `${MARKER}; while(true);` },
  { length: 1e9, toString: MARKER },
  JSON.parse(`{"__proto__": {"isAdmin": "${MARKER}"}}`),
];

/** Keys that no contract has, and that careless code would use. */
const STRANGE_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'openid',
  'userId',
  'role',
  '$set',
  '_id',
  'x'.repeat(5000),
];

type Path = readonly (string | number)[];

/** `valid` with each field in turn replaced, left out, or at the far side of its limits, and with keys that nobody asked for. */
export function oddInputs(valid: object, schema: JsonSchema, table: SchemaTable): OddInput[] {
  return placesOf(valid, schema, table).flatMap(({ at, value, rules, whole }) => {
    const put = (what: string, replacement: unknown): OddInput => ({
      what: `${at.join('.') || 'input'} ${what}`,
      input: withValue(whole, at, replacement),
    });
    const isObject = typesOf(rules)[0] === 'object';
    return [
      ...(at.length > 0 ? HOSTILE.map((hostile) => put(`= ${JSON.stringify(hostile).slice(0, 60)}`, hostile)) : []),
      ...beyondLimits(value, rules).map((beyond) => put(beyond.what, beyond.value)),
      ...(isObject ? (rules.required ?? []).map((key) => put(`without ${key}`, without(value as object, key))) : []),
      ...(isObject ? STRANGE_KEYS.map((key) => put(`with ${key.slice(0, 20)}`, withKey(value as object, key))) : []),
    ];
  });
}

/** Random JSON in a random place. */
export function randomInputs(valid: object, runs: number, seed: number): OddInput[] {
  const keys = Object.keys(valid);
  const value = fc.jsonValue({ maxDepth: 3 });
  const field = keys.length > 0 ? fc.tuple(fc.constantFrom(...keys), value) : fc.tuple(fc.string(), value);
  const odd = fc.oneof(
    field.map(([key, random]) => ({ ...valid, [key]: random })),
    fc.dictionary(fc.string(), value),
  );
  return fc
    .sample(odd, { numRuns: runs, seed })
    .map((input, run) => ({ what: `random ${run} of seed ${seed}`, input }));
}

interface Place {
  at: Path;
  value: unknown;
  rules: JsonSchema;
  /** The valid input, with this place filled in if it had been left out. */
  whole: object;
}

/** Every field of an input, those that were left out as well; of a list, its first item. */
function placesOf(valid: object, schema: JsonSchema, table: SchemaTable): Place[] {
  const walk = (whole: object, at: Path, value: unknown, part: JsonSchema): Place[] => {
    const rules = resolve(part, table);
    const fields = Object.entries(rules.properties ?? {}).flatMap(([key, property]) => {
      const given = (value as Record<string, unknown>)[key];
      if (given !== undefined) return walk(whole, [...at, key], given, property);
      const example = exampleOf(property, table);
      return walk(withValue(whole, [...at, key], example) as object, [...at, key], example, property);
    });
    const items =
      rules.items && Array.isArray(value) && value.length > 0 ? walk(whole, [...at, 0], value[0], rules.items) : [];
    return [{ at, value, rules, whole }, ...fields, ...items];
  };
  return walk(valid, [], valid, schema);
}

function beyondLimits(value: unknown, rules: JsonSchema): { what: string; value: unknown }[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength, minItems, maxItems } = rules;
  const numbers = [minimum && minimum - 1, maximum && maximum + 1, exclusiveMinimum, exclusiveMaximum];
  const texts = [minLength && minLength - 1, maxLength && maxLength + 1];
  const items = Array.isArray(value) ? [minItems && minItems - 1, maxItems && maxItems + 1] : [];
  const given = (limits: (number | undefined)[]) =>
    limits.filter((limit): limit is number => typeof limit === 'number');
  return [
    ...given(numbers).map((number) => ({ what: `= ${number}`, value: number })),
    ...given(texts).map((length) => ({ what: `of ${length} characters`, value: '字'.repeat(Math.max(0, length)) })),
    ...given(items).map((length) => ({
      what: `of ${length} items`,
      value: Array.from({ length: Math.max(0, length) }, () => (value as unknown[])[0]),
    })),
  ];
}

function withValue(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(whole)) return whole.map((item, index) => (index === key ? withValue(item, rest, value) : item));
  const inner = (whole as Record<string, unknown>)[key];
  return { ...(whole as object), [key]: withValue(inner, rest, value) };
}

function without(value: object, key: string): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** As JSON has it: `__proto__` becomes a key like any other. */
function withKey(value: object, key: string): unknown {
  return JSON.parse(
    `${JSON.stringify(value).slice(0, -1)}${Object.keys(value).length > 0 ? ',' : ''}${JSON.stringify(key)}:"${MARKER}"}`,
  );
}
