import { requestFailed } from '../../errors.js';
import { keyOf } from '../../keystring.js';
import { bounded } from '../../values/built-size.js';
import { typeName, type Value } from '../../values/types.js';
import { type ExpressionOperator, isTrue } from '../expression.js';
import { nullable, withArguments } from './arguments.js';

const many = Number.POSITIVE_INFINITY;

/** The different values of an array, by a key that equal values share. */
export function distinct(values: readonly Value[]): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const value of values) {
    const key = keyOf(value).toString('latin1');
    if (!found.has(key)) found.set(key, value);
  }
  return found;
}

function setOf(name: string, value: Value | undefined): Map<string, Value> {
  if (!Array.isArray(value))
    throw requestFailed(`All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`);
  return distinct(value);
}

const sorted = (values: Map<string, Value>) =>
  [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);

export const setExpressions: Record<string, ExpressionOperator> = {
  $allElementsTrue: withArguments('$allElementsTrue', 1, 1, ([array]) => {
    if (!Array.isArray(array))
      throw requestFailed(`$allElementsTrue's argument must be an array, but is ${typeName(array)}`);
    return array.every(isTrue);
  }),
  $anyElementTrue: withArguments('$anyElementTrue', 1, 1, ([array]) => {
    if (!Array.isArray(array))
      throw requestFailed(`$anyElementTrue's argument must be an array, but is ${typeName(array)}`);
    return array.some(isTrue);
  }),
  $setDifference: nullable('$setDifference', 2, 2, ([a, b]) => {
    const without = setOf('$setDifference', b);
    return [...setOf('$setDifference', a)].filter(([key]) => !without.has(key)).map(([, value]) => value);
  }),
  $setEquals: withArguments('$setEquals', 2, many, (arrays) => {
    const [first, ...others] = arrays.map((array) => setOf('$setEquals', array));
    return others.every((set) => set.size === first!.size && [...set.keys()].every((key) => first!.has(key)));
  }),
  $setIntersection: nullable('$setIntersection', 0, many, (arrays) => {
    const [first = new Map<string, Value>(), ...others] = arrays.map((array) => setOf('$setIntersection', array));
    return sorted(new Map([...first].filter(([key]) => others.every((set) => set.has(key)))));
  }),
  $setIsSubset: withArguments('$setIsSubset', 2, 2, ([a, b]) => {
    const whole = setOf('$setIsSubset', b);
    return [...setOf('$setIsSubset', a).keys()].every((key) => whole.has(key));
  }),
  $setUnion: nullable('$setUnion', 0, many, (arrays) =>
    bounded(sorted(new Map(arrays.flatMap((array) => [...setOf('$setUnion', array)])))),
  ),
};
