import { requestFailed } from '../../errors.js';
import { sorter, sortSpec } from '../../sort.js';
import { step } from '../../turn.js';
import { bounded, GrowingArray } from '../../values/built-size.js';
import { compare, equal } from '../../values/compare.js';
import { type Document, isDocument, typeName, type Value } from '../../values/types.js';
import { type ExpressionOperator, isTrue, withVariables } from '../expression.js';
import { arrayOf, integerOf, isNullish, named, nullable, stringOf, unsupported, withArguments } from './arguments.js';

const many = Number.POSITIVE_INFINITY;
/** Elements that `$range` may make: MongoDB bounds them by memory. */
const longestRange = 5_000_000;

function elementAt(array: Value, index: Value): Value | undefined {
  const elements = arrayOf('$arrayElemAt', array);
  return elements.at(integerOf('$arrayElemAt', index));
}

function toObject(array: Value): Document {
  const document: Document = {};
  for (const entry of arrayOf('$arrayToObject', array)) {
    const pair = isDocument(entry) ? [entry.k, entry.v] : entry;
    if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== 'string' || pair[1] === undefined) {
      throw requestFailed("$arrayToObject requires an array of pairs, or of objects with the keys 'k' and 'v'");
    }
    if (pair[0] === '__proto__') throw requestFailed('the local cloud cannot hold a field named __proto__');
    document[pair[0]] = pair[1];
  }
  return bounded(document);
}

function indexOf(values: (Value | undefined)[]): Value {
  const [array, wanted, start, end] = values;
  if (isNullish(array)) return null;
  const elements = arrayOf('$indexOfArray', array);
  const from = start === undefined ? 0 : integerOf('$indexOfArray', start);
  const to = end === undefined ? elements.length : Math.min(integerOf('$indexOfArray', end), elements.length);
  if (from < 0 || to < 0) throw requestFailed('$indexOfArray requires a nonnegative starting and ending index');
  for (let at = from; at < to; at++) if (equal(elements[at], wanted)) return at;
  return -1;
}

function range([first, last, step]: (Value | undefined)[]): Value[] {
  const [from, to] = [integerOf('$range', first), integerOf('$range', last)];
  const by = step === undefined ? 1 : integerOf('$range', step);
  if (by === 0) throw requestFailed('$range requires a non-zero step value');
  if ((to - from) / by > longestRange) throw requestFailed(`$range makes at most ${longestRange} elements`);
  const numbers: number[] = [];
  for (let at = from; by > 0 ? at < to : at > to; at += by) numbers.push(at);
  return numbers;
}

function slice([array, first, count]: Value[]): Value[] {
  const elements = arrayOf('$slice', array);
  const n = integerOf('$slice', first);
  if (count === undefined) return n >= 0 ? elements.slice(0, n) : elements.slice(n);
  const length = integerOf('$slice', count);
  if (length <= 0) throw requestFailed('Third argument to $slice must be positive');
  const start = n >= 0 ? n : Math.max(elements.length + n, 0);
  return elements.slice(start, start + length);
}

const filter = named('$filter', ['input', 'cond'], ['as', 'limit'], ({ input, cond, limit }, { as = 'this' }) => {
  const name = stringOf('$filter', as);
  return (scope) => {
    const array = input!(scope);
    if (isNullish(array)) return null;
    const most = limit ? integerOf('$filter', limit(scope)) : many;
    const found: Value[] = [];
    for (const element of arrayOf('$filter', array)) {
      step();
      if (found.length >= most) break;
      if (isTrue(cond!(withVariables(scope, { [name]: element })))) found.push(element);
    }
    return found;
  };
});

const map = named('$map', ['input', 'in'], ['as'], ({ input, in: body }, { as = 'this' }) => {
  const name = stringOf('$map', as);
  return (scope) => {
    const array = input!(scope);
    if (isNullish(array)) return null;
    const mapped = new GrowingArray();
    for (const element of arrayOf('$map', array)) {
      step();
      mapped.push(body!(withVariables(scope, { [name]: element })) ?? null);
    }
    return mapped.values;
  };
});

const reduce = named('$reduce', ['input', 'initialValue', 'in'], [], ({ input, initialValue, in: body }) => (scope) => {
  const array = input!(scope);
  if (isNullish(array)) return null;
  let value = initialValue!(scope);
  for (const element of arrayOf('$reduce', array)) {
    step();
    value = bounded(body!(withVariables(scope, { this: element, value })));
  }
  return value;
});

const zip = named('$zip', ['inputs'], ['useLongestLength', 'defaults'], (parts) => (scope) => {
  const inputs = arrayOf('$zip', parts.inputs!(scope));
  if (inputs.some(isNullish)) return null;
  const arrays = inputs.map((input) => arrayOf('$zip', input));
  const longest = isTrue(parts.useLongestLength?.(scope));
  const defaults = parts.defaults ? arrayOf('$zip', parts.defaults(scope)) : [];
  if (parts.defaults && !longest) throw requestFailed('cannot specify defaults unless useLongestLength is true');
  if (parts.defaults && defaults.length !== arrays.length) {
    throw requestFailed('defaults and inputs must have the same length');
  }
  const lengths = arrays.map((array) => array.length);
  const length = lengths.length === 0 ? 0 : longest ? Math.max(...lengths) : Math.min(...lengths);
  const zipped = new GrowingArray();
  for (let at = 0; at < length; at++) {
    zipped.push(arrays.map((array, input) => array[at] ?? defaults[input] ?? null));
  }
  return zipped.values;
});

const sortArray = named('$sortArray', ['input', 'sortBy'], [], ({ input }, { sortBy }) => {
  const order = isDocument(sortBy) ? sorter(sortSpec(sortBy)) : undefined;
  if (!order && sortBy !== 1 && sortBy !== -1) throw requestFailed('$sortArray needs sortBy: 1, -1 or a document');
  return (scope) => {
    const array = input!(scope);
    if (isNullish(array)) return null;
    const sorted = [...arrayOf('$sortArray', array)];
    if (!order) return sorted.sort((a, b) => compare(a, b) * (sortBy as number));
    return sorted.sort((a, b) => order(isDocument(a) ? a : {}, isDocument(b) ? b : {}));
  };
});

/** `$first` and `$last` of an array. */
const end = (name: string, index: number) => nullable(name, 1, 1, ([array]) => arrayOf(name, array).at(index));

export const arrayExpressions: Record<string, ExpressionOperator> = {
  $arrayElemAt: nullable('$arrayElemAt', 2, 2, ([array, index]) => elementAt(array!, index!)),
  $arrayToObject: nullable('$arrayToObject', 1, 1, ([array]) => toObject(array!)),
  $concatArrays: nullable('$concatArrays', 0, many, (arrays) =>
    bounded(arrays.flatMap((array) => arrayOf('$concatArrays', array))),
  ),
  $filter: filter,
  $first: end('$first', 0),
  $last: end('$last', -1),
  $in: withArguments('$in', 2, 2, ([value, array]) => {
    if (!Array.isArray(array))
      throw requestFailed(`$in requires an array as a second argument, found: ${typeName(array)}`);
    return array.some((element) => equal(element, value));
  }),
  $indexOfArray: withArguments('$indexOfArray', 2, 4, indexOf),
  $isArray: withArguments('$isArray', 1, 1, ([value]) => Array.isArray(value)),
  $map: map,
  $range: withArguments('$range', 2, 3, range),
  $reduce: reduce,
  $reverseArray: nullable('$reverseArray', 1, 1, ([array]) => [...arrayOf('$reverseArray', array)].reverse()),
  $size: withArguments('$size', 1, 1, ([array]) => {
    if (!Array.isArray(array))
      throw requestFailed(`The argument to $size must be an array, but was of type: ${typeName(array)}`);
    return array.length;
  }),
  $slice: nullable('$slice', 2, 3, slice),
  $sortArray: sortArray,
  $zip: zip,
  $meta: unsupported('$meta'),
};
