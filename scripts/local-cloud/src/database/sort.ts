import { requestFailed } from './errors.js';
import { compare } from './values/compare.js';
import { splitPath } from './values/path.js';
import { type Document, isDocument, isNumeric, type Value } from './values/types.js';

export interface SortField {
  path: string;
  components: string[];
  direction: 1 | -1;
}

/** Reads a sort order, such as `{price: 1, _id: -1}`. @throws CloudError when a direction is not 1 or -1 */
export function sortSpec(order: Document): SortField[] {
  return Object.keys(order).map((path) => {
    const direction = order[path];
    if (path.startsWith('$')) throw requestFailed(`FieldPath field names may not start with '$': ${path}`);
    if (!isNumeric(direction) || Math.abs(Number(direction)) !== 1) {
      throw requestFailed(`$sort key ordering must be 1 (for ascending) or -1 (for descending): ${path}`);
    }
    return { path, components: splitPath(path), direction: Number(direction) as 1 | -1 };
  });
}

/** Orders documents as MongoDB does: missing as null, an array by its least element, or its greatest when descending. */
export function sorter(fields: readonly SortField[]): (a: Document, b: Document) => number {
  return (a, b) => {
    for (const field of fields) {
      const order = compare(sortKey(a, field), sortKey(b, field));
      if (order !== 0) return order * field.direction;
    }
    return 0;
  };
}

/** Sorts a copy, reading every key once. Equal documents keep their order. */
export function sortDocuments<T>(
  items: readonly T[],
  fields: readonly SortField[],
  documentOf: (item: T) => Document,
): T[] {
  const keyed = items.map((item) => {
    const document = documentOf(item);
    return { item, keys: fields.map((field) => sortKey(document, field)) };
  });
  keyed.sort((a, b) => {
    for (let at = 0; at < fields.length; at++) {
      const order = compare(a.keys[at], b.keys[at]);
      if (order !== 0) return order * fields[at]!.direction;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

/** What a document sorts by: undefined, which comes before null, stands for an empty array. */
export function sortKey(document: Document, { components, direction }: SortField): Value | undefined {
  let best: Value | undefined;
  let found = false;
  const offer = (value: Value | undefined) => {
    if (!found || compare(value, best) * direction < 0) best = value;
    found = true;
  };
  collect(document, components, 0, offer);
  return found ? best : null;
}

function collect(value: Value, components: string[], start: number, offer: (value: Value | undefined) => void): void {
  let current: Value | undefined = value;
  for (let at = start; at < components.length; at++) {
    if (Array.isArray(current)) {
      const position = current[Number(components[at])];
      if (position !== undefined && !current.some(isDocument)) {
        collect(position, components, at + 1, offer);
        return;
      }
      if (current.length === 0) offer(null);
      for (const element of current) {
        if (isDocument(element)) collect(element, components, at, offer);
        else offer(null);
      }
      return;
    }
    current = isDocument(current) && Object.hasOwn(current, components[at]!) ? current[components[at]!] : undefined;
    if (current === undefined) {
      offer(null);
      return;
    }
  }
  const leaves = Array.isArray(current) ? (current.length === 0 ? [undefined] : current) : [current];
  for (const leaf of leaves) offer(leaf);
}
