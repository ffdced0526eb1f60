import { invalidOperator, requestFailed } from '../../errors.js';
import { type Document, isDocument, isLong, isNumeric, typeName, type Value } from '../../values/types.js';
import type { Compile, Expression, ExpressionOperator, Scope } from '../expression.js';

/** An operator of so many arguments; one argument need not stand in an array. */
export function withArguments(
  name: string,
  least: number,
  most: number,
  evaluate: (values: (Value | undefined)[], scope: Scope) => Value | undefined,
): ExpressionOperator {
  return (operand, compile) => {
    const expressions = (Array.isArray(operand) ? operand : [operand]).map(compile);
    checkCount(name, expressions.length, least, most);
    return (scope) =>
      evaluate(
        expressions.map((expression) => expression(scope)),
        scope,
      );
  };
}

function checkCount(name: string, count: number, least: number, most: number): void {
  if (count >= least && count <= most) return;
  if (least === most) {
    throw requestFailed(`Expression ${name} takes exactly ${least} arguments. ${count} were passed in.`);
  }
  throw requestFailed(
    `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${count} were passed in.`,
  );
}

/** The same, with null as soon as one argument is null or missing. */
export function nullable(
  name: string,
  least: number,
  most: number,
  evaluate: (values: Value[], scope: Scope) => Value | undefined,
): ExpressionOperator {
  return withArguments(name, least, most, (values, scope) =>
    values.some((value) => value === null || value === undefined) ? null : evaluate(values as Value[], scope),
  );
}

/** An operator whose operand is a document of named arguments. Unknown names and missing required ones are refused. */
export function named(
  name: string,
  required: readonly string[],
  optional: readonly string[],
  make: (parts: Record<string, Expression>, given: Document) => Expression,
): ExpressionOperator {
  return (operand, compile) => {
    if (!isDocument(operand)) throw requestFailed(`${name} only supports an object as its argument`);
    return make(namedArguments(name, operand, required, optional, compile), operand);
  };
}

export function namedArguments(
  name: string,
  operand: Document,
  required: readonly string[],
  optional: readonly string[],
  compile: Compile,
): Record<string, Expression> {
  for (const key of Object.keys(operand)) {
    if (!required.includes(key) && !optional.includes(key))
      throw requestFailed(`Unrecognized argument to ${name}: ${key}`);
  }
  for (const key of required) {
    if (operand[key] === undefined) throw requestFailed(`Missing '${key}' parameter to ${name}`);
  }
  return Object.fromEntries(Object.entries(operand).map(([key, value]) => [key, compile(value)]));
}

/** @throws CloudError when a value is not a number */
export function numberOf(name: string, value: Value): number {
  if (!isNumeric(value)) throw requestFailed(`${name} only supports numeric types, not ${typeName(value)}`);
  return isLong(value) ? value.toNumber() : value;
}

/** @throws CloudError when a value is not a whole number */
export function integerOf(name: string, value: Value | undefined): number {
  const number = isLong(value) ? value.toNumber() : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    throw requestFailed(`${name} requires an integral value, found a value of type: ${typeName(value)}`);
  }
  return number;
}

/** @throws CloudError when a value is not a string */
export function stringOf(name: string, value: Value | undefined): string {
  if (typeof value !== 'string') throw requestFailed(`${name} requires a string argument, found: ${typeName(value)}`);
  return value;
}

/** @throws CloudError when a value is not an array */
export function arrayOf(name: string, value: Value | undefined): Value[] {
  if (!Array.isArray(value)) throw requestFailed(`${name} needs an array, but got a value of type ${typeName(value)}`);
  return value;
}

/** An operator that MongoDB has and the local cloud does not. */
export function unsupported(name: string): ExpressionOperator {
  return () => {
    throw invalidOperator(name, 'the expression (the local cloud does not have it)');
  };
}

export const isNullish = (value: Value | undefined): value is null | undefined => value === null || value === undefined;
