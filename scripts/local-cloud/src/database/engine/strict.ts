import { requestFailed } from '../errors.js';
import { limits } from '../limits.js';
import { fieldBounds } from '../plan/bounds.js';
import { type Plan, planQuery } from '../plan/planner.js';
import type { SortField } from '../sort.js';
import type { CollectionStore } from '../store/collection-store.js';
import { type Document, isDocument } from '../values/types.js';

/**
 * The index that would serve a query, as one line to paste: fields with one value first, then the order, then ranges.
 * @returns undefined when no index can serve the filter
 */
export function missingIndex(store: CollectionStore, filter: Document, sort: readonly SortField[]): string | undefined {
  const fields: [string, number][] = [];
  const add = (path: string, direction: number) => {
    if (!fields.some(([known]) => known === path)) fields.push([path, direction]);
  };
  const unserved = unservedBranch(store, filter);
  const bounds = fieldBounds(unserved);
  for (const [path, found] of bounds) if (found.some(({ points }) => points)) add(path, 1);
  for (const { path, direction } of sort) add(path, direction);
  for (const [path] of bounds) add(path, 1);
  if (fields.length === 0 || (bounds.size === 0 && Object.keys(unserved).length > 0)) return undefined;
  return `createIndex(${JSON.stringify(store.name)}, ${JSON.stringify(Object.fromEntries(fields))})`;
}

/** Of an `$or`, the first branch that no index serves. */
function unservedBranch(store: CollectionStore, filter: Document): Document {
  if (fieldBounds(filter).size > 0 || !Array.isArray(filter.$or)) return filter;
  const branch = filter.$or.find((part) => isDocument(part) && !servesFilter(planQuery(store, part, [])));
  return isDocument(branch) ? branch : filter;
}

export const servesFilter = (plan: Plan): boolean =>
  plan.kind === 'union' || (plan.kind === 'index' && plan.bounded > 0);

/** What strict mode says. */
export function refusal(store: CollectionStore, filter: Document, sort: readonly SortField[], what: string) {
  const line = missingIndex(store, filter, sort);
  const advice = line
    ? `add the index: ${line}`
    : 'its conditions cannot use an index; narrow it by a field that can, or turn strict mode off for the collection';
  return requestFailed(
    `strict mode: no index serves the ${what} on ${store.name} (${store.size} documents); ${advice}`,
  );
}

export const isStrict = (store: CollectionStore): boolean => store.strict && store.size > limits.strictAbove;
