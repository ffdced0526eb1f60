import type { Instant } from '../../contracts/terms.js';
import type { Stats } from '../../core/metrics/stats.js';
import { collection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

/**
 * How far batches have been taken in, and the sum of all that ever were: one document that changes in one conditional update, so
 * that nothing is summed twice.
 */
export interface MetricLedger {
  _id: 'current';
  /** Batches up to here have been taken in, but for those that came late. */
  takenUpTo: Instant;
  /** The batches around then that have been: what comes late and what is read twice can be told apart. */
  taken: string[];
  /** The last minutes that there is a record of: a change finds it, an insert would find its id taken. */
  minutes: Instant[];
  /** Hours that a record has yet to be made of, and with each its day's. */
  hours: Instant[];
  /** When each action was last seen. */
  seenAt: Record<string, Instant>;
  /** Everything since the environment began. */
  totals: Stats;
}

export const metricLedgerCollection = declareCollection('metricLedgers', [], 'none');
export const metricLedgers = collection<MetricLedger>(metricLedgerCollection.name);
