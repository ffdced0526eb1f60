import { requestFailed } from '../errors.js';
import { limits } from '../limits.js';
import { isDocument, type Value } from './types.js';

/** MongoDB lets what it builds on the way be a little larger than what it stores. */
const MOST_BYTES = limits.documentBytes + 16 * 1024;
const known = new WeakMap<object, number>();

/**
 * Bounds a value that an expression or a stage has built. Parts that it shares with other values count each time, so that
 * doubling a value forty times ends here and not in memory.
 * @returns the value
 * @throws CloudError with MongoDB's text above 16 MB
 */
export function bounded<T extends Value | undefined>(value: T): T {
  if (typeof value === 'object' || typeof value === 'string') checkBuilt(bytesOf(value));
  return value;
}

/** @throws CloudError with MongoDB's text when a value takes more than 16 MB */
export function checkBuilt(bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  const size = `BSONObj size: ${bytes} (0x${bytes.toString(16).toUpperCase()})`;
  throw requestFailed(`${size} is invalid. Size must be between 0 and ${MOST_BYTES}(16MB)`);
}

/** An array that is bounded while it grows. */
export class GrowingArray {
  readonly values: Value[] = [];
  #bytes = 0;

  push(value: Value): void {
    this.#bytes += bytesOf(value) + 3;
    checkBuilt(this.#bytes);
    this.values.push(value);
  }
}

/** What a value takes as BSON, at least: characters count as one byte. Values that expressions build are never changed. */
function bytesOf(value: Value | undefined): number {
  if (typeof value === 'string') return value.length + 5;
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? 4 : 1;
  const before = known.get(value);
  if (before !== undefined) return before;
  const bytes = partsOf(value);
  if (bytes !== undefined) known.set(value, bytes);
  return bytes ?? 8;
}

function partsOf(value: Value): number | undefined {
  let bytes = 5;
  if (Array.isArray(value)) {
    for (const element of value) bytes += bytesOf(element) + 3;
    return bytes;
  }
  if (!isDocument(value)) return undefined;
  for (const field in value) bytes += field.length + 2 + bytesOf(value[field]);
  return bytes;
}
