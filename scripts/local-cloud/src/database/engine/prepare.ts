import { limits } from '../limits.js';
import { compileFilter, type FilterContext } from '../match/compile.js';
import { planQuery } from '../plan/planner.js';
import { sortSpec } from '../sort.js';
import type { CollectionStore } from '../store/collection-store.js';
import type { Document } from '../values/types.js';
import type { Query } from './interface.js';
import { checkGeoIndex, distanceOf, nearOf } from './near.js';
import { isStrict, refusal, servesFilter } from './strict.js';
import type { PreparedQuery } from './view.js';

/**
 * Compiles and plans a query.
 * @throws CloudError for what is not valid, and in strict mode for what no index serves
 */
export function prepareQuery(store: CollectionStore, query: Query, context: FilterContext): PreparedQuery {
  const filter = query.filter ?? {};
  const sort = sortSpec(query.sort ?? {});
  const matches = compileFilter(filter, context);
  const plan = planQuery(store, filter, sort);
  const near = nearOf(filter);
  if (near) checkGeoIndex(store, near.path);
  const id = namedId(filter);
  const prepared: PreparedQuery = {
    store,
    ...(id !== undefined && { id }),
    filter,
    plan,
    matches,
    sort,
    skip: query.skip ?? 0,
    limit: query.limit,
    ...(near && { rankBy: distanceOf(near) }),
  };
  if (!isStrict(store)) return prepared;
  if (Object.keys(filter).length > 0 && !servesFilter(plan)) throw refusal(store, filter, sort, 'filter');
  if (sort.length === 0 || plan.sorted) return prepared;
  if (!servesFilter(plan)) throw refusal(store, filter, sort, 'sort');
  const holding = (rows: number) => {
    if (rows > limits.strictAbove) throw refusal(store, filter, sort, 'sort');
  };
  return { ...prepared, holding };
}

/** The one `_id` that a filter allows. */
function namedId({ _id }: Document): string | number | undefined {
  return typeof _id === 'string' || typeof _id === 'number' ? _id : undefined;
}

/** The `_id` of a filter that says nothing else: such a query needs no plan. */
export function singleId(filter: Document): string | number | undefined {
  return Object.keys(filter).length === 1 ? namedId(filter) : undefined;
}
