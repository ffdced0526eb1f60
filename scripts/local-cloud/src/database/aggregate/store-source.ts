import { checkGeoIndex } from '../engine/near.js';
import { prepareQuery } from '../engine/prepare.js';
import { isStrict, refusal, servesFilter } from '../engine/strict.js';
import type { FilterContext } from '../match/compile.js';
import { candidates, execute } from '../plan/execute.js';
import { planQuery } from '../plan/planner.js';
import type { Catalog } from '../store/catalog.js';
import { step } from '../turn.js';
import type { Document } from '../values/types.js';
import type { AggregationSource, SourceQuery } from './pipeline.js';

/** Reads the committed state through the planner. */
export class StoreSource implements AggregationSource {
  constructor(private readonly catalog: Catalog) {}

  *read(collection: string, { filter, sort, limit }: SourceQuery, filters: FilterContext): Generator<Document> {
    const query = { filter, ...(sort && { sort }), ...(limit !== undefined && { limit }) };
    const prepared = prepareQuery(this.catalog.get(collection), query, filters);
    if (prepared.sort.length > 0) {
      for (const { document } of execute(prepared)) yield document;
      return;
    }
    const { store, plan, matches } = prepared;
    for (const { document } of candidates(store, plan)) {
      step();
      if (matches(document)) yield document;
    }
  }

  serves(collection: string, filter: Document): boolean {
    return this.catalog.has(collection) && servesFilter(planQuery(this.catalog.get(collection), filter, []));
  }

  checkGeoIndex(collection: string, path: string): void {
    checkGeoIndex(this.catalog.get(collection), path);
  }

  geoFields(collection: string): string[] {
    const fields = this.catalog.get(collection).indexes.flatMap((index) => index.definition.fields);
    return fields.filter(({ direction }) => typeof direction === 'string').map(({ field }) => field);
  }

  checkWhole(collection: string, filter: Document, what: string): void {
    const store = this.catalog.get(collection);
    if (isStrict(store)) throw refusal(store, filter, [], what);
  }
}
