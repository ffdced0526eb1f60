import type { Binary, BSONRegExp, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';

/**
 * A value as the engine holds it. A number is a double or an integer up to 2^53; a 64-bit integer beyond that is a Long.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | Date
  | Long
  | ObjectId
  | BSONRegExp
  | Binary
  | Timestamp
  | MinKey
  | MaxKey
  | Value[]
  | Document;

export interface Document {
  [field: string]: Value;
}

type Tagged = { readonly _bsontype: string };

function tagOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? (value as Partial<Tagged>)._bsontype : undefined;
}

export const isLong = (value: unknown): value is Long => tagOf(value) === 'Long';
export const isObjectId = (value: unknown): value is ObjectId => tagOf(value) === 'ObjectId';
export const isRegExp = (value: unknown): value is BSONRegExp => tagOf(value) === 'BSONRegExp';
export const isBinary = (value: unknown): value is Binary => tagOf(value) === 'Binary';
export const isTimestamp = (value: unknown): value is Timestamp => tagOf(value) === 'Timestamp';
export const isMinKey = (value: unknown): value is MinKey => tagOf(value) === 'MinKey';
export const isMaxKey = (value: unknown): value is MaxKey => tagOf(value) === 'MaxKey';
export const isNumeric = (value: unknown): value is number | Long => typeof value === 'number' || isLong(value);

/** Says whether a value is an embedded document, and not one of the scalar object types. */
export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** MongoDB's name of a value's type, as `$type` and error texts have it. */
export function typeName(value: Value | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'number') return numberType(value);
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  return objectTypes[tagOf(value) ?? ''] ?? 'object';
}

const objectTypes: Record<string, string> = {
  Long: 'long',
  ObjectId: 'objectId',
  BSONRegExp: 'regex',
  Binary: 'binData',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};

function numberType(value: number): string {
  if (!Number.isInteger(value) || Object.is(value, -0)) return 'double';
  if (value >= -(2 ** 31) && value < 2 ** 31) return 'int';
  return Number.isSafeInteger(value) ? 'long' : 'double';
}
