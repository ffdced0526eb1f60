import type { Matcher } from '../match/predicate.js';
import type { Plan } from '../plan/planner.js';
import type { SortField } from '../sort.js';
import type { CollectionStore } from '../store/collection-store.js';
import type { Row } from '../store/row.js';
import type { Document } from '../values/types.js';

/** A query, compiled and planned. */
export interface PreparedQuery {
  store: CollectionStore;
  filter: Document;
  plan: Plan;
  /** The one `_id` that the filter allows, if it names one. */
  id?: string | number;
  matches: Matcher;
  sort: readonly SortField[];
  skip: number;
  limit: number | undefined;
  /** The order when there is no sort: nearest first. */
  rankBy?: (document: Document) => number;
  holding?: (rows: number) => void;
}

/** One document that an operation is about to write. */
export interface PlannedWrite {
  before: Row | undefined;
  after: Row | undefined;
}

/** What an operation reads from and writes to: the committed state, or a transaction's own. */
export interface View {
  read(query: PreparedQuery): Row[];
  /**
   * Makes sure that documents may be written now, before the first of them is.
   * @throws LockedByTransaction, or CloudError DATABASE_TRANSACTION_CONFLICT
   */
  claim(store: CollectionStore, writes: readonly PlannedWrite[]): void;
  /** Writes one document. @throws CloudError E11000 */
  write(store: CollectionStore, write: PlannedWrite): void;
}
