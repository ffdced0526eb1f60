import { invalidParameter, requestFailed } from '../errors.js';
import { compare, equal, rankOf } from '../values/compare.js';
import { isDocument, isLong, isMaxKey, isMinKey, isNumeric, isRegExp, type Value } from '../values/types.js';
import type { Test } from './predicate.js';
import { regexTest } from './regex.js';

/** `$eq`: null also matches a missing value; a document must have the same fields in the same order. */
export function equalTo(operand: Value): Test {
  if (operand === null) return (value) => value === undefined || value === null;
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  return (value) => value !== undefined && equal(value, operand);
}

type Order = (comparison: number) => boolean;

const orders: Record<string, Order> = {
  $gt: (comparison) => comparison > 0,
  $gte: (comparison) => comparison >= 0,
  $lt: (comparison) => comparison < 0,
  $lte: (comparison) => comparison <= 0,
};

/** `$gt`, `$gte`, `$lt`, `$lte`: only values of the operand's type can match, except for MinKey and MaxKey. */
export function ordered(operator: string, operand: Value): Test {
  if (isRegExp(operand)) throw requestFailed(`Can't have RegEx as arg to predicate over field '${operator}'.`);
  const holds = orders[operator]!;
  const inclusive = operator === '$gte' || operator === '$lte';
  if (operand === null) return (value) => inclusive && (value === null || value === undefined);
  if (isMinKey(operand) || isMaxKey(operand)) {
    return (value) => value !== undefined && holds(compare(value, operand));
  }
  const type = rankOf(operand);
  const operandIsNaN = Number.isNaN(operand);
  return (value) => {
    if (value === undefined || rankOf(value) !== type) return false;
    if (operandIsNaN || Number.isNaN(value)) return inclusive && operandIsNaN && Number.isNaN(value);
    return holds(compare(value, operand));
  };
}

/** `$in`: equality with any, and regular expressions among them match strings. */
export function oneOf(operand: Value): Test {
  if (!Array.isArray(operand)) throw requestFailed('$in needs an array');
  for (const value of operand) {
    const operator = isDocument(value) ? Object.keys(value)[0] : undefined;
    if (operator?.startsWith('$')) throw requestFailed(`cannot nest $ under $in: ${operator}`);
  }
  const patterns = operand.filter(isRegExp).map(regexTest);
  const strings = new Set(operand.filter((value) => typeof value === 'string'));
  const others = operand.filter((value) => typeof value !== 'string').map(equalTo);
  return (value) => {
    if (typeof value === 'string' && strings.has(value)) return true;
    return others.some((test) => test(value)) || patterns.some((test) => test(value));
  };
}

/** `$mod`: [divisor, remainder], both cut to integers; only numbers match. */
export function modulo(operand: Value): Test {
  if (!Array.isArray(operand)) throw requestFailed('malformed mod, needs to be an array');
  if (operand.length < 2) throw requestFailed('malformed mod, not enough elements');
  if (operand.length > 2) throw requestFailed('malformed mod, too many elements');
  const [divisor, remainder] = operand.map((value, at) => wholeNumber(value, at === 0 ? 'divisor' : 'remainder'));
  if (divisor === 0n) throw requestFailed('divisor cannot be 0');
  return (value) => {
    if (!isNumeric(value)) return false;
    if (isLong(value)) return value.toBigInt() % divisor! === remainder;
    return Number.isFinite(value) && BigInt(Math.trunc(value)) % divisor! === remainder;
  };
}

function wholeNumber(value: Value, name: string): bigint {
  if (isLong(value)) return value.toBigInt();
  if (typeof value !== 'number') throw requestFailed(`malformed mod, ${name} is not a number`);
  if (!Number.isFinite(value)) throw requestFailed(`malformed mod, ${name} value is invalid: ${value}`);
  return BigInt(Math.trunc(value));
}

/** `$size`: a whole number that is not negative. */
export function sizeOf(operand: Value): Test {
  if (typeof operand !== 'number' || !Number.isInteger(operand)) {
    throw requestFailed(`Failed to parse $size. Expected an integer, but got: ${JSON.stringify(operand)}`);
  }
  if (operand < 0) throw requestFailed(`Failed to parse $size. Expected a non-negative number in: $size: ${operand}`);
  return (value) => Array.isArray(value) && value.length === operand;
}

/** `$exists`: any value that counts as true in MongoDB (not false, null or 0). */
export function truthy(operand: Value): boolean {
  return operand !== false && operand !== null && !(isNumeric(operand) && Number(operand) === 0);
}

/** `$bitsAllSet` and its kin, over whole numbers of 64 bits. */
export function bits(operator: string, operand: Value): Test {
  const mask = bitMask(operator, operand);
  const holds: Record<string, (set: bigint) => boolean> = {
    $bitsAllSet: (set) => set === mask,
    $bitsAnySet: (set) => set !== 0n,
    $bitsAllClear: (set) => set === 0n,
    $bitsAnyClear: (set) => set !== mask,
  };
  const test = holds[operator]!;
  return (value) => {
    if (isLong(value)) return test(value.toBigInt() & mask);
    return typeof value === 'number' && Number.isSafeInteger(value) && test(BigInt(value) & mask);
  };
}

function bitMask(operator: string, operand: Value): bigint {
  if (typeof operand === 'number' && Number.isSafeInteger(operand) && operand >= 0) return BigInt(operand);
  if (isLong(operand) && !operand.isNegative()) return operand.toBigInt();
  if (!Array.isArray(operand)) {
    throw invalidParameter(`${operator} takes an Array, a number, or a BinData but received: ${typeof operand}`);
  }
  return operand.reduce<bigint>((mask, position) => {
    if (typeof position !== 'number' || !Number.isInteger(position) || position < 0) {
      throw requestFailed(`bit positions must be non-negative integers, but found: ${JSON.stringify(position)}`);
    }
    return mask | (1n << BigInt(Math.min(position, 63)));
  }, 0n);
}
