import { encodeText } from '../codec/encode.js';
import { limits } from '../limits.js';
import { planQuery } from '../plan/planner.js';
import type { Catalog } from '../store/catalog.js';
import type { CollectionStore } from '../store/collection-store.js';
import { type Document, isDocument } from '../values/types.js';
import { leadingQuery } from './pipeline.js';

/** Pairs of rows that may be compared among the other requests. */
const fewPairs = 100_000;

/** Says whether an aggregation is short enough to run among the other requests, and not in a worker thread. */
export function runsInPlace(catalog: Catalog, collection: string, pipeline: readonly Document[]): boolean {
  const rows = rowsRead(catalog.get(collection), leadingQuery(pipeline).query.filter);
  if (rows > limits.aggregateInPlace) return false;
  const others = [...otherCollections(pipeline)].filter((name) => catalog.has(name));
  const pairs = others.reduce((product, name) => product * Math.max(catalog.get(name).size, 1), rows);
  return pairs <= Math.max(fewPairs, rows) && !makesRows(pipeline);
}

/** Says whether a pipeline makes values of its own, as many as it likes. */
const makesRows = (pipeline: readonly Document[]) => encodeText(pipeline as Document[]).includes('"$range"');

/** How many rows the pipeline's first query has to read. */
function rowsRead(store: CollectionStore, filter: Document): number {
  if (store.size <= limits.aggregateInPlace) return store.size;
  const plan = planQuery(store, filter, []);
  if (plan.kind === 'scan') return store.size;
  const branches = plan.kind === 'union' ? plan.branches : [plan];
  return branches
    .flatMap(({ index, ranges }) => ranges.map((range) => store.countRange(index, range)))
    .reduce((a, b) => a + b, 0);
}

function* otherCollections(pipeline: unknown): Generator<string> {
  if (!Array.isArray(pipeline)) return;
  for (const stage of pipeline) {
    if (!isDocument(stage)) continue;
    for (const spec of Object.values(stage)) {
      if (!isDocument(spec)) continue;
      for (const name of [spec.from, spec.coll]) if (typeof name === 'string') yield name;
      yield* otherCollections(spec.pipeline);
      for (const branch of Object.values(spec)) yield* otherCollections(branch);
    }
  }
}
