import { performance } from 'node:perf_hooks';
import { compileFilter, type FilterContext } from '../match/compile.js';
import { candidates } from '../plan/execute.js';
import { type Plan, planQuery } from '../plan/planner.js';
import { sortSpec } from '../sort.js';
import type { CollectionStore } from '../store/collection-store.js';
import type { Explanation, Query } from './interface.js';
import { missingIndex, servesFilter } from './strict.js';

/** Runs a query to the end and says how it was answered. */
export function explainQuery(store: CollectionStore, query: Query, filters: FilterContext): Explanation {
  const filter = query.filter ?? {};
  const sort = sortSpec(query.sort ?? {});
  const plan = planQuery(store, filter, sort);
  const matches = compileFilter(filter, filters);
  const start = performance.now();
  let examined = 0;
  let matched = 0;
  for (const row of candidates(store, plan)) {
    examined++;
    if (matches(row.document)) matched++;
  }
  const milliseconds = performance.now() - start;
  const served = (Object.keys(filter).length === 0 || servesFilter(plan)) && plan.sorted;
  const missing = served ? undefined : missingIndex(store, filter, sort);
  return {
    plan: describe(plan),
    sorted: plan.sorted,
    examined,
    matched,
    milliseconds,
    ...(missing !== undefined && { missing }),
  };
}

function describe(plan: Plan): string {
  if (plan.kind === 'scan') return 'scan';
  const branches = plan.kind === 'union' ? plan.branches : [plan];
  const names = branches.map(({ index }) => `index ${index?.definition.name ?? '_id_'}`);
  return plan.kind === 'union' ? `union of ${names.join(', ')}` : names[0]!;
}
