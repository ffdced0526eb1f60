import { encodeText } from '../codec/encode.js';
import { writeFailed } from '../errors.js';
import { compileFilter, type FilterContext, isOperators } from '../match/compile.js';
import { compileConditions } from '../match/conditions.js';
import { testValue } from '../match/predicate.js';
import { regexTest } from '../match/regex.js';
import { sorter, sortSpec } from '../sort.js';
import { clone } from '../values/clone.js';
import { compare, equal } from '../values/compare.js';
import { type Document, isDocument, isLong, isNumeric, isRegExp, typeName, type Value } from '../values/types.js';
import type { UpdateOperator } from './operator.js';
import { type Place, readPlace, writePlace } from './path.js';

const push: UpdateOperator = (operand, path) => {
  const modifiers = pushModifiers(operand, path);
  return {
    create: true,
    apply(place, _path, document) {
      const array = arrayAt(place, '$push', document) ?? [];
      const at = modifiers.position ?? array.length;
      array.splice(at < 0 ? Math.max(array.length + at, 0) : at, 0, ...modifiers.each.map(clone));
      if (modifiers.sort) array.sort(modifiers.sort);
      writePlace(place, modifiers.slice ? modifiers.slice(array) : array);
    },
  };
};

interface PushModifiers {
  each: Value[];
  position?: number;
  slice?: (array: Value[]) => Value[];
  sort?: (a: Value, b: Value) => number;
}

function pushModifiers(operand: Value, path: string): PushModifiers {
  if (!isDocument(operand) || !('$each' in operand)) {
    const stray = isDocument(operand) && Object.keys(operand).find((key) => key.startsWith('$'));
    if (stray)
      throw writeFailed(`The dollar ($) prefixed field '${stray}' in '${path}' is not allowed in $push without $each.`);
    return { each: [operand] };
  }
  const { $each, $position, $slice, $sort, ...rest } = operand;
  const unknown = Object.keys(rest)[0];
  if (unknown) throw writeFailed(`Unrecognized clause in $push: ${unknown}`);
  if (!Array.isArray($each)) {
    throw writeFailed(`The argument to $each in $push must be an array but it was of type: ${typeName($each)}`);
  }
  return {
    each: $each,
    ...($position !== undefined && { position: integer($position, '$position') }),
    ...($slice !== undefined && { slice: sliced(integer($slice, '$slice')) }),
    ...($sort !== undefined && { sort: elementOrder($sort) }),
  };
}

function integer(value: Value, name: string): number {
  const number = isLong(value) ? value.toNumber() : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    throw writeFailed(`The value for ${name} must be an integer value, not of type: ${typeName(value)}`);
  }
  return number;
}

const sliced = (count: number) => (array: Value[]) =>
  count === 0 ? [] : count > 0 ? array.slice(0, count) : array.slice(count);

function elementOrder(spec: Value): (a: Value, b: Value) => number {
  if (spec === 1) return compare;
  if (spec === -1) return (a, b) => compare(b, a);
  if (!isDocument(spec) || Object.keys(spec).length === 0) {
    throw writeFailed(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  const order = sorter(sortSpec(spec));
  return (a, b) => order(isDocument(a) ? a : {}, isDocument(b) ? b : {});
}

const addToSet: UpdateOperator = (operand) => {
  const values = isDocument(operand) && '$each' in operand ? operand.$each! : [operand];
  if (!Array.isArray(values)) {
    throw writeFailed(`The argument to $each in $addToSet must be an array but it was of type ${typeName(values)}`);
  }
  return {
    create: true,
    apply(place, _path, document) {
      const array = arrayAt(place, '$addToSet', document) ?? [];
      for (const value of values) if (!array.some((element) => equal(element, value))) array.push(clone(value));
      writePlace(place, array);
    },
  };
};

const pop: UpdateOperator = (operand, path) => {
  const end = isNumeric(operand) ? Number(operand) : Number.NaN;
  if (end !== 1 && end !== -1) {
    throw writeFailed(`$pop expects 1 or -1, found: ${encodeText(operand)} for ${path}`);
  }
  return {
    create: false,
    viable: true,
    apply(place, _path, document) {
      const array = arrayAt(place, '$pop', document);
      if (array) writePlace(place, end === 1 ? array.slice(0, -1) : array.slice(1));
    },
  };
};

const pull: UpdateOperator = (operand, _path, context) => removing('$pull', pullTest(operand, context));

/** What `$pull` takes away: elements that match operators or a filter, or are equal to a value. */
function pullTest(operand: Value, context: FilterContext): (element: Value) => boolean {
  if (isRegExp(operand)) return regexTest(operand);
  if (isOperators(operand) && !['$and', '$or', '$nor'].includes(Object.keys(operand)[0]!)) {
    const conditions = compileConditions(operand, context);
    return (element) => conditions.every((condition) => testValue(condition, element));
  }
  if (!isDocument(operand)) return (element) => equal(element, operand);
  const matches = compileFilter(operand, context);
  return (element) => isDocument(element) && matches(element);
}

const pullAll: UpdateOperator = (operand) => {
  if (!Array.isArray(operand)) {
    throw writeFailed(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
  }
  return removing('$pullAll', (element) => operand.some((value) => equal(value, element)));
};

const removing = (operator: string, takesAway: (element: Value) => boolean) => ({
  create: false,
  apply(place: Place, _path: string, document: Document) {
    const array = arrayAt(place, operator, document);
    if (array)
      writePlace(
        place,
        array.filter((element) => !takesAway(element)),
      );
  },
});

/** The array in a place. @throws CloudError when there is something else */
function arrayAt(place: Place, operator: string, document: Document): Value[] | undefined {
  const current = readPlace(place);
  if (current === undefined || Array.isArray(current)) return current;
  const id = encodeText(document._id ?? null);
  if (operator === '$push') {
    throw writeFailed(
      `The field '${place.key}' must be an array but is of type ${typeName(current)} in document {_id: ${id}}`,
    );
  }
  if (operator === '$addToSet') {
    throw writeFailed(
      `Cannot apply $addToSet to non-array field. Field named '${place.key}' has non-array type ${typeName(current)}`,
    );
  }
  if (operator === '$pop')
    throw writeFailed(`Path '${place.key}' contains an element of non-array type '${typeName(current)}'`);
  throw writeFailed(`Cannot apply ${operator} to a non-array value`);
}

export const arrayOperators: Record<string, UpdateOperator> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};
