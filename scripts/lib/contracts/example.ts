import * as fc from 'fast-check';
import { type JsonSchema, resolve, type SchemaTable, typesOf } from './json-schema.js';

/** Texts that read better in an example than what a pattern alone leads to. */
const TEXTS = [
  'example-request-1',
  '示例文字',
  '13800138000',
  '上海市',
  'someone@example.com',
  '2026-11-21',
  '2026-11-21T04:00:00.000Z',
  'https://example.com/',
  'example',
];

/** A value that fits the schema, the same each time: what has to be there, and what has a default. */
export function exampleOf(schema: JsonSchema, table: SchemaTable): unknown {
  const rules = resolve(schema, table);
  if (rules.examples) return rules.examples[0];
  if (rules.default !== undefined) return rules.default;
  if (rules.const !== undefined) return rules.const;
  if (rules.enum) return rules.enum[0];
  const [branch] = [...(rules.anyOf ?? []), ...(rules.oneOf ?? [])];
  if (branch) return exampleOf(branch, table);
  switch (typesOf(rules)[0]) {
    case 'object':
      return exampleObject(rules, table);
    case 'array':
      return exampleArray(rules, table);
    case 'string':
      return exampleText(rules);
    case 'integer':
    case 'number':
      return exampleNumber(rules);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

function exampleObject({ properties = {}, required = [], allOf = [] }: JsonSchema, table: SchemaTable): object {
  const shown = Object.entries(properties).filter(
    ([key, property]) => required.includes(key) || resolve(property, table).default !== undefined,
  );
  const own = Object.fromEntries(shown.map(([key, property]) => [key, exampleOf(property, table)]));
  return Object.assign({}, ...allOf.map((part) => exampleOf(part, table)), own);
}

function exampleArray({ items, prefixItems, minItems = 0 }: JsonSchema, table: SchemaTable): unknown[] {
  if (prefixItems) return prefixItems.map((item) => exampleOf(item, table));
  if (!items) return [];
  return Array.from({ length: Math.max(minItems, 1) }, () => exampleOf(items, table));
}

function exampleText(rules: JsonSchema): string {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, allOf = [] } = rules;
  const patterns = [rules, ...allOf].flatMap(({ pattern }) => (pattern ? [new RegExp(pattern, 'u')] : []));
  const fits = (text: string) =>
    text.length >= minLength && text.length <= maxLength && patterns.every((pattern) => pattern.test(text));
  const prefix = /^\^([a-z]+_)\[/.exec(rules.pattern ?? '')?.[1];
  if (rules.format === 'uri') return 'https://example.com/';
  const candidates = [...(prefix ? [`${prefix}01JD5K0000000000000000000A`] : []), ...TEXTS, 'x'.repeat(minLength)];
  const [first] = patterns;
  const found = candidates.find(fits) ?? (first && fc.sample(fc.stringMatching(first).filter(fits), SEEDED)[0]);
  if (found === undefined)
    throw new Error(`no example of a text that fits ${JSON.stringify(rules)}; give .meta({ examples })`);
  return found;
}

const SEEDED = { seed: 1, numRuns: 1 };

function exampleNumber({ minimum, exclusiveMinimum, maximum = 100, multipleOf = 1 }: JsonSchema): number {
  const least = minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + multipleOf);
  return Math.min(Math.max(least, Math.min(1, maximum)), maximum);
}
