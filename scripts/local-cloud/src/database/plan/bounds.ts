import { conditionBands } from '../geo/latitude.js';
import { following, inverted, keyOf, typePrefix } from '../keystring.js';
import { truthy } from '../match/comparison.js';
import { isOperators } from '../match/compile.js';
import { literalPrefix } from '../match/regex.js';
import { rank } from '../values/compare.js';
import { type Document, isDocument, isMaxKey, isMinKey, isNumeric, isRegExp, type Value } from '../values/types.js';

/**
 * A span of one field's keys. An inclusive end takes in every key that begins with it, so that the prefix of a type
 * stands for the whole type.
 */
export interface Span {
  low: Buffer;
  lowInclusive: boolean;
  high: Buffer;
  highInclusive: boolean;
}

/** What one condition says of a field's keys: a key of a matching document is in one of the spans. */
export interface Bounds {
  spans: Span[];
  /** Every span is one value. */
  points: boolean;
}

const point = (value: Value | undefined): Span => {
  const key = keyOf(value);
  return { low: key, lowInclusive: true, high: key, highInclusive: true };
};

/** Reads the bounds of one field's condition. Operators that an index cannot serve give none. */
export function boundsOf(operand: Value): Bounds[] {
  if (!isOperators(operand)) return equality([operand]);
  return Object.keys(operand).flatMap((operator) => operatorBounds(operator, operand[operator]!, operand));
}

function operatorBounds(operator: string, operand: Value, siblings: Document): Bounds[] {
  switch (operator) {
    case '$eq':
      return equality([operand]);
    case '$in':
      return Array.isArray(operand) ? equality(operand) : [];
    case '$all':
      return Array.isArray(operand) ? operand.flatMap((value) => boundsOf(value)) : [];
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(operator, operand);
    case '$exists':
      return truthy(operand) ? [] : [{ spans: [point(null), point(undefined)], points: true }];
    case '$regex':
      return isRegExp(operand) && siblings.$options === undefined ? equality([operand]) : [];
    case '$elemMatch':
      return isOperators(operand) && !('$and' in operand || '$or' in operand || '$nor' in operand)
        ? boundsOf(operand)
        : [];
    default:
      return [];
  }
}

/** An array is found by its first element, or inside of another array as a whole. */
function equality(values: readonly Value[]): Bounds[] {
  const spans: Span[] = [];
  let points = true;
  for (const value of values) {
    if (isRegExp(value)) {
      const prefix = literalPrefix(value);
      if (prefix === undefined) return [];
      spans.push(stringPrefix(prefix), point(value));
      points = false;
    } else if (Array.isArray(value)) spans.push(point(value), point(value[0]));
    else spans.push(point(value));
  }
  return [{ spans, points }];
}

function stringPrefix(prefix: string): Span {
  const key = keyOf(prefix);
  const open = key.subarray(0, key.length - 1);
  return { low: open, lowInclusive: true, high: open, highInclusive: true };
}

function range(operator: string, operand: Value): Bounds[] {
  if (isMinKey(operand) || isMaxKey(operand) || Array.isArray(operand) || isRegExp(operand)) return [];
  if (operand === null) return [{ spans: [point(null)], points: true }];
  const key = keyOf(operand);
  const type = typePrefix(operand);
  const inclusive = operator.endsWith('e');
  const span: Span = operator.startsWith('$g')
    ? { low: key, lowInclusive: inclusive, high: type, highInclusive: true }
    : { low: lowest(operand) ?? type, lowInclusive: true, high: key, highInclusive: inclusive };
  return [{ spans: [span], points: false }];
}

/** NaN has the lowest key of all numbers, and is not below any. */
const lowest = (operand: Value) =>
  isNumeric(operand) && !Number.isNaN(operand) ? keyOf(Number.NEGATIVE_INFINITY) : undefined;

/** The bytes of a span in an index: turned round where the index descends. */
export function spanBytes({ low, lowInclusive, high, highInclusive }: Span, descending: boolean): [Buffer, Buffer] {
  if (!descending) return [lowInclusive ? low : following(low), highInclusive ? following(high) : high];
  const [first, last] = [inverted(high), inverted(low)];
  return [highInclusive ? first : following(first), lowInclusive ? following(last) : last];
}

/** The conditions of a filter that must all hold, by field; `$or` and what is inside of it is not among them. */
export function fieldBounds(filter: Document): Map<string, Bounds[]> {
  const fields = new Map<string, Bounds[]>();
  collectBounds(filter, '', fields);
  return fields;
}

function collectBounds(filter: Document, prefix: string, fields: Map<string, Bounds[]>): void {
  for (const key in filter) {
    const operand = filter[key]!;
    if (key === '$and' && Array.isArray(operand)) {
      for (const branch of operand) if (isDocument(branch)) collectBounds(branch, prefix, fields);
    }
    if (key === '$expr' && prefix === '') {
      for (const [path, value] of expressionEqualities(operand)) {
        fields.set(path, [...(fields.get(path) ?? []), ...equality([value])]);
      }
    }
    if (key.startsWith('$')) continue;
    const path = prefix + key;
    const found = boundsOf(operand);
    const bands = isOperators(operand) ? conditionBands(operand) : undefined;
    if (bands) fields.set(geoField(path), [bandBounds(bands)]);
    if (found.length > 0) fields.set(path, [...(fields.get(path) ?? []), ...found]);
    const inner = isOperators(operand) ? operand.$elemMatch : undefined;
    if (inner !== undefined && isDocument(inner) && !isOperators(inner)) collectBounds(inner, `${path}.`, fields);
  }
}

/** Equalities of a field with a constant in `$expr`; an index finds at least what they are true of. */
function expressionEqualities(expression: Value): [path: string, value: Value][] {
  if (!isDocument(expression)) return [];
  if (Array.isArray(expression.$and)) return expression.$and.flatMap(expressionEqualities);
  if (!Array.isArray(expression.$eq) || expression.$eq.length !== 2) return [];
  const [left, right] = expression.$eq as [Value, Value];
  for (const [field, value] of [
    [left, right],
    [right, left],
  ] as const) {
    if (typeof field === 'string' && /^\$[^$]/.test(field) && isConstant(value)) return [[field.slice(1), value]];
  }
  return [];
}

function isConstant(value: Value): boolean {
  if (typeof value === 'string') return !value.startsWith('$');
  return !isDocument(value) && !Array.isArray(value) && !isRegExp(value);
}

/** Under what name the bounds of a field in a geographical index stand among those of the other fields. */
export const geoField = (path: string): string => `geo ${path}`;

function bandBounds([lowest, highest]: [number, number]): Bounds {
  const span = { low: keyOf(lowest), lowInclusive: true, high: keyOf(highest), highInclusive: true };
  return { spans: [point(null), span], points: false };
}

/** Every key of a field: for an index that is read for its order alone. */
export const everything: Span = {
  low: Buffer.of(rank.minKey),
  lowInclusive: true,
  high: Buffer.of(rank.maxKey),
  highInclusive: true,
};
