import { type JsonSchema, referredName, typesOf } from './json-schema.js';

/** A schema as a person reads it in a table, with links to named shapes. */
export function typeInWords(schema: JsonSchema): string {
  const name = referredName(schema);
  if (name !== undefined) return `[${name}](#${name.toLowerCase()})`;
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(' or ');
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return branches.map(typeInWords).join(' or ');
  const types = typesOf(schema);
  if (types.length > 1) return types.map((type) => typeInWords({ ...schema, type })).join(' or ');
  switch (types[0]) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return types[0] + range(schema.minimum ?? schema.exclusiveMinimum, bounded(schema.maximum));
    case 'array':
      return `list${range(schema.minItems, schema.maxItems)} of ${schema.items ? typeInWords(schema.items) : 'given items'}`;
    case 'object':
      return object(schema);
    case 'null':
      return '`null`';
    default:
      return types[0] ?? (schema.allOf?.map(typeInWords).join(' and ') || 'anything');
  }
}

/** Zod bounds every integer by what a number can hold; nobody has to read that. */
const bounded = (maximum?: number) => (maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum);

function text({ format, pattern, minLength, maxLength }: JsonSchema): string {
  if (format) return `text: ${format}`;
  const length = range(minLength, maxLength);
  const readable = pattern !== undefined && pattern.length <= 60 && !pattern.includes('\\p');
  return `text${length}${readable ? ` ${code(pattern.replaceAll('|', '\\|'))}` : ''}`;
}

function object({ properties = {}, required = [], additionalProperties }: JsonSchema): string {
  if (typeof additionalProperties === 'object') return `object of ${typeInWords(additionalProperties)}`;
  const entries = Object.entries(properties);
  const shown = entries.map(([key, value]) => `\`${key}\`${required.includes(key) ? '' : '?'} ${typeInWords(value)}`);
  return `{ ${shown.join(', ')} }`;
}

function range(from?: number, to?: number): string {
  if (from === undefined && to === undefined) return '';
  if (to === undefined) return ` from ${from}`;
  if (from === to) return ` of ${from}`;
  return ` ${from ?? 0} to ${to}`;
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
