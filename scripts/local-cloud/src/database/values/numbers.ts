import { Long } from 'bson';
import { isLong } from './types.js';

const longMaximum = 2n ** 63n - 1n;
const longMinimum = -(2n ** 63n);

/** A 64-bit integer in the engine's form: a number as long as it is exact, else a Long. */
export function fromBigInt(value: bigint): number | Long {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : Long.fromBigInt(value);
}

/** Adds or multiplies as MongoDB does: exactly for 64-bit integers, else as doubles. @returns undefined on overflow */
export function arithmetic(operator: '+' | '*', a: number | Long, b: number | Long): number | Long | undefined {
  const result = operator === '+' ? Number(a) + Number(b) : Number(a) * Number(b);
  if (Number.isSafeInteger(result) && !isLong(a) && !isLong(b)) return result;
  const left = asInteger(a);
  const right = asInteger(b);
  if (left === undefined || right === undefined) return result;
  const exact = operator === '+' ? left + right : left * right;
  return exact > longMaximum || exact < longMinimum ? undefined : fromBigInt(exact);
}

function asInteger(value: number | Long): bigint | undefined {
  if (isLong(value)) return value.toBigInt();
  return Number.isSafeInteger(value) ? BigInt(value) : undefined;
}
