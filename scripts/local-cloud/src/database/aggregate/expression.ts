import { invalidOperator, requestFailed } from '../errors.js';
import { limits } from '../limits.js';
import { bounded } from '../values/built-size.js';
import { splitPath } from '../values/path.js';
import { reach } from '../values/reach.js';
import { type Document, isDocument, type Value } from '../values/types.js';
import { operators } from './expressions/index.js';

/** What an expression is evaluated in. */
export interface Scope {
  /** The document at hand: `$field`, `$$CURRENT`. */
  document: Document;
  /** `$$ROOT`. */
  root: Document;
  /** Variables by name; an inner scope inherits from its outer one. */
  variables: Record<string, Value | undefined>;
  /** `$$NOW`, in ms. */
  now: number;
}

/** A compiled expression; undefined is MongoDB's missing. */
export type Expression = (scope: Scope) => Value | undefined;

/** Compiles an operator's operand. @throws CloudError when the operand does not fit */
export type ExpressionOperator = (operand: Value, compile: Compile) => Expression;

export type Compile = (expression: Value) => Expression;

/** The scope of a document, without variables. */
export function scopeOf(document: Document, now: number, variables: Record<string, Value | undefined> = {}): Scope {
  return { document, root: document, variables, now };
}

/** The scope inside of `$let`, `$map` and their kin. */
export function withVariables(scope: Scope, variables: Record<string, Value | undefined>): Scope {
  return { ...scope, variables: Object.assign(Object.create(scope.variables), variables) };
}

/**
 * Compiles an aggregation expression.
 * @throws CloudError DATABASE_INVALID_OPERRATOR that names an operator which is not supported
 */
export function compileExpression(expression: Value, depth = 0): Expression {
  if (depth > limits.nesting) throw requestFailed(`the expression is nested deeper than ${limits.nesting} levels`);
  const compile: Compile = (inner) => compileExpression(inner, depth + 1);
  if (typeof expression === 'string') return expression.startsWith('$') ? compilePath(expression) : () => expression;
  if (Array.isArray(expression)) {
    const elements = expression.map(compile);
    return (scope) => bounded(elements.map((element) => element(scope) ?? null));
  }
  if (!isDocument(expression)) return () => expression;
  const fields = Object.keys(expression);
  const operator = fields.find((field) => field.startsWith('$'));
  if (operator === undefined) return compileDocument(expression, compile);
  if (fields.length > 1) {
    throw requestFailed(
      `An object representing an expression must have exactly one field: { ${fields.map((field) => `${field}: …`).join(', ')} }`,
    );
  }
  const make = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (!make) throw invalidOperator(operator, 'the expression');
  return make(expression[operator]!, compile);
}

function compileDocument(expression: Document, compile: Compile): Expression {
  const fields = Object.entries(expression).map(([field, value]) => {
    if (field.includes('.')) throw requestFailed(`FieldPath field names may not contain '.': ${field}`);
    return [field, compile(value)] as const;
  });
  return (scope) => {
    const document: Document = {};
    for (const [field, value] of fields) {
      const result = value(scope);
      if (result !== undefined) document[field] = result;
    }
    return bounded(document);
  };
}

function compilePath(path: string): Expression {
  if (!path.startsWith('$$')) {
    const components = checkComponents(path.slice(1), path);
    if (components.length === 1) {
      const field = components[0]!;
      return ({ document }) => (Object.hasOwn(document, field) ? document[field] : undefined);
    }
    return ({ document }) => reach(document, components, 0);
  }
  const [name, ...components] = checkComponents(path.slice(2), path);
  const variable = compileVariable(name!, path);
  return components.length === 0 ? variable : (scope) => reach(variable(scope), components, 0);
}

function checkComponents(path: string, whole: string): string[] {
  const components = splitPath(path);
  if (components.some((component) => component === '' || component.startsWith('$'))) {
    throw requestFailed(`'${whole}' is not a valid field path`);
  }
  return components;
}

const words = new Set(['KEEP', 'PRUNE', 'DESCEND']);

function compileVariable(name: string, path: string): Expression {
  if (name === 'ROOT') return ({ root }) => root;
  if (name === 'CURRENT') return ({ document }) => document;
  if (name === 'REMOVE') return () => undefined;
  if (name === 'NOW') return ({ now }) => new Date(now);
  if (words.has(name)) return () => path;
  if (/^[A-Z]/.test(name)) throw requestFailed(`Use of undefined variable: ${name}`);
  return ({ variables }) => {
    if (!(name in variables)) throw requestFailed(`Use of undefined variable: ${name}`);
    return variables[name];
  };
}

/** Says whether a value counts as true: everything but false, null, missing and 0. */
export function isTrue(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0) return false;
  return true;
}
