import { bytesOf, rank, rankOf } from './values/compare.js';
import { type Document, isBinary, isLong, isObjectId, isRegExp, isTimestamp, type Value } from './values/types.js';

/**
 * Encodes a value so that the bytes of two values are in the order of `compare`. No encoding is a prefix of another,
 * so that the keys of several fields can stand one behind the other. A missing value is encoded as an empty array.
 */
export function keyOf(value: Value | undefined): Buffer {
  if (typeof value === 'string' && !value.includes('\0')) return plainStringKey(value);
  const parts: Uint8Array[] = [];
  append(value, parts);
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

/** All keys of one type begin with this. */
export const typePrefix = (value: Value): Buffer => Buffer.of(rankOf(value));

/** The bytes inverted, which turns their order round. */
export function inverted(key: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafe(key.length);
  for (let at = 0; at < key.length; at++) copy[at] = 0xff - key[at]!;
  return copy;
}

/** The first key behind all that begin with `prefix`. Bytes of 255 at the end carry. */
export function following(prefix: Uint8Array): Buffer {
  const copy = Buffer.from(prefix);
  for (let at = copy.length - 1; at >= 0; at--) {
    if (copy[at]! < 0xff) {
      copy[at] = copy[at]! + 1;
      return copy.subarray(0, at + 1);
    }
  }
  return Buffer.alloc(64, 0xff);
}

function plainStringKey(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const key = Buffer.allocUnsafe(length + 2);
  key[0] = rank.string;
  key.write(text, 1, 'utf8');
  key[length + 1] = 0;
  return key;
}

function append(value: Value | undefined, parts: Uint8Array[]): void {
  parts.push(Buffer.of(rankOf(value)));
  appendBody(value, parts);
}

function appendBody(value: Value | undefined, parts: Uint8Array[]): void {
  if (value === undefined || value === null) return;
  if (typeof value === 'number') appendNumber(value, 0, parts);
  else if (typeof value === 'string') appendText(value, parts);
  else if (typeof value === 'boolean') parts.push(Buffer.of(value ? 1 : 0));
  else if (value instanceof Date) appendDouble(value.getTime(), parts);
  else if (Array.isArray(value)) {
    for (const element of value) append(element, parts);
    parts.push(Buffer.of(0));
  } else appendObject(value, parts);
}

function appendObject(value: object, parts: Uint8Array[]): void {
  if (isTimestamp(value)) parts.push(bigEndian(value.toBigInt()));
  else if (isLong(value)) {
    const double = value.toNumber();
    appendNumber(double, Number(value.toBigInt() - BigInt(double)), parts);
  } else if (isObjectId(value)) parts.push(value.id);
  else if (isRegExp(value)) {
    appendText(value.pattern, parts);
    appendText(value.options, parts);
  } else if (isBinary(value)) {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(value.length(), 0);
    head[4] = value.sub_type;
    parts.push(head, bytesOf(value));
  } else if ('_bsontype' in value === false) appendDocument(value as Document, parts);
}

function appendDocument(document: Document, parts: Uint8Array[]): void {
  for (const field in document) {
    const value = document[field]!;
    parts.push(Buffer.of(rankOf(value)));
    appendText(field, parts);
    appendBody(value, parts);
  }
  parts.push(Buffer.of(0));
}

/** NUL inside a text becomes 00 FF, the end is 00: lower than anything that can go on. */
function appendText(text: string, parts: Uint8Array[]): void {
  const bytes = Buffer.from(text, 'utf8');
  let from = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
    parts.push(bytes.subarray(from, at), Buffer.of(0, 0xff));
    from = at + 1;
  }
  parts.push(from === 0 ? bytes : bytes.subarray(from), Buffer.of(0));
}

/** From here on a double does not hold every integer, and what is missing to the exact one is written behind it. */
const exactUpTo = 2 ** 53;

function appendNumber(double: number, remainder: number, parts: Uint8Array[]): void {
  appendDouble(double, parts);
  if (Math.abs(double) < exactUpTo || !Number.isFinite(double)) return;
  const rest = Buffer.alloc(2);
  rest.writeUInt16BE(remainder + 0x8000);
  parts.push(rest);
}

/** The sign bit is turned for positive numbers, all bits for negative ones; NaN is all zero, below every number. */
function appendDouble(value: number, parts: Uint8Array[]): void {
  const bytes = Buffer.alloc(8);
  if (!Number.isNaN(value)) {
    bytes.writeDoubleBE(value === 0 ? 0 : value);
    if (bytes[0]! < 0x80) bytes[0] = bytes[0]! | 0x80;
    else for (let at = 0; at < 8; at++) bytes[at] = 0xff - bytes[at]!;
  }
  parts.push(bytes);
}

function bigEndian(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value));
  return bytes;
}
