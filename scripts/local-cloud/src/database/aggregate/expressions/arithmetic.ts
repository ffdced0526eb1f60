import type { Long } from 'bson';
import { requestFailed } from '../../errors.js';
import { arithmetic, fromBigInt } from '../../values/numbers.js';
import { isLong, isNumeric, typeName, type Value } from '../../values/types.js';
import type { ExpressionOperator } from '../expression.js';
import { integerOf, nullable, numberOf } from './arguments.js';

const many = Number.POSITIVE_INFINITY;

function numeric(name: string, value: Value): number | Long {
  if (!isNumeric(value)) throw requestFailed(`${name} only supports numeric types, not ${typeName(value)}`);
  return value;
}

/** Exact for 64-bit integers, and a double beyond them. */
const calculate = (sign: '+' | '*', a: number | Long, b: number | Long): number | Long =>
  arithmetic(sign, a, b) ?? (sign === '+' ? Number(a) + Number(b) : Number(a) * Number(b));

/** Adds numbers, and numbers of milliseconds to at most one date. */
export function add(values: readonly Value[]): Value {
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) throw requestFailed('only one date allowed in an $add expression');
  let sum: number | Long = 0;
  for (const value of values) {
    if (value instanceof Date) continue;
    if (!isNumeric(value)) throw requestFailed(`$add only supports numeric or date types, not ${typeName(value)}`);
    sum = calculate('+', sum, value);
  }
  return dates[0] ? new Date(dates[0].getTime() + Math.round(Number(sum))) : sum;
}

function subtract(a: Value, b: Value): Value {
  if (a instanceof Date) {
    if (b instanceof Date) return a.getTime() - b.getTime();
    if (isNumeric(b)) return new Date(a.getTime() - Math.round(Number(b)));
  } else if (isNumeric(a) && isNumeric(b)) {
    if (!isLong(a) && !isLong(b)) return a - b;
    return calculate('+', a, calculate('*', b, -1));
  }
  throw requestFailed(`can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

function divide(a: Value, b: Value): number {
  const divisor = numberOf('$divide', b);
  if (divisor === 0) throw requestFailed("can't $divide by zero");
  return numberOf('$divide', a) / divisor;
}

function modulo(a: Value, b: Value): Value {
  const [dividend, divisor] = [numeric('$mod', a), numeric('$mod', b)];
  if (Number(divisor) === 0) throw requestFailed("can't $mod by zero");
  if (!isLong(dividend) && !isLong(divisor)) return dividend % divisor;
  return fromBigInt(BigInt(dividend.toString()) % BigInt(divisor.toString()));
}

/** Rounds half to even at a place, as MongoDB does; `cut` cuts instead. */
function toPlace(name: string, value: Value, place: Value, cut: boolean): Value {
  const number = numeric(name, value);
  const digits = integerOf(name, place);
  if (digits < -20 || digits > 100)
    throw requestFailed(`cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`);
  if (isLong(number) && digits >= 0) return number;
  const double = Number(number);
  if (!Number.isFinite(double)) return double;
  return cut ? scaled(double, digits, Math.trunc) : scaled(double, digits, halfToEven);
}

function scaled(value: number, digits: number, round: (value: number) => number): number {
  if (digits === 0) return round(value);
  const moved = Number(`${value}e${digits}`);
  if (!Number.isFinite(moved)) return value;
  return Number(`${round(moved)}e${-digits}`);
}

function halfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest < 0.5) return below;
  if (rest > 0.5) return below + 1;
  return below % 2 === 0 ? below : below + 1;
}

function power(base: Value, exponent: Value): number {
  const [b, e] = [numberOf('$pow', base), numberOf('$pow', exponent)];
  if (b === 0 && e < 0) throw requestFailed('$pow cannot take a base of 0 and a negative exponent');
  return b ** e;
}

function logarithm(value: Value, base: Value): number {
  const [number, b] = [numberOf('$log', value), numberOf('$log', base)];
  if (number <= 0) throw requestFailed(`$log's argument must be a positive number, but is ${number}`);
  if (b <= 0 || b === 1) throw requestFailed(`$log's base must be a positive number not equal to 1, but is ${b}`);
  return Math.log(number) / Math.log(b);
}

/** An operator of one number; whole numbers beyond 2^53 keep their value where it is one already. */
function unary(name: string, evaluate: (value: number) => number, ofLong?: (value: Long) => Value): ExpressionOperator {
  return nullable(name, 1, 1, ([value]) => {
    const number = numeric(name, value!);
    if (isLong(number) && ofLong) return ofLong(number);
    return evaluate(Number(number));
  });
}

function positive(name: string, evaluate: (value: number) => number): ExpressionOperator {
  return unary(name, (value) => {
    if (value <= 0) throw requestFailed(`${name}'s argument must be a positive number, but is ${value}`);
    return evaluate(value);
  });
}

export const arithmeticOperators: Record<string, ExpressionOperator> = {
  $abs: unary('$abs', Math.abs, (value) => (value.isNegative() ? fromBigInt(-value.toBigInt()) : value)),
  $add: nullable('$add', 0, many, add),
  $ceil: unary('$ceil', Math.ceil, (value) => value),
  $divide: nullable('$divide', 2, 2, ([a, b]) => divide(a!, b!)),
  $exp: unary('$exp', Math.exp),
  $floor: unary('$floor', Math.floor, (value) => value),
  $ln: positive('$ln', Math.log),
  $log: nullable('$log', 2, 2, ([value, base]) => logarithm(value!, base!)),
  $log10: positive('$log10', Math.log10),
  $mod: nullable('$mod', 2, 2, ([a, b]) => modulo(a!, b!)),
  $multiply: nullable('$multiply', 0, many, (values) =>
    values.map((value) => numeric('$multiply', value)).reduce((a, b) => calculate('*', a, b), 1),
  ),
  $pow: nullable('$pow', 2, 2, ([base, exponent]) => power(base!, exponent!)),
  $round: nullable('$round', 1, 2, ([value, place = 0]) => toPlace('$round', value!, place, false)),
  $sqrt: unary('$sqrt', (value) => {
    if (value < 0) throw requestFailed("$sqrt's argument must be greater than or equal to 0");
    return Math.sqrt(value);
  }),
  $subtract: nullable('$subtract', 2, 2, ([a, b]) => subtract(a!, b!)),
  $trunc: nullable('$trunc', 1, 2, ([value, place = 0]) => toPlace('$trunc', value!, place, true)),
};
