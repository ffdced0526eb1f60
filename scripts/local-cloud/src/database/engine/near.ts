import { requestFailed } from '../errors.js';
import { isOperators } from '../match/compile.js';
import { type Near, nearOperator } from '../match/geo.js';
import type { CollectionStore } from '../store/collection-store.js';
import { splitPath } from '../values/path.js';
import { reach } from '../values/reach.js';
import { type Document, isDocument } from '../values/types.js';

/** The `$near` or `$nearSphere` of a filter. @throws CloudError when there are two of them */
export function nearOf(filter: Document): Near | undefined {
  const found = collect(filter);
  if (found.length > 1) throw requestFailed('Too many geoNear expressions');
  return found[0];
}

function collect(filter: Document): Near[] {
  return Object.entries(filter).flatMap(([key, operand]): Near[] => {
    if (key === '$and' && Array.isArray(operand)) return operand.filter(isDocument).flatMap(collect);
    if (!isOperators(operand)) return [];
    return ['$near', '$nearSphere']
      .filter((operator) => operand[operator] !== undefined)
      .map((operator) => nearOperator(key, operator, operand[operator]!, operand));
  });
}

/** @throws CloudError when the field has no geographical index, as MongoDB and CloudBase want for nearness */
export function checkGeoIndex(store: CollectionStore, path: string): void {
  const indexed = store.indexes.some(({ fields }) =>
    fields.some(({ field, direction }) => field === path && typeof direction === 'string'),
  );
  if (indexed) return;
  const line = `createIndex(${JSON.stringify(store.name)}, ${JSON.stringify({ [path]: '2dsphere' })})`;
  throw requestFailed(`unable to find index for $geoNear query on ${store.name}; add the index: ${line}`);
}

/** Orders documents by their distance. */
export function distanceOf({ path, distance }: Near): (document: Document) => number {
  const components = splitPath(path);
  return (document) => distance(reach(document, components, 0)) ?? Number.POSITIVE_INFINITY;
}
