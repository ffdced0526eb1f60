import type { Matcher } from '../match/predicate.js';
import { type SortField, sortDocuments } from '../sort.js';
import type { CollectionStore, KeyRange } from '../store/collection-store.js';
import type { Row } from '../store/row.js';
import { step } from '../turn.js';
import type { Document } from '../values/types.js';
import type { IndexPlan, Plan } from './planner.js';

export interface Execution {
  store: CollectionStore;
  plan: Plan;
  /** The one `_id` that the filter allows, if it names one. */
  id?: string | number | undefined;
  matches: Matcher;
  sort: readonly SortField[];
  skip: number;
  /** Undefined for all. */
  limit: number | undefined;
  /** Gives the order when there is no sort. */
  rankBy?: ((document: Document) => number) | undefined;
  /** Called once for every row that has to be held for a sort; throws to refuse. */
  holding?: (rows: number) => void;
}

/** Reads what a plan names, checks it with the filter, and gives the rows that are asked for, in order. */
export function execute({ store, plan, id, matches, sort, skip, limit, rankBy, holding }: Execution): Row[] {
  if (id !== undefined) {
    const row = store.byId(id);
    return row && skip === 0 && limit !== 0 && matches(row.document) ? [row] : [];
  }
  const rows: Row[] = [];
  const streaming = plan.sorted && !rankBy;
  const sure = plan.kind === 'index' && plan.exact;
  const enough = streaming && limit !== undefined ? skip + limit : Number.POSITIVE_INFINITY;
  if (enough === 0) return [];
  for (const row of candidates(store, plan, Number.isFinite(enough) ? enough : 0)) {
    step();
    if (!sure && !matches(row.document)) continue;
    rows.push(row);
    if (rows.length >= enough) break;
    if (!streaming) holding?.(rows.length);
  }
  const ordered = streaming ? rows : inOrder(rows, sort, rankBy);
  return skip > 0 || limit !== undefined
    ? ordered.slice(skip, limit === undefined ? undefined : skip + limit)
    : ordered;
}

/** Sorts rows by a sort order, a rank, or the order of insertion. */
export function inOrder(rows: Row[], sort: readonly SortField[], rankBy?: (document: Document) => number): Row[] {
  if (sort.length === 0 && rankBy) {
    const ranked = rows.map((row) => ({ row, rank: rankBy(row.document) }));
    return ranked.sort((a, b) => a.rank - b.rank).map(({ row }) => row);
  }
  if (sort.length === 0) return rows.sort((a, b) => a.rowid - b.rowid);
  return sortDocuments(rows, sort, (row) => row.document);
}

/** Reads the rows that a plan names, each once. @param first how many are likely to be wanted; 0 for all */
export function* candidates(store: CollectionStore, plan: Plan, first = 0): Generator<Row> {
  if (plan.kind === 'scan') {
    yield* store.scan();
    return;
  }
  const branches = plan.kind === 'union' ? plan.branches : [plan];
  const mayRepeat = branches.length > 1 || (branches[0]!.index?.multikey.size ?? 0) > 0;
  const seen = new Set<number>();
  for (const branch of branches) {
    for (const range of branch.ranges) {
      for (const row of readRange(store, branch, range, first)) {
        if (mayRepeat) {
          if (seen.has(row.rowid)) continue;
          seen.add(row.rowid);
        }
        yield row;
      }
    }
  }
}

function readRange(store: CollectionStore, { index, reverse }: IndexPlan, range: KeyRange, first: number) {
  return index ? store.scanIndex(index, range, reverse, first) : store.scanIds(range, reverse, first);
}
