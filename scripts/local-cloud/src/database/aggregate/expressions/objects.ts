import { requestFailed } from '../../errors.js';
import { bounded } from '../../values/built-size.js';
import { type Document, isDocument, typeName, type Value } from '../../values/types.js';
import { type Expression, type ExpressionOperator, withVariables } from '../expression.js';
import { isNullish, nullable, withArguments } from './arguments.js';

/** Documents one over the other; null and missing ones are skipped. */
export function mergeObjects(values: readonly (Value | undefined)[]): Document {
  const merged: Document = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDocument(value))
      throw requestFailed(`$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    Object.assign(merged, value);
  }
  return bounded(merged);
}

const letIn: ExpressionOperator = (operand, compile) => {
  if (!isDocument(operand) || !isDocument(operand.vars) || operand.in === undefined) {
    throw requestFailed("$let needs an object with 'vars' and 'in'");
  }
  const variables = Object.entries(operand.vars).map(([name, value]): [string, Expression] => {
    if (!/^[a-z\u0080-\uffff]\w*$/.test(name))
      throw requestFailed(`'${name}' is not a valid name of a variable: it must begin with a lower-case letter`);
    return [name, compile(value)];
  });
  const body = compile(operand.in);
  return (scope) =>
    body(withVariables(scope, Object.fromEntries(variables.map(([name, value]) => [name, value(scope)]))));
};

export const objectExpressions: Record<string, ExpressionOperator> = {
  $let: letIn,
  $literal: (operand) => () => operand,
  $mergeObjects: withArguments('$mergeObjects', 0, Number.POSITIVE_INFINITY, (values) =>
    mergeObjects(values.length === 1 && Array.isArray(values[0]) ? values[0] : values),
  ),
  $objectToArray: nullable('$objectToArray', 1, 1, ([value]) => {
    if (!isDocument(value)) throw requestFailed(`$objectToArray requires a document input, found: ${typeName(value)}`);
    return Object.entries(value).map(([k, v]) => ({ k, v }));
  }),
  $rand: () => () => Math.random(),
};
