import { bytesOf } from '../values/compare.js';
import {
  type Document,
  isBinary,
  isDocument,
  isLong,
  isMinKey,
  isObjectId,
  isRegExp,
  isTimestamp,
  type Value,
} from '../values/types.js';

/**
 * Writes a document as EJSON text: numbers plain where JSON can hold them, every other type wrapped. This is what the
 * store keeps and what the newer dialect answers, so that a document can go from one to the other as it is.
 */
export function encodeText(value: Value): string {
  return JSON.stringify(encode(value));
}

/** Writes a value as the older dialect answers documents: plain JSON with `{$date: ms}`. */
export function encodePlain(value: Value): unknown {
  return encode(value, (date) => ({ $date: date.getTime() }));
}

const wrapDate = (date: Date): unknown => ({ $date: { $numberLong: String(date.getTime()) } });

/** @returns the value itself as long as nothing in it needs a wrapper */
function encode(value: Value, date: (date: Date) => unknown = wrapDate): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $numberDouble: doubleText(value) };
  }
  if (value === null) return null;
  if (Array.isArray(value)) return encodeArray(value, date);
  if (value instanceof Date) return date(value);
  return isDocument(value) ? encodeDocument(value, date) : encodeTagged(value);
}

function encodeArray(array: Value[], date: (date: Date) => unknown): unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < array.length; index++) {
    const encoded = encode(array[index]!, date);
    if (encoded === array[index]) continue;
    copy ??= array.slice();
    copy[index] = encoded;
  }
  return copy ?? array;
}

function encodeDocument(document: Document, date: (date: Date) => unknown): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const field in document) {
    const encoded = encode(document[field]!, date);
    if (encoded === document[field]) continue;
    copy ??= { ...document };
    copy[field] = encoded;
  }
  return copy ?? document;
}

function doubleText(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

function encodeTagged(value: Value): unknown {
  if (isLong(value) && !isTimestamp(value)) return { $numberLong: value.toString() };
  if (isObjectId(value)) return { $oid: value.toHexString() };
  if (isRegExp(value)) return { $regularExpression: { pattern: value.pattern, options: value.options } };
  if (isTimestamp(value)) return { $timestamp: { t: value.getHighBitsUnsigned(), i: value.getLowBitsUnsigned() } };
  if (isBinary(value)) {
    const subType = value.sub_type.toString(16).padStart(2, '0');
    return { $binary: { base64: bytesOf(value).toString('base64'), subType } };
  }
  return isMinKey(value) ? { $minKey: 1 } : { $maxKey: 1 };
}
