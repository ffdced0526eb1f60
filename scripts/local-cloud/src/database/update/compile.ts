import { checkStorable } from '../codec/storable.js';
import { invalidOperator, writeFailed } from '../errors.js';
import { clone } from '../values/clone.js';
import { equal } from '../values/compare.js';
import { splitPath } from '../values/path.js';
import { type Document, isDocument, typeName, type Value } from '../values/types.js';
import { arrayOperators } from './array-operators.js';
import { fieldOperators } from './field-operators.js';
import type { PlaceChange, UpdateContext, UpdateOperator } from './operator.js';
import { clearPlace, findPlace, readPlace, writePlace } from './path.js';
import { resolvePositions } from './positional.js';

/** A compiled update. */
export interface Updater {
  /**
   * Makes the changed copy of a document; the document itself stays as it is.
   * @param position the array element that the filter matched, for the positional `$`
   * @throws CloudError with MongoDB's text
   */
  apply(document: Document, position?: (arrayPath: string) => number | undefined): Document;
  /** The same for a document that an upsert is about to insert, with `$setOnInsert`. */
  applyOnInsert(document: Document): Document;
}

interface Step {
  path: string;
  components: string[];
  change: PlaceChange;
  onInsertOnly: boolean;
}

/**
 * Compiles an update of operators.
 * @throws CloudError for unknown operators, conflicting paths, or operands that do not fit
 */
export function compileUpdate(update: Document, context: UpdateContext): Updater {
  const steps = Object.keys(update).flatMap((operator) => compileOperator(operator, update[operator]!, context));
  checkConflicts(steps.map(({ path }) => path));
  const run = (document: Document, inserting: boolean, position?: (arrayPath: string) => number | undefined) => {
    const changed = clone(document);
    for (const step of steps) if (inserting || !step.onInsertOnly) applyStep(step, changed, position);
    if (document._id !== undefined && !equal(document._id, changed._id)) throw immutableId();
    checkStorable(changed);
    return changed;
  };
  return {
    apply: (document, position) => run(document, false, position),
    applyOnInsert: (document) => run(document, true),
  };
}

export const immutableId = () =>
  writeFailed("Performing an update on the path '_id' would modify the immutable field '_id'");

function compileOperator(operator: string, operand: Value, context: UpdateContext): Step[] {
  if (!operator.startsWith('$')) throw invalidOperator(operator, 'the update (operators and plain fields are mixed)');
  if (operator !== '$rename' && !Object.hasOwn(operators, operator)) throw invalidOperator(operator, 'the update');
  if (!isDocument(operand)) {
    throw writeFailed(
      `Modifiers operate on fields but we found type ${typeName(operand)} instead. For example: {$mod: {<field>: ...}} not {${operator}: …}`,
    );
  }
  return Object.keys(operand).flatMap((path): Step[] => {
    const components = checkPath(path);
    const value = operand[path]!;
    if (operator === '$rename') return renaming(path, components, value);
    const change = operators[operator]!(value, path, context);
    return [{ path, components, change, onInsertOnly: operator === '$setOnInsert' }];
  });
}

const operators: Record<string, UpdateOperator> = { ...fieldOperators, ...arrayOperators };

function checkPath(path: string): string[] {
  const components = splitPath(path);
  if (path === '') throw writeFailed('An empty update path is not valid.');
  if (components.includes(''))
    throw writeFailed(`The update path '${path}' contains an empty field name, which is not allowed.`);
  const dollar = components.find((component) => component.startsWith('$') && !/^\$(\[.*\])?$/.test(component));
  if (dollar) throw writeFailed(`The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`);
  if (components[0]!.startsWith('$'))
    throw writeFailed(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  return components;
}

function applyStep(step: Step, document: Document, position?: (arrayPath: string) => number | undefined): void {
  for (const components of resolvePositions(document, step.components, position)) {
    const place = findPlace(document, components, step.change.create, step.change.viable);
    if (place) step.change.apply(place, step.path, document);
  }
}

/** `$rename` is two places: the old one is read and cleared, the new one written. */
function renaming(path: string, components: string[], target: Value): Step[] {
  if (typeof target !== 'string') throw writeFailed(`The 'to' field for $rename must be a string: ${path}`);
  if (target === path) throw writeFailed(`The source and target field for $rename must differ: ${path}`);
  const targetComponents = checkPath(target);
  if ([...components, ...targetComponents].some((component) => component.startsWith('$'))) {
    throw writeFailed(`The source and target field for $rename may not be dynamic: ${path}`);
  }
  let moved: Value | undefined;
  const take: PlaceChange = {
    create: false,
    apply(place) {
      if (Array.isArray(place.holder)) throw writeFailed(`The source field cannot be an array element, '${path}'`);
      moved = readPlace(place);
      if (moved !== undefined) clearPlace(place);
    },
  };
  const put: PlaceChange = {
    create: false,
    apply(_place, _path, document) {
      if (moved === undefined) return;
      const place = findPlace(document, targetComponents, true)!;
      if (Array.isArray(place.holder))
        throw writeFailed(`The destination field cannot be an array element, '${target}'`);
      writePlace(place, moved);
      moved = undefined;
    },
  };
  return [
    { path, components, change: take, onInsertOnly: false },
    { path: target, components: ['_id'], change: put, onInsertOnly: false },
  ];
}

/** Two changes of one place, or of a place and what is inside of it, are refused. */
function checkConflicts(paths: string[]): void {
  const sorted = [...paths].sort();
  const seen = new Set<string>();
  for (const path of sorted) {
    const components = path.split('.');
    for (let depth = 1; depth <= components.length; depth++) {
      const prefix = components.slice(0, depth).join('.');
      if (seen.has(prefix)) throw writeFailed(`Updating the path '${path}' would create a conflict at '${prefix}'`);
    }
    seen.add(path);
  }
}
