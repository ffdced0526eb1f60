import { invalidOperator, requestFailed } from './errors.js';
import { truthy } from './match/comparison.js';
import { compileFilter, type FilterContext, isOperators } from './match/compile.js';
import { compileConditions } from './match/conditions.js';
import { testValue } from './match/predicate.js';
import { splitPath } from './values/path.js';
import { type Document, isDocument, isNumeric, typeName, type Value } from './values/types.js';

/** Makes the part of a document that a query asks for. `position` is the array element that the filter matched. */
export type Projector = (document: Document, position?: (arrayPath: string) => number | undefined) => Document;

type Leaf = true | ((value: Value, position?: (arrayPath: string) => number | undefined) => Value | undefined);
type Tree = Map<string, Leaf | Tree>;

/**
 * Compiles a projection: fields to have (1) or to leave out (0), `$slice`, `$elemMatch` and the positional `path.$`.
 * @throws CloudError when both kinds are mixed, paths collide, or an operator is not one of these
 */
export function compileProjection(projection: Document, context: FilterContext): Projector {
  const tree: Tree = new Map();
  let including: boolean | undefined;
  let includeId: boolean | undefined;
  const decide = (include: boolean, path: string) => {
    if (including !== undefined && including !== include) {
      const kind = including ? 'exclusion on field' : 'inclusion on field';
      throw requestFailed(`Cannot do ${kind} ${path} in ${including ? 'inclusion' : 'exclusion'} projection`);
    }
    including = include;
  };
  for (const [path, spec] of Object.entries(projection)) {
    if (isDocument(spec)) {
      const leaf = compileLeaf(path, spec, context);
      if ('$elemMatch' in spec) decide(true, path);
      addPath(tree, path, leaf);
      continue;
    }
    if (typeof spec !== 'boolean' && !isNumeric(spec)) {
      throw requestFailed(`the projection of ${path} is neither 1 nor 0 nor an operator, but ${typeName(spec)}`);
    }
    const include = truthy(spec);
    if (path === '_id') {
      includeId = include;
      continue;
    }
    decide(include, path);
    if (path.endsWith('.$')) addPath(tree, path.slice(0, -2), positional(path.slice(0, -2)));
    else addPath(tree, path, true);
  }
  const inclusive = including ?? includeId === true;
  if (inclusive ? includeId !== false : includeId === false) tree.set('_id', true);
  return inclusive
    ? (document, position) => include(document, tree, position)
    : (document, position) => exclude(document, tree, position);
}

function addPath(tree: Tree, path: string, leaf: Leaf): void {
  const components = splitPath(path);
  if (components.some((component) => component === '' || component.startsWith('$'))) {
    throw requestFailed(`FieldPath field names may not be empty or start with '$': ${path}`);
  }
  let node = tree;
  for (const component of components.slice(0, -1)) {
    const next = node.get(component) ?? new Map();
    if (!(next instanceof Map)) throw requestFailed(`Path collision at ${path}`);
    node.set(component, next);
    node = next;
  }
  if (node.has(components.at(-1)!)) throw requestFailed(`Path collision at ${path}`);
  node.set(components.at(-1)!, leaf);
}

function include(document: Document, tree: Tree, position?: (arrayPath: string) => number | undefined): Document {
  const result: Document = {};
  for (const field in document) {
    const node = tree.get(field);
    if (node === undefined) continue;
    const value = node instanceof Map ? includeIn(document[field]!, node) : applyLeaf(node, document[field]!, position);
    if (value !== undefined) result[field] = value;
  }
  return result;
}

function includeIn(value: Value, tree: Tree): Value | undefined {
  if (isDocument(value)) return include(value, tree);
  if (!Array.isArray(value)) return undefined;
  return value.map((element) => includeIn(element, tree)).filter((element) => element !== undefined);
}

const applyLeaf = (leaf: Leaf, value: Value, position?: (arrayPath: string) => number | undefined) =>
  leaf === true ? value : leaf(value, position);

function exclude(document: Document, tree: Tree, position?: (arrayPath: string) => number | undefined): Document {
  const result: Document = {};
  for (const field in document) {
    const node = tree.get(field);
    if (node === true) continue;
    const value = document[field]!;
    if (node === undefined) result[field] = value;
    else if (node instanceof Map) result[field] = excludeIn(value, node);
    else {
      const left = node(value, position);
      if (left !== undefined) result[field] = left;
    }
  }
  return result;
}

function excludeIn(value: Value, tree: Tree): Value {
  if (isDocument(value)) return exclude(value, tree);
  return Array.isArray(value) ? value.map((element) => excludeIn(element, tree)) : value;
}

function compileLeaf(path: string, spec: Document, context: FilterContext): Leaf {
  const [operator, ...more] = Object.keys(spec);
  if (more.length > 0 || operator === undefined) throw requestFailed(`the projection of ${path} must be one operator`);
  if (operator === '$slice') return slice(spec.$slice!);
  if (operator === '$elemMatch') return firstMatch(spec.$elemMatch!, context);
  throw invalidOperator(operator, 'the projection');
}

function slice(operand: Value): Leaf {
  const [first, second] = Array.isArray(operand) ? operand : [operand];
  if (!isNumeric(first) || (Array.isArray(operand) && !isNumeric(second))) {
    throw requestFailed('$slice in a projection takes a number, or [number to skip, number to return]');
  }
  const from = Math.trunc(Number(first));
  if (second === undefined) return (value) => (Array.isArray(value) ? sliceOne(value, from) : value);
  const count = Math.trunc(Number(second));
  if (count <= 0) throw requestFailed('$slice limit must be positive');
  return (value) => {
    if (!Array.isArray(value)) return value;
    const start = from < 0 ? Math.max(value.length + from, 0) : from;
    return value.slice(start, start + count);
  };
}

const sliceOne = (array: Value[], count: number) =>
  count > 0 ? array.slice(0, count) : count < 0 ? array.slice(count) : [];

function firstMatch(operand: Value, context: FilterContext): Leaf {
  if (!isDocument(operand)) throw requestFailed('elemMatch: Invalid argument, object required');
  const conditions = isOperators(operand) ? compileConditions(operand, context) : undefined;
  const matches = conditions ? undefined : compileFilter(operand, context);
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const found = value.find((element) =>
      conditions
        ? conditions.every((condition) => testValue(condition, element))
        : isDocument(element) && matches!(element),
    );
    return found === undefined ? undefined : [found];
  };
}

const positional =
  (path: string): Leaf =>
  (value, position) => {
    if (!Array.isArray(value)) return value;
    const index = position?.(path);
    if (index === undefined)
      throw requestFailed(
        "Executor error during find command: positional operator '.$' couldn't find a matching element in the array",
      );
    return [value[index]!];
  };
