import { requestFailed } from '../../errors.js';
import { compare } from '../../values/compare.js';
import { isDocument } from '../../values/types.js';
import { type ExpressionOperator, isTrue } from '../expression.js';
import { isNullish, namedArguments, withArguments } from './arguments.js';

const comparison = (name: string, holds: (order: number) => boolean) =>
  withArguments(name, 2, 2, ([a, b]) => holds(compare(a, b)));

const list = (operand: unknown[] | unknown) => (Array.isArray(operand) ? operand : [operand]);

const cond: ExpressionOperator = (operand, compile) => {
  const parts = isDocument(operand) ? namedArguments('$cond', operand, ['if', 'then', 'else'], [], compile) : undefined;
  if (!parts && (!Array.isArray(operand) || operand.length !== 3)) {
    throw requestFailed(`Expression $cond takes exactly 3 arguments. ${list(operand).length} were passed in.`);
  }
  const [condition, yes, no] = parts
    ? [parts.if!, parts.then!, parts.else!]
    : (operand as never[]).map((part) => compile(part));
  return (scope) => (isTrue(condition!(scope)) ? yes!(scope) : no!(scope));
};

const branches: ExpressionOperator = (operand, compile) => {
  if (!isDocument(operand)) throw requestFailed('$switch requires an object as an argument');
  const { branches: given, default: otherwise, ...rest } = operand;
  if (Object.keys(rest).length > 0) throw requestFailed(`$switch found an unknown argument: ${Object.keys(rest)[0]}`);
  if (!Array.isArray(given) || given.length === 0) throw requestFailed('$switch requires at least one branch');
  const cases = given.map((branch) => {
    if (!isDocument(branch)) throw requestFailed('$switch requires each branch to be an object');
    const parts = namedArguments('$switch', branch, ['case', 'then'], [], compile);
    return [parts.case!, parts.then!] as const;
  });
  const fallback = otherwise === undefined ? undefined : compile(otherwise);
  return (scope) => {
    for (const [condition, result] of cases) if (isTrue(condition(scope))) return result(scope);
    if (!fallback) {
      throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.');
    }
    return fallback(scope);
  };
};

export const logicOperators: Record<string, ExpressionOperator> = {
  $and: (operand, compile) => {
    const parts = (Array.isArray(operand) ? operand : [operand]).map(compile);
    return (scope) => parts.every((part) => isTrue(part(scope)));
  },
  $or: (operand, compile) => {
    const parts = (Array.isArray(operand) ? operand : [operand]).map(compile);
    return (scope) => parts.some((part) => isTrue(part(scope)));
  },
  $not: withArguments('$not', 1, 1, ([value]) => !isTrue(value)),
  $cmp: withArguments('$cmp', 2, 2, ([a, b]) => Math.sign(compare(a, b))),
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $cond: cond,
  $switch: branches,
  $ifNull: (operand, compile) => {
    if (!Array.isArray(operand) || operand.length < 2) throw requestFailed('$ifNull needs at least two arguments');
    const parts = operand.map(compile);
    return (scope) => {
      for (const part of parts) {
        const value = part(scope);
        if (!isNullish(value)) return value;
      }
      return parts.at(-1)!(scope);
    };
  },
};
