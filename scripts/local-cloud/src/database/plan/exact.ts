import { isOperators } from '../match/compile.js';
import type { CompiledField } from '../store/index-keys.js';
import { type Document, isNumeric, isObjectId, type Value } from '../values/types.js';

const exactOperators = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte']);

/**
 * Says whether the ranges of an index without arrays are all that a filter says: its fields are the bound ones, and its
 * conditions are comparisons with values that keys tell apart.
 */
export function isExact(filter: Document, bound: readonly CompiledField[]): boolean {
  const names = new Set(bound.filter(({ direction }) => typeof direction === 'number').map(({ field }) => field));
  const conditions = Object.entries(filter);
  return conditions.length > 0 && conditions.every(([path, operand]) => names.has(path) && isExactCondition(operand));
}

function isExactCondition(operand: Value): boolean {
  if (!isOperators(operand)) return isExactValue(operand);
  return Object.entries(operand).every(([operator, value]) => {
    if (!exactOperators.has(operator)) return false;
    return operator === '$in' ? Array.isArray(value) && value.every(isExactValue) : isExactValue(value);
  });
}

/** NaN is not above or below anything, which its key is. Halves of characters all have the key of U+FFFD, so that strings with either are looked at. */
function isExactValue(value: Value): boolean {
  if (typeof value === 'string') return !/[\ud800-\udfff\ufffd]/.test(value);
  if (Number.isNaN(value)) return false;
  return value === null || typeof value === 'boolean' || isNumeric(value) || value instanceof Date || isObjectId(value);
}
