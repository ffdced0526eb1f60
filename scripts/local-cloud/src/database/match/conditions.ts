import { BSONRegExp } from 'bson';
import { invalidOperator, requestFailed } from '../errors.js';
import { type Document, isDocument, isRegExp, type Value } from '../values/types.js';
import { bits, equalTo, modulo, oneOf, ordered, sizeOf, truthy } from './comparison.js';
import { compileFilter, type FilterContext, isOperators } from './compile.js';
import { geoIntersects, geoWithin, nearOperator } from './geo.js';
import { jsonSchemaTest } from './json-schema.js';
import { type Condition, type Test, testValue } from './predicate.js';
import { regexOperator, regexTest } from './regex.js';
import { typeTest } from './types.js';

type Compile = (operand: Value, context: FilterContext, siblings: Document) => Condition;

const each = (test: Test): Condition => ({ test, expand: true });
const whole = (test: Test): Condition => ({ test, expand: false });
const not = (condition: Condition): Condition => ({ ...condition, negate: true });

const operators: Record<string, Compile> = {
  $eq: (operand) => each(equalTo(operand)),
  $ne: (operand) => {
    if (isRegExp(operand)) throw requestFailed("Can't have regex as arg to $ne.");
    return not(each(equalTo(operand)));
  },
  $gt: (operand) => each(ordered('$gt', operand)),
  $gte: (operand) => each(ordered('$gte', operand)),
  $lt: (operand) => each(ordered('$lt', operand)),
  $lte: (operand) => each(ordered('$lte', operand)),
  $in: (operand) => each(oneOf(operand)),
  $nin: (operand) => not(each(oneOf(operand))),
  $mod: (operand) => each(modulo(operand)),
  $type: (operand) => each(typeTest(operand)),
  $size: (operand) => whole(sizeOf(operand)),
  $exists: (operand) => ({ ...whole((value) => value !== undefined), negate: !truthy(operand) }),
  $regex: (operand, _context, siblings) => each(regexTest(regexOperator(operand, siblings.$options, BSONRegExp))),
  $bitsAllSet: (operand) => each(bits('$bitsAllSet', operand)),
  $bitsAnySet: (operand) => each(bits('$bitsAnySet', operand)),
  $bitsAllClear: (operand) => each(bits('$bitsAllClear', operand)),
  $bitsAnyClear: (operand) => each(bits('$bitsAnyClear', operand)),
  $elemMatch: (operand, context) => whole(elementMatch(operand, context)),
  $geoWithin: (operand) => whole(geoWithin(operand)),
  $geoIntersects: (operand) => whole(geoIntersects(operand)),
  $jsonSchema: (operand) => whole(jsonSchemaTest(operand)),
  $near: (operand, _context, siblings) => whole(nearTest('$near', operand, siblings)),
  $nearSphere: (operand, _context, siblings) => whole(nearTest('$nearSphere', operand, siblings)),
};

/** Compiles an object of operators, such as `{$gt: 1, $lt: 5}`. */
export function compileConditions(operand: Document, context: FilterContext): Condition[] {
  return Object.keys(operand).flatMap((operator) => {
    const argument = operand[operator]!;
    if (operator === '$not') return [negated(argument, context)];
    if (operator === '$all') return [all(argument, context)];
    if (
      (operator === '$maxDistance' || operator === '$minDistance') &&
      ('$near' in operand || '$nearSphere' in operand)
    ) {
      return [];
    }
    if (operator === '$options') {
      if (!('$regex' in operand)) throw requestFailed('$options needs a $regex');
      return [];
    }
    const compile = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
    if (!compile) throw invalidOperator(operator, 'the filter');
    return [compile(argument, context, operand)];
  });
}

/** Nearness as a condition; the engine also puts the nearest first. */
function nearTest(operator: string, operand: Value, siblings: Document): Test {
  const near = nearOperator('', operator, operand, siblings);
  return (value) => near.distance(value) !== undefined;
}

/** `$not` is true of a place that the condition is not true of, and of one that does not exist. */
function negated(operand: Value, context: FilterContext): Condition {
  if (isRegExp(operand)) return { test: regexTest(operand), expand: true, negate: true };
  if (!isDocument(operand)) throw requestFailed('$not needs a regex or a document');
  if (Object.keys(operand).length === 0) throw requestFailed('$not cannot be empty');
  const conditions = compileConditions(operand, context);
  if (conditions.length === 1) return { ...conditions[0]!, negate: !conditions[0]!.negate };
  return { all: conditions, negate: true };
}

/** `$all`: every value is one of the elements (or is the value itself); of `$elemMatch`es, an element for each. */
function all(operand: Value, context: FilterContext): Condition {
  if (!Array.isArray(operand)) throw requestFailed('$all needs an array');
  const conditions = operand.map((value): Condition => {
    if (!isOperators(value)) return isRegExp(value) ? each(regexTest(value)) : each(equalTo(value));
    if (!('$elemMatch' in value)) throw requestFailed(`no ${Object.keys(value)[0]} expressions in $all`);
    return compileConditions(value, context)[0]!;
  });
  if (conditions.length === 0) return whole(() => false);
  return { all: conditions };
}

/** `$elemMatch`: one element for which all hold, either as a document with a filter or as a value with operators. */
function elementMatch(operand: Value, context: FilterContext): Test {
  if (!isDocument(operand)) throw requestFailed('$elemMatch needs an Object');
  if (isValueForm(operand)) {
    const conditions = compileConditions(operand, context);
    return (value) =>
      Array.isArray(value) && value.some((element) => conditions.every((condition) => testValue(condition, element)));
  }
  const matches = compileFilter(operand, context);
  return (value) =>
    Array.isArray(value) &&
    value.some((element) => (isDocument(element) || Array.isArray(element)) && matches(asDocument(element)));
}

function isValueForm(operand: Document): boolean {
  return isOperators(operand) && !['$and', '$or', '$nor', '$expr'].includes(Object.keys(operand)[0]!);
}

/** An array inside of an array is matched by position, as a document with the fields 0, 1, … would be. */
function asDocument(element: Document | Value[]): Document {
  return Array.isArray(element) ? Object.fromEntries(element.entries()) : element;
}
