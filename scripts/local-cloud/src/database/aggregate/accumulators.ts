import { invalidOperator, requestFailed } from '../errors.js';
import { keyOf } from '../keystring.js';
import { GrowingArray } from '../values/built-size.js';
import { compare } from '../values/compare.js';
import { arithmetic } from '../values/numbers.js';
import { isDocument, isNumeric, type Value } from '../values/types.js';
import { compileExpression, type Expression } from './expression.js';
import { mergeObjects } from './expressions/objects.js';

/** Takes in the values of a group, one by one. */
export interface Accumulator {
  add(value: Value | undefined): void;
  result(): Value;
}

const collect = (finish: (values: (Value | undefined)[]) => Value) => (): Accumulator => {
  const values: (Value | undefined)[] = [];
  return { add: (value) => void values.push(value), result: () => finish(values) };
};

function sum(): Accumulator {
  let total: Value & (number | object) = 0;
  return {
    add(value) {
      if (!isNumeric(value)) return;
      const exact = arithmetic('+', total as number, value);
      total = exact ?? Number(total) + Number(value);
    },
    result: () => total as Value,
  };
}

function average(): Accumulator {
  let total = 0;
  let count = 0;
  return {
    add(value) {
      if (!isNumeric(value)) return;
      total += Number(value);
      count++;
    },
    result: () => (count === 0 ? null : total / count),
  };
}

/** The least or greatest value by MongoDB's order of all types; null and missing are skipped. */
const extreme = (sign: 1 | -1) => (): Accumulator => {
  let best: Value | undefined;
  return {
    add(value) {
      if (value === undefined || value === null) return;
      if (best === undefined || compare(value, best) * sign > 0) best = value;
    },
    result: () => best ?? null,
  };
};

function addToSet(): Accumulator {
  const found = new Map<string, Value>();
  return {
    add(value) {
      if (value === undefined) return;
      const key = keyOf(value).toString('latin1');
      if (!found.has(key)) found.set(key, value);
    },
    result: () => [...found.values()],
  };
}

function push(): Accumulator {
  const pushed = new GrowingArray();
  return {
    add(value) {
      if (value !== undefined) pushed.push(value);
    },
    result: () => pushed.values,
  };
}

function deviation(sample: boolean) {
  return collect((values) => {
    const numbers = values.filter(isNumeric).map(Number);
    const divisor = sample ? numbers.length - 1 : numbers.length;
    if (divisor <= 0) return null;
    const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
    return Math.sqrt(numbers.reduce((squares, number) => squares + (number - mean) ** 2, 0) / divisor);
  });
}

function first(): Accumulator {
  let value: Value | undefined;
  let seen = false;
  return {
    add(next) {
      if (!seen) value = next;
      seen = true;
    },
    result: () => value ?? null,
  };
}

function last(): Accumulator {
  let value: Value | undefined;
  return {
    add(next) {
      value = next;
    },
    result: () => value ?? null,
  };
}

export const accumulators: Record<string, () => Accumulator> = {
  $addToSet: addToSet,
  $avg: average,
  $count: () => {
    let count = 0;
    return { add: () => void count++, result: () => count };
  },
  $first: first,
  $last: last,
  $max: extreme(1),
  $mergeObjects: collect(mergeObjects),
  $min: extreme(-1),
  $push: push,
  $stdDevPop: deviation(false),
  $stdDevSamp: deviation(true),
  $sum: sum,
};

/** One field that `$group` and `$bucket` calculate. */
export interface GroupField {
  name: string;
  argument: Expression;
  make: () => Accumulator;
}

/** Compiles `{total: {$sum: '$n'}}`. @throws CloudError for what is not one accumulator */
export function compileGroupField(name: string, spec: Value): GroupField {
  if (name.includes('.')) throw requestFailed(`The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw requestFailed(`The field name '${name}' cannot be an operator name`);
  const operator = isDocument(spec) ? Object.keys(spec)[0] : undefined;
  if (!isDocument(spec) || operator === undefined || !operator.startsWith('$')) {
    throw requestFailed(`The field '${name}' must be an accumulator object`);
  }
  if (Object.keys(spec).length > 1) throw requestFailed(`The field '${name}' must specify one accumulator`);
  const make = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!make) throw invalidOperator(operator, 'the group');
  if (operator === '$count') {
    if (!isDocument(spec.$count) || Object.keys(spec.$count).length > 0)
      throw requestFailed('$count takes no arguments, i.e. $count:{}');
    return { name, argument: () => null, make };
  }
  return { name, argument: compileExpression(spec[operator]!), make };
}

/** Evaluates an accumulator over the values of a scope's array, or over its arguments. */
export function accumulate(make: () => Accumulator, values: readonly (Value | undefined)[]): Value {
  const accumulator = make();
  for (const value of values) accumulator.add(value);
  return accumulator.result();
}
