import { requestFailed } from '../errors.js';
import { isNumeric, typeName, type Value } from '../values/types.js';
import type { Test } from './predicate.js';

const codes: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  127: 'maxKey',
};

const names = new Set([...Object.values(codes), 'minKey', 'decimal', 'undefined', 'javascript', 'symbol', 'dbPointer']);

/** `$type`: one of MongoDB's names or numbers of types, `number`, or an array of them. */
export function typeTest(operand: Value): Test {
  const wanted = new Set((Array.isArray(operand) ? operand : [operand]).flatMap(typeNames));
  if (wanted.size === 0) throw requestFailed('$type must match at least one type');
  return (value) => value !== undefined && wanted.has(typeName(value));
}

function typeNames(operand: Value): string[] {
  if (typeof operand === 'string') {
    if (operand === 'number') return ['int', 'long', 'double'];
    if (names.has(operand)) return [operand];
    throw requestFailed(`Unknown type name alias: ${operand}`);
  }
  if (!isNumeric(operand)) throw requestFailed('type must be represented as a number or a string');
  if (Number(operand) === -1) return ['minKey'];
  const name = codes[Number(operand)];
  if (!name) throw requestFailed(`Invalid numerical type code: ${operand}`);
  return [name];
}
