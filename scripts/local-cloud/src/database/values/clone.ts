import { type Document, isDocument, type Value } from './types.js';

/** A deep copy. Scalar object types are immutable here and shared. */
export function clone<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map((element) => clone(element)) as T;
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const field in value) copy[field] = clone(value[field]!);
  return copy as T;
}
