import { requestFailed } from '../../errors.js';
import { truthy } from '../../match/comparison.js';
import { splitPath } from '../../values/path.js';
import { type Document, isDocument, isNumeric, type Value } from '../../values/types.js';
import { compileExpression, type Expression, type Scope, scopeOf } from '../expression.js';
import type { StageCompiler } from '../pipeline.js';

/** What is to be done with a field: have it, leave it out, calculate it, or look at what is inside. */
type Node = 'include' | 'exclude' | Expression | Tree;
type Tree = Map<string, Node>;

/** `$project`: fields to have and to calculate, or fields to leave out; `_id` is had unless it is left out. */
export const project: StageCompiler = (operand, { now, variables }) => {
  if (!isDocument(operand)) throw requestFailed('$project specification must be an object');
  if (Object.keys(operand).length === 0) throw requestFailed('projection specification must have at least one field');
  const tree: Tree = new Map();
  addFieldsTo(tree, operand, (value) => {
    if (typeof value === 'boolean' || isNumeric(value)) return truthy(value) ? 'include' : 'exclude';
    return compileExpression(value);
  });
  const kinds = new Set(kindsOf(tree, true));
  if (kinds.has('exclude') && kinds.has('include')) {
    throw requestFailed('Invalid $project: cannot mix exclusion and inclusion, other than of _id');
  }
  const excluding = kinds.has('exclude') || (kinds.size === 0 && tree.get('_id') === 'exclude');
  if (!excluding && !tree.has('_id')) tree.set('_id', 'include');
  return mapped(
    (document, scope) => (excluding ? exclude(document, tree) : include(document, tree, scope)) as Document,
  );

  function mapped(change: (document: Document, scope: Scope) => Document) {
    return function* (input: Iterable<Document>) {
      for (const document of input) yield change(document, scopeOf(document, now, variables));
    };
  }
};

/** `$addFields`, `$set`: everything stays, and fields are calculated, also inside of documents and arrays. */
export const addFields: StageCompiler = (operand, { now, variables }) => {
  if (!isDocument(operand) || Object.keys(operand).length === 0) {
    throw requestFailed('$addFields specification must be an object with at least one field');
  }
  const tree: Tree = new Map();
  addFieldsTo(tree, operand, compileExpression);
  return function* (input) {
    for (const document of input) yield extend(document, tree, scopeOf(document, now, variables)) as Document;
  };
};

export const unset: StageCompiler = (operand) => {
  const paths = Array.isArray(operand) ? operand : [operand];
  const tree: Tree = new Map();
  for (const path of paths) {
    if (typeof path !== 'string' || path === '')
      throw requestFailed('$unset specification must be a string or an array of strings');
    addPath(tree, splitPath(path), 'exclude', path);
  }
  return function* (input) {
    for (const document of input) yield exclude(document, tree) as Document;
  };
};

/** Reads `{a: {b: 1}}` as `{'a.b': 1}`. */
function addFieldsTo(tree: Tree, spec: Document, leaf: (value: Value) => Node, prefix: string[] = []): void {
  for (const [path, value] of Object.entries(spec)) {
    const components = [...prefix, ...splitPath(path)];
    if (components.some((component) => component === '' || component.startsWith('$'))) {
      throw requestFailed(`FieldPath field names may not be empty or start with '$': ${path}`);
    }
    const nested = isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]!.startsWith('$');
    if (nested) addFieldsTo(tree, value, leaf, components);
    else addPath(tree, components, leaf(value), components.join('.'));
  }
}

function addPath(tree: Tree, components: string[], node: Node, path: string): void {
  let current = tree;
  for (const component of components.slice(0, -1)) {
    const next = current.get(component) ?? new Map<string, Node>();
    if (!(next instanceof Map)) throw requestFailed(`Invalid projection: path collision at ${path}`);
    current.set(component, next);
    current = next;
  }
  if (current.has(components.at(-1)!)) throw requestFailed(`Invalid projection: path collision at ${path}`);
  current.set(components.at(-1)!, node);
}

function kindsOf(tree: Tree, top: boolean): ('include' | 'exclude')[] {
  return [...tree].flatMap(([field, node]) => {
    if (node instanceof Map) return kindsOf(node, false);
    if (top && field === '_id') return [];
    return [node === 'exclude' ? 'exclude' : 'include'] as const;
  });
}

const calculates = (tree: Tree): boolean =>
  [...tree.values()].some((node) => typeof node === 'function' || (node instanceof Map && calculates(node)));

/** @returns undefined when nothing of the value is to be had */
function include(value: Value, tree: Tree, scope: Scope): Value | undefined {
  if (Array.isArray(value)) {
    return value.map((element) => include(element, tree, scope)).filter((element) => element !== undefined);
  }
  if (!isDocument(value)) return calculates(tree) ? include({}, tree, scope) : undefined;
  const result: Document = {};
  for (const field in value) {
    const node = tree.get(field);
    if (node === 'include') result[field] = value[field]!;
    else if (node instanceof Map) {
      const inner = include(value[field]!, node, scope);
      if (inner !== undefined) result[field] = inner;
    }
  }
  for (const [field, node] of tree) calculate(result, field, node, field in value, scope);
  return result;
}

function calculate(result: Document, field: string, node: Node, present: boolean, scope: Scope): void {
  if (typeof node === 'function') {
    const calculated = node(scope);
    if (calculated !== undefined) result[field] = calculated;
  } else if (node instanceof Map && !present && calculates(node)) {
    result[field] = include({}, node, scope)!;
  }
}

function exclude(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) return value.map((element) => exclude(element, tree));
  if (!isDocument(value)) return value;
  const result: Document = {};
  for (const field in value) {
    const node = tree.get(field);
    if (node === 'exclude') continue;
    result[field] = node instanceof Map ? exclude(value[field]!, node) : value[field]!;
  }
  return result;
}

function extend(value: Value | undefined, tree: Tree, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((element) => extend(element, tree, scope));
  const result: Document = isDocument(value) ? { ...value } : {};
  for (const [field, node] of tree) {
    if (node instanceof Map) result[field] = extend(result[field], node, scope);
    else if (typeof node === 'function') {
      const calculated = node(scope);
      if (calculated === undefined) delete result[field];
      else result[field] = calculated;
    }
  }
  return result;
}
