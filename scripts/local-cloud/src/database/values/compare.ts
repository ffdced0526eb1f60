import type { Binary, Long } from 'bson';
import { type Document, isBinary, isDocument, isLong, isObjectId, isRegExp, isTimestamp, type Value } from './types.js';

/** Places of the types in MongoDB's sort order. `empty` is what an empty array sorts and is indexed as. */
export const rank = {
  minKey: 10,
  empty: 20,
  null: 30,
  number: 40,
  string: 50,
  object: 60,
  array: 70,
  binary: 80,
  objectId: 90,
  boolean: 100,
  date: 110,
  timestamp: 120,
  regex: 130,
  maxKey: 140,
} as const;

const taggedRanks: Record<string, number> = {
  Long: rank.number,
  ObjectId: rank.objectId,
  BSONRegExp: rank.regex,
  Binary: rank.binary,
  Timestamp: rank.timestamp,
  MinKey: rank.minKey,
  MaxKey: rank.maxKey,
};

/** The place of a value's type in the order; a missing value has that of an empty array. */
export function rankOf(value: Value | undefined): number {
  switch (typeof value) {
    case 'number':
      return rank.number;
    case 'string':
      return rank.string;
    case 'boolean':
      return rank.boolean;
    case 'undefined':
      return rank.empty;
  }
  if (value === null) return rank.null;
  if (Array.isArray(value)) return rank.array;
  if (value instanceof Date) return rank.date;
  return taggedRanks[(value as { _bsontype?: string })._bsontype ?? ''] ?? rank.object;
}

/** MongoDB's total order over all values. @returns negative, 0 or positive */
export function compare(a: Value | undefined, b: Value | undefined): number {
  if (a === b) return 0;
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return ranks;
  if (typeof a === 'number' && typeof b === 'number') return compareDoubles(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (typeof a === 'boolean') return a ? 1 : -1;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  if (isDocument(a) && isDocument(b)) return compareDocuments(a, b);
  return compareTagged(a, b);
}

export const equal = (a: Value | undefined, b: Value | undefined): boolean => compare(a, b) === 0;

/** NaN is equal to itself and below every other number. */
function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return 1;
}

/** Orders strings by their UTF-8 bytes, which UTF-16 code units do not above U+D7FF. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    let left = a.charCodeAt(at);
    let right = b.charCodeAt(at);
    if (left === right) continue;
    if (left >= 0xd800 && right >= 0xd800) {
      left = left >= 0xe000 ? left - 0x800 : left + 0x2000;
      right = right >= 0xe000 ? right - 0x800 : right + 0x2000;
    }
    return left - right;
  }
  return a.length - b.length;
}

function compareArrays(a: Value[], b: Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = compare(a[at], b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Field by field in stored order: type, then name, then value. */
function compareDocuments(a: Document, b: Document): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const leftValue = a[left[at]!];
    const rightValue = b[right[at]!];
    const order =
      rankOf(leftValue) - rankOf(rightValue) || compareStrings(left[at]!, right[at]!) || compare(leftValue, rightValue);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareTagged(a: Value | undefined, b: Value | undefined): number {
  if (isTimestamp(a) && isTimestamp(b)) return compareBig(a.toBigInt(), b.toBigInt());
  if (isLong(a)) return isLong(b) ? compareBig(a.toBigInt(), b.toBigInt()) : compareLong(a, b as number);
  if (isLong(b)) return -compareLong(b, a as number);
  if (isObjectId(a) && isObjectId(b)) return compareStrings(a.toHexString(), b.toHexString());
  if (isRegExp(a) && isRegExp(b)) return compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options);
  if (isBinary(a) && isBinary(b)) return compareBinary(a, b);
  return 0;
}

const compareBig = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

function compareLong(a: Long, b: number): number {
  if (Number.isInteger(b)) return compareBig(a.toBigInt(), BigInt(b));
  return compareDoubles(a.toNumber(), b);
}

function compareBinary(a: Binary, b: Binary): number {
  return a.length() - b.length() || a.sub_type - b.sub_type || Buffer.compare(bytesOf(a), bytesOf(b));
}

export const bytesOf = (binary: Binary): Buffer => Buffer.from(binary.buffer.subarray(0, binary.length()));
