import { keyRing } from '../secrets.js';
import { blindIndex } from './blind-index.js';
import { decryptField, encryptField, type FieldPlace } from './field-encryption.js';
import type { Keeping, SealedFields } from './personal-data.js';

/** A value as it is kept: any value of JSON, encrypted for its place, and for a searchable field what it is found by. */
export interface Sealed {
  sealed: string;
  index?: string;
}

/** What stands for a searchable field's value: of one field of one collection, so that two collections cannot be matched up. */
export function indexKind(collection: string, field: string): string {
  return `${collection}.${field}`;
}

export function isSealed(value: unknown): value is Sealed {
  return isRecord(value) && typeof value.sealed === 'string' && Object.keys(value).every((key) => key in SEALED_KEYS);
}

const SEALED_KEYS = { sealed: true, index: true };

/** Whether a kept value is encrypted with the current key. */
export function isCurrent(value: unknown): boolean {
  return isSealed(value) && value.sealed.startsWith(`${keyRing('field').current.id}.`);
}

/** The value as it is to be kept. Nothing stays nothing, so that one can ask whether there is something. */
export function seal(value: unknown, keeping: Keeping, place: FieldPlace): unknown {
  if (value === null || value === undefined) return value;
  const sealed = encryptField(JSON.stringify(value), place);
  if (keeping === 'sealed') return { sealed };
  if (typeof value !== 'string')
    throw new Error(`${place.collection}.${place.field} is searchable and has to be a text`);
  return { sealed, index: blindIndex(indexKind(place.collection, place.field), value) };
}

/**
 * The value that was kept. What was written before its field was sealed is given as it is.
 * @throws Error when it was changed, moved from elsewhere, or its key has been retired
 */
export function open(kept: unknown, place: FieldPlace): unknown {
  return isSealed(kept) ? JSON.parse(decryptField(kept.sealed, place)) : kept;
}

/** All fields of a document that are named in `fields`, each turned by `turn`; everything else as it is. */
export function turnFields<T extends { _id: string }>(
  collection: string,
  fields: SealedFields,
  document: T,
  turn: (value: unknown, place: FieldPlace, keeping: Keeping) => unknown,
): T {
  let turned: unknown = document;
  for (const [field, keeping] of Object.entries(fields)) {
    const place = { collection, id: document._id, field };
    turned = turnAt(turned, field.split('.'), (value) => turn(value, place, keeping));
  }
  return turned as T;
}

/** `value` with what is found at `steps` below it turned; what is not there stays away. */
export function turnAt(value: unknown, steps: readonly string[], turn: (value: unknown) => unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return turn(value);
  if (Array.isArray(value)) return step === '*' ? value.map((item) => turnAt(item, rest, turn)) : value;
  if (!isRecord(value)) return value;
  const keys = step === '*' ? Object.keys(value) : Object.hasOwn(value, step) ? [step] : [];
  if (keys.length === 0) return value;
  return { ...value, ...Object.fromEntries(keys.map((key) => [key, turnAt(value[key], rest, turn)])) };
}

/** An object of data: no list, and none of the SDK's commands. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
