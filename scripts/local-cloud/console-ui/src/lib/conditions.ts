import type { Json } from './types.js';

export const OPERATORS = [
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'contains',
  'begins',
  'exists',
  'missing',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** One line of a query that is put together by hand. */
export interface Condition {
  field: string;
  operator: Operator;
  /** As it was typed; see `readValue`. */
  value: string;
}

export const NEEDS_NO_VALUE: readonly Operator[] = ['exists', 'missing'];

/** Any character that means something in a pattern. */
const SPECIAL = /[\\^$.*+?()[\]{}|]/g;
const ESCAPED = /\\([\\^$.*+?()[\]{}|])/g;

/** What was typed: JSON (a number, true, null, {"$date": …}) where it is JSON, else the text itself. */
export function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The filter that a list of conditions means; all of them hold. */
export function filterOf(conditions: readonly Condition[]): Json {
  const parts = conditions.filter(({ field }) => field.trim() !== '').map(partOf);
  const fields = parts.flatMap((part) => Object.keys(part));
  // Two conditions on one field cannot share an object when both have the same operator.
  return new Set(fields).size === fields.length ? Object.assign({}, ...parts) : { $and: parts };
}

function partOf({ field, operator, value }: Condition): Json {
  const name = field.trim();
  if (operator === 'eq') return { [name]: readValue(value) };
  if (operator === 'contains') return { [name]: { $regex: value.replace(SPECIAL, '\\$&') } };
  if (operator === 'begins') return { [name]: { $regex: `^${value.replace(SPECIAL, '\\$&')}` } };
  if (operator === 'exists') return { [name]: { $exists: true } };
  if (operator === 'missing') return { [name]: { $exists: false } };
  if (operator === 'in') return { [name]: { $in: value.split(/[,，]/).map((one) => readValue(one.trim())) } };
  return { [name]: { [`$${operator}`]: readValue(value) } };
}

/** The conditions that a filter is made of; undefined when it says what conditions cannot. */
export function conditionsOf(filter: Json): Condition[] | undefined {
  const parts = Object.keys(filter).length === 1 && Array.isArray(filter.$and) ? (filter.$and as Json[]) : [filter];
  const conditions = parts.flatMap((part) => Object.entries(part).map(([field, value]) => conditionOf(field, value)));
  return conditions.some((one) => one === undefined) ? undefined : (conditions as Condition[]);
}

function conditionOf(field: string, value: unknown): Condition | undefined {
  if (field.startsWith('$')) return undefined;
  const entries = isOperators(value) ? Object.entries(value) : [['$eq', value] as const];
  const [[name, operand] = ['', undefined], ...more] = entries;
  if (more.length > 0) return undefined;
  if (name === '$exists') return { field, operator: operand ? 'exists' : 'missing', value: '' };
  if (name === '$in' && Array.isArray(operand))
    return { field, operator: 'in', value: operand.map(writeValue).join(', ') };
  if (name === '$regex' && typeof operand === 'string') return patternOf(field, operand);
  const operator = OPERATORS.find((one) => `$${one}` === name);
  return operator && operator !== 'in' ? { field, operator, value: writeValue(operand) } : undefined;
}

function patternOf(field: string, pattern: string): Condition | undefined {
  const begins = pattern.startsWith('^');
  const rest = begins ? pattern.slice(1) : pattern;
  const text = rest.replace(ESCAPED, '$1');
  if (text.replace(SPECIAL, '\\$&') !== rest) return undefined;
  return { field, operator: begins ? 'begins' : 'contains', value: text };
}

const EJSON = /^\$(date|oid|number\w+|binary|timestamp|uuid)$/;
const isOperators = (value: unknown): value is Json =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).some((key) => key.startsWith('$') && !EJSON.test(key));

/** A text stays as it is, unless it would be read as something else. */
function writeValue(value: unknown): string {
  if (typeof value === 'string' && readValue(value) === value && !/[,，]|^\s|\s$/.test(value)) return value;
  return JSON.stringify(value);
}
