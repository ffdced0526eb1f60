import { limits } from '../limits.js';
import type { Document } from '../values/types.js';
import type { Query } from './interface.js';
import type { PreparedQuery } from './view.js';

/** Says whether a query has to look at so many documents that the other requests would notice. */
export function isLongScan({ plan, store, filter, sort, id }: PreparedQuery): boolean {
  const looks = Object.keys(filter).length > 0 || sort.length > 0;
  return plan.kind === 'scan' && looks && id === undefined && store.size > limits.scanInPlace;
}

/** A query as a pipeline, without its projection. */
export function queryStages({ filter = {}, sort, skip, limit }: Query): Document[] {
  return [
    { $match: filter },
    ...(sort && Object.keys(sort).length > 0 ? [{ $sort: sort }] : []),
    ...(skip ? [{ $skip: skip }] : []),
    ...(limit === undefined ? [] : [{ $limit: limit }]),
  ];
}

/** Counts in an index alone, where it says everything. */
export function countExact({ plan, store }: PreparedQuery): number | undefined {
  if (plan.kind !== 'index' || !plan.exact) return undefined;
  return plan.ranges.reduce((count, range) => count + store.countRange(plan.index, range), 0);
}
