import type { Long } from 'bson';
import { encodeText } from '../codec/encode.js';
import { writeFailed } from '../errors.js';
import { clone } from '../values/clone.js';
import { compare } from '../values/compare.js';
import { arithmetic, fromBigInt } from '../values/numbers.js';
import { type Document, isDocument, isLong, isNumeric, typeName, type Value } from '../values/types.js';
import type { PlaceChange, UpdateOperator } from './operator.js';
import { clearPlace, type Place, readPlace, writePlace } from './path.js';

const set: UpdateOperator = (operand) => ({
  create: true,
  apply: (place) => writePlace(place, clone(operand)),
});

const unset: UpdateOperator = () => ({ create: false, apply: clearPlace });

const increment: UpdateOperator = (operand, path) => calculated('$inc', '+', operand, path);
const multiply: UpdateOperator = (operand, path) => calculated('$mul', '*', operand, path);

function calculated(operator: string, sign: '+' | '*', operand: Value, path: string): PlaceChange {
  if (!isNumeric(operand)) {
    const verb = sign === '+' ? 'increment' : 'multiply';
    throw writeFailed(`Cannot ${verb} with non-numeric argument: {${path}: ${encodeText(operand)}}`);
  }
  return {
    create: true,
    apply(place, _path, document) {
      const current = readPlace(place);
      if (current !== undefined && !isNumeric(current)) throw notNumeric(operator, place, current, document);
      const missing = sign === '+' ? operand : 0;
      const result = current === undefined ? missing : arithmetic(sign, current, operand);
      if (result === undefined) {
        throw writeFailed(
          `Failed to apply ${operator} operations to current value ((NumberLong)${current}) for document {_id: ${encodeText(document._id ?? null)}}`,
        );
      }
      writePlace(place, result);
    },
  };
}

const notNumeric = (operator: string, place: Place, current: Value, document: Document) =>
  writeFailed(
    `Cannot apply ${operator} to a value of non-numeric type. {_id: ${encodeText(document._id ?? null)}} has the field '${place.key}' of non-numeric type ${typeName(current)}`,
  );

const minimum: UpdateOperator = (operand) => extreme(operand, (order) => order < 0);
const maximum: UpdateOperator = (operand) => extreme(operand, (order) => order > 0);

function extreme(operand: Value, replaces: (order: number) => boolean): PlaceChange {
  return {
    create: true,
    apply(place) {
      const current = readPlace(place);
      if (current === undefined || replaces(compare(operand, current))) writePlace(place, clone(operand));
    },
  };
}

const currentDate: UpdateOperator = (operand, path, { now }) => {
  const type = isDocument(operand) ? operand.$type : operand;
  if (type === 'timestamp') throw writeFailed("the local cloud's $currentDate makes dates, not timestamps");
  if (typeof type !== 'boolean' && type !== 'date') {
    throw writeFailed(
      `${typeName(operand)} is not valid type for $currentDate of ${path}. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  return { create: true, apply: (place) => writePlace(place, new Date(now)) };
};

const bit: UpdateOperator = (operand, path) => {
  const entries = isDocument(operand) ? Object.entries(operand) : [];
  if (entries.length === 0) {
    throw writeFailed(
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  const steps = entries.map(([name, value]) => [bitwise(name), bitInteger(value, path)] as const);
  return {
    create: true,
    apply(place, _path, document) {
      const current = readPlace(place) ?? 0;
      if (!isNumeric(current) || (!isLong(current) && !Number.isSafeInteger(current))) {
        throw writeFailed(
          `Cannot apply $bit to a value of non-integral type. _id: ${encodeText(document._id ?? null)} has the field ${place.key} of non-integer type ${typeName(current)}`,
        );
      }
      const result = steps.reduce((bits, [apply, mask]) => apply(bits, mask), BigInt(current.toString()));
      writePlace(place, fromBigInt(BigInt.asIntN(64, result)));
    },
  };
};

function bitwise(name: string): (a: bigint, b: bigint) => bigint {
  if (name === 'and') return (a, b) => a & b;
  if (name === 'or') return (a, b) => a | b;
  if (name === 'xor') return (a, b) => a ^ b;
  throw writeFailed(
    `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator`,
  );
}

function bitInteger(value: Value | Long, path: string): bigint {
  if (isLong(value) || (typeof value === 'number' && Number.isSafeInteger(value))) return BigInt(value.toString());
  throw writeFailed(
    `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here: {${path}: ${encodeText(value)}}`,
  );
}

/** Update operators that set one field. `$rename` and `$setOnInsert` are compiled apart. */
export const fieldOperators: Record<string, UpdateOperator> = {
  $set: set,
  $setOnInsert: set,
  $unset: unset,
  $inc: increment,
  $mul: multiply,
  $min: minimum,
  $max: maximum,
  $currentDate: currentDate,
  $bit: bit,
};
