import { ObjectId } from 'bson';
import { CloudError } from '../../../kernel/cloud-error.js';
import { requestFailed } from '../../errors.js';
import { fromBigInt } from '../../values/numbers.js';
import { isLong, isNumeric, isObjectId, typeName, type Value } from '../../values/types.js';
import { type ExpressionOperator, isTrue } from '../expression.js';
import { isNullish, named, nullable, unsupported, withArguments } from './arguments.js';
import { parseDate } from './date-format.js';
import { dateToIso } from './dates.js';

type Convert = (value: Value) => Value;

const cannot = (value: Value, to: string) =>
  requestFailed(`Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`);

const unparsable = (text: string, to: string) =>
  requestFailed(`Failed to parse ${to} '${text}' in $convert with no onError value`);

function toDouble(value: Value): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isNumeric(value)) return Number(value);
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'string') throw cannot(value, 'double');
  const number =
    value.trim() === '' || value !== value.trim() || /^[+-]?0[xbo]/i.test(value) ? Number.NaN : Number(value);
  if (Number.isNaN(number) && value !== 'NaN') throw unparsable(value, 'number');
  return number;
}

function toWhole(value: Value, type: 'int' | 'long'): Value {
  const [low, high] = type === 'int' ? [-(2n ** 31n), 2n ** 31n] : [-(2n ** 63n), 2n ** 63n];
  let whole: bigint;
  if (isLong(value)) whole = value.toBigInt();
  else if (typeof value === 'string') {
    if (!/^[+-]?\d{1,20}$/.test(value)) throw unparsable(value, 'number');
    whole = BigInt(value.replace('+', ''));
  } else {
    if (value instanceof Date && type === 'int') throw cannot(value, type);
    const double = toDouble(value);
    if (!Number.isFinite(double))
      throw requestFailed(`Attempt to convert ${double} value to integer type in $convert with no onError value`);
    whole = BigInt(Math.trunc(double));
  }
  if (whole < low || whole >= high)
    throw requestFailed(`Conversion would overflow target type in $convert with no onError value: ${whole}`);
  return fromBigInt(whole);
}

function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || isNumeric(value)) return String(value);
  if (isObjectId(value)) return value.toHexString();
  if (value instanceof Date) return dateToIso(value);
  throw cannot(value, 'string');
}

function toDate(value: Value): Date {
  if (value instanceof Date) return value;
  if (isObjectId(value)) return value.getTimestamp();
  if (typeof value === 'string') {
    const date = parseDate(value, undefined, undefined);
    if (!date) throw requestFailed(`Error parsing date string '${value}'`);
    return date;
  }
  if (typeof value === 'number' && typeName(value) !== 'int') return new Date(Math.trunc(value));
  if (isLong(value)) return new Date(value.toNumber());
  throw cannot(value, 'date');
}

function toObjectId(value: Value): ObjectId {
  if (isObjectId(value)) return value;
  if (typeof value !== 'string') throw cannot(value, 'objectId');
  if (!/^[0-9a-f]{24}$/i.test(value)) throw unparsable(value, 'objectId');
  return new ObjectId(value);
}

const conversions: Record<string, Convert> = {
  double: toDouble,
  string: toText,
  objectId: toObjectId,
  bool: (value) => (isNumeric(value) ? Number(value) !== 0 : isTrue(value)),
  date: toDate,
  int: (value) => toWhole(value, 'int'),
  long: (value) => toWhole(value, 'long'),
};

const typeNumbers: Record<number, string> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
};

const convert = named(
  '$convert',
  ['input', 'to'],
  ['onError', 'onNull'],
  ({ input, to, onError, onNull }) =>
    (scope) => {
      const value = input!(scope);
      const type = to!(scope);
      if (isNullish(value)) return onNull ? onNull(scope) : null;
      if (isNullish(type)) return null;
      const name = typeof type === 'string' ? type : (typeNumbers[Number(type)] ?? '');
      const conversion = Object.hasOwn(conversions, name) ? conversions[name] : undefined;
      if (!conversion) throw requestFailed(`Unknown type name: ${String(type)}`);
      try {
        return conversion(value);
      } catch (error) {
        if (onError && error instanceof CloudError) return onError(scope);
        throw error;
      }
    },
);

const to = (name: string, type: string) => nullable(name, 1, 1, ([value]) => conversions[type]!(value!));

export const conversionExpressions: Record<string, ExpressionOperator> = {
  $convert: convert,
  $isNumber: withArguments('$isNumber', 1, 1, ([value]) => isNumeric(value)),
  $toBool: to('$toBool', 'bool'),
  $toDate: to('$toDate', 'date'),
  $toDecimal: unsupported('$toDecimal'),
  $toDouble: to('$toDouble', 'double'),
  $toInt: to('$toInt', 'int'),
  $toLong: to('$toLong', 'long'),
  $toObjectId: to('$toObjectId', 'objectId'),
  $toString: to('$toString', 'string'),
  $type: withArguments('$type', 1, 1, ([value]) => typeName(value)),
};
