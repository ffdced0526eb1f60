import { requestFailed } from '../errors.js';
import { limits } from '../limits.js';
import { type Document, isDocument, type Value } from './types.js';

/** Says whether a path component can name a place in an array. */
export const isPosition = (component: string): boolean => /^(0|[1-9][0-9]*)$/.test(component);

/**
 * Splits a dotted path.
 * @throws CloudError for NUL, `__proto__`, or more than the allowed length and depth
 */
export function splitPath(path: string): string[] {
  if (path.includes('\0')) throw requestFailed('key must not contain null bytes');
  if (Buffer.byteLength(path) > limits.pathBytes) {
    throw requestFailed(`the field path is longer than ${limits.pathBytes} bytes`);
  }
  const components = path.split('.');
  if (components.length > limits.nesting) {
    throw requestFailed(`the field path is deeper than ${limits.nesting} levels`);
  }
  if (components.includes('__proto__')) throw requestFailed('the local cloud cannot hold a field named __proto__');
  return components;
}

/** The value of a document's own field; what JavaScript's objects inherit is none. */
export function fieldOf(document: Document, field: string): Value | undefined {
  return Object.hasOwn(document, field) ? document[field] : undefined;
}

/**
 * Visits what a filter's path reaches: through documents, through every element of arrays on the way, and by position.
 * A place that a document does not have is visited as undefined. The value at the end is visited whole; `expand` has
 * each element of an array at the end visited first.
 * @returns true as soon as a visit does
 */
export function someValue(
  document: Document,
  components: readonly string[],
  expand: boolean,
  visit: (value: Value | undefined) => boolean,
): boolean {
  return walk(document, components, 0, expand, visit);
}

function walk(
  document: Document,
  components: readonly string[],
  start: number,
  expand: boolean,
  visit: (value: Value | undefined) => boolean,
): boolean {
  let current: Value | undefined = document;
  for (let at = start; at < components.length; at++) {
    if (Array.isArray(current)) return walkArray(current, components, at, expand, visit);
    if (!isDocument(current)) return visit(undefined);
    current = Object.hasOwn(current, components[at]!) ? current[components[at]!] : undefined;
  }
  if (expand && Array.isArray(current)) {
    for (const element of current) if (visit(element)) return true;
  }
  return visit(current);
}

/** A position reaches the element itself, not the elements of an array in that place, as in MongoDB. */
function walkArray(
  array: Value[],
  components: readonly string[],
  at: number,
  expand: boolean,
  visit: (value: Value | undefined) => boolean,
): boolean {
  const position = isPosition(components[at]!) ? Number(components[at]) : -1;
  const last = at === components.length - 1;
  for (let index = 0; index < array.length; index++) {
    const element = array[index]!;
    if (isDocument(element) && walk(element, components, at, expand, visit)) return true;
    if (index !== position) continue;
    if (last ? visit(element) : walkInto(element, components, at + 1, expand, visit)) return true;
  }
  return false;
}

function walkInto(
  element: Value,
  components: readonly string[],
  at: number,
  expand: boolean,
  visit: (value: Value | undefined) => boolean,
): boolean {
  if (isDocument(element)) return walk(element, components, at, expand, visit);
  return Array.isArray(element) && walkArray(element, components, at, expand, visit);
}
