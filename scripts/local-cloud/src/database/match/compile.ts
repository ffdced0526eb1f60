import { invalidOperator, requestFailed } from '../errors.js';
import { someValue, splitPath } from '../values/path.js';
import { type Document, isDocument, isRegExp, type Value } from '../values/types.js';
import { equalTo } from './comparison.js';
import { compileConditions } from './conditions.js';
import { jsonSchemaTest } from './json-schema.js';
import type { Condition, Matcher, ValueCondition } from './predicate.js';
import { regexTest } from './regex.js';

/** Evaluates `$expr`; comes from the aggregation part, which compiles expressions. */
export type ExpressionMatcher = (expression: Value) => Matcher;

export interface FilterContext {
  expression: ExpressionMatcher;
}

/**
 * Compiles a filter.
 * @throws CloudError DATABASE_INVALID_OPERRATOR that names an operator which is not supported
 */
export function compileFilter(filter: Document, context: FilterContext): Matcher {
  const matchers = Object.keys(filter).map((key) => compileEntry(key, filter[key]!, context));
  if (matchers.length === 0) return () => true;
  if (matchers.length === 1) return matchers[0]!;
  return (document) => matchers.every((matches) => matches(document));
}

function compileEntry(key: string, operand: Value, context: FilterContext): Matcher {
  if (!key.startsWith('$')) return compileField(key, operand, context);
  switch (key) {
    case '$and': {
      const branches = compileBranches(key, operand, context);
      return (document) => branches.every((matches) => matches(document));
    }
    case '$or': {
      const branches = compileBranches(key, operand, context);
      return (document) => branches.some((matches) => matches(document));
    }
    case '$nor': {
      const branches = compileBranches(key, operand, context);
      return (document) => !branches.some((matches) => matches(document));
    }
    case '$expr':
      return context.expression(operand);
    case '$jsonSchema': {
      const test = jsonSchemaTest(operand);
      return (document) => test(document);
    }
    case '$comment':
      return () => true;
    default:
      throw invalidOperator(key, 'the filter');
  }
}

function compileBranches(key: string, operand: Value, context: FilterContext): Matcher[] {
  if (!Array.isArray(operand)) throw requestFailed(`${key} must be an array`);
  if (operand.length === 0) throw requestFailed(`${key} must be a nonempty array`);
  return operand.map((branch) => {
    if (!isDocument(branch)) throw requestFailed('$or/$and/$nor entries need to be full objects');
    return compileFilter(branch, context);
  });
}

function compileField(path: string, operand: Value, context: FilterContext): Matcher {
  const components = splitPath(path);
  const matchers = fieldConditions(operand, context).map((condition) => overPath(components, condition));
  return matchers.length === 1 ? matchers[0]! : (document) => matchers.every((matches) => matches(document));
}

/** What a field's condition asks for: an operator object, a regular expression, or a value to be equal to. */
export function fieldConditions(operand: Value, context: FilterContext): Condition[] {
  if (isOperators(operand)) return compileConditions(operand, context);
  return [{ test: isRegExp(operand) ? regexTest(operand) : equalTo(operand), expand: true }];
}

/** Says whether an operand is an object of operators; one that mixes them with fields is not, as in MongoDB. */
export function isOperators(operand: Value): operand is Document {
  if (!isDocument(operand)) return false;
  const first = Object.keys(operand)[0];
  return first?.startsWith('$') === true && first !== '$ref' && first !== '$id';
}

function overPath(components: string[], condition: Condition): Matcher {
  const found = 'all' in condition ? allOverPath(components, condition.all) : valueOverPath(components, condition);
  return condition.negate ? (document) => !found(document) : found;
}

function allOverPath(components: string[], conditions: Condition[]): Matcher {
  const matchers = conditions.map((condition) => overPath(components, condition));
  return (document) => matchers.every((matches) => matches(document));
}

function valueOverPath(components: string[], { test, expand }: ValueCondition): Matcher {
  if (components.length > 1) return (document) => someValue(document, components, expand, test);
  const field = components[0]!;
  return (document) => {
    const value = Object.hasOwn(document, field) ? document[field] : undefined;
    return (expand && Array.isArray(value) && value.some(test)) || test(value);
  };
}
