import type { SortField } from '../sort.js';
import type { CollectionStore, KeyRange, StoredIndex } from '../store/collection-store.js';
import type { CompiledField } from '../store/index-keys.js';
import { type Document, isDocument } from '../values/types.js';
import { type Bounds, everything, fieldBounds, spanBytes } from './bounds.js';
import { isExact } from './exact.js';
import { type Coverage, coverIndex } from './ranges.js';

/** How the candidates of a query are read. The filter is always checked again on what a plan reads. */
export type Plan = ScanPlan | IndexPlan | UnionPlan;

export interface ScanPlan {
  kind: 'scan';
  sorted: boolean;
}

export interface IndexPlan {
  kind: 'index';
  /** Undefined for the index of `_id`. */
  index: StoredIndex | undefined;
  ranges: KeyRange[];
  /** Reads from the end to the beginning. */
  reverse: boolean;
  /** What is read comes in the order that was asked for. */
  sorted: boolean;
  /** Fields of the index that narrow what is read; 0 when it only gives the order. */
  bounded: number;
  /** What is read matches the filter, each document once: nothing needs to be checked again. */
  exact: boolean;
}

export interface UnionPlan {
  kind: 'union';
  branches: IndexPlan[];
  sorted: false;
}

const idFields: CompiledField[] = [{ field: '_id', direction: 1, components: ['_id'] }];
const noArrays: ReadonlySet<number> = new Set();

/** Chooses the index that binds most of a filter, gives the order, or both; a scan when there is none. */
export function planQuery(store: CollectionStore, filter: Document, sort: readonly SortField[]): Plan {
  const bounds = fieldBounds(filter);
  const choices = [
    indexChoice(undefined, idFields, noArrays, filter, bounds, sort),
    ...store.indexes.map((index) => indexChoice(index, index.fields, index.multikey, filter, bounds, sort)),
  ].filter((choice) => choice !== undefined);
  const best = choices.reduce<Choice | undefined>((a, b) => (a && a.score >= b.score ? a : b), undefined);
  if (best && best.plan.bounded > 0) return best.plan;
  return unionPlan(store, filter) ?? best?.plan ?? { kind: 'scan', sorted: sort.length === 0 };
}

interface Choice {
  plan: IndexPlan;
  score: number;
}

function indexChoice(
  index: StoredIndex | undefined,
  fields: readonly CompiledField[],
  multikey: ReadonlySet<number>,
  filter: Document,
  bounds: ReadonlyMap<string, Bounds[]>,
  sort: readonly SortField[],
): Choice | undefined {
  const coverage = coverIndex(fields, multikey, bounds);
  const order = sort.length > 0 ? servedOrder(fields, multikey, sort, coverage) : undefined;
  if (!coverage && !order) return undefined;
  const plan: IndexPlan = {
    kind: 'index',
    index,
    ranges: coverage?.ranges ?? [wholeIndex(fields[0]!)],
    reverse: order === 'reverse',
    sorted: sort.length === 0 || order !== undefined,
    bounded: coverage?.bounded ?? 0,
    exact: coverage !== undefined && multikey.size === 0 && isExact(filter, fields.slice(0, coverage.bounded)),
  };
  if (plan.reverse) plan.ranges.reverse();
  return { plan, score: score(plan, coverage, index?.definition.unique ?? true, fields.length) };
}

/** Values of a whole unique index are best; then more values, then a range, then the order. */
function score(plan: IndexPlan, coverage: Coverage | undefined, unique: boolean, fields: number): number {
  const equalities = coverage?.equalities ?? 0;
  const one = unique && coverage?.points && coverage.bounded === fields ? 500 : 0;
  return one + equalities * 20 + (plan.bounded - equalities) * 12 + (plan.sorted ? 5 : 0);
}

function wholeIndex({ direction }: CompiledField): KeyRange {
  const [from, to] = spanBytes(everything, direction === -1);
  return { from, to };
}

/** Says whether reading an index gives a sort order: fields bound to one value do not count, arrays spoil it. */
function servedOrder(
  fields: readonly CompiledField[],
  multikey: ReadonlySet<number>,
  sort: readonly SortField[],
  coverage: Coverage | undefined,
): 'forward' | 'reverse' | undefined {
  const equalities = coverage?.equalities ?? 0;
  const bound = new Set(fields.slice(0, equalities).map(({ field }) => field));
  const arrays = fields.some((_, at) => multikey.has(at) && at >= equalities);
  const wanted = sort.filter(({ path }) => !bound.has(path));
  if (wanted.length === 0) return 'forward';
  if (arrays) return undefined;
  const offered = fields.slice(equalities);
  let turned: boolean | undefined;
  for (let at = 0; at < wanted.length; at++) {
    const field = offered[at];
    if (!field || field.field !== wanted[at]!.path || typeof field.direction !== 'number') return undefined;
    const opposite = field.direction !== wanted[at]!.direction;
    if (turned !== undefined && turned !== opposite) return undefined;
    turned = opposite;
  }
  return turned ? 'reverse' : 'forward';
}

/** `$or` is served when each branch is, and the results are taken together. */
function unionPlan(store: CollectionStore, filter: Document): UnionPlan | undefined {
  for (const branches of orsOf(filter)) {
    const plans = branches.map((branch) => planQuery(store, branch, []));
    const flat = plans.flatMap((plan) => (plan.kind === 'union' ? plan.branches : [plan]));
    if (flat.every((plan): plan is IndexPlan => plan.kind === 'index' && plan.bounded > 0)) {
      return { kind: 'union', branches: flat, sorted: false };
    }
  }
  return undefined;
}

function orsOf(filter: Document): Document[][] {
  return Object.entries(filter).flatMap(([key, operand]) => {
    if (!Array.isArray(operand)) return [];
    const branches = operand.filter(isDocument);
    if (key === '$or') return [branches];
    return key === '$and' ? branches.flatMap(orsOf) : [];
  });
}
