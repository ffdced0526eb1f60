import type { Instant } from '../../contracts/terms.js';
import { declareCollection, transient } from '../store/declare.js';
import { HOUR } from '../time.js';
import type { MinuteStats } from './recorder.js';

/**
 * What one instance saw since it last wrote. The id is the instance's and a number, so that it is there once however often
 * it is written; nothing ever changes it.
 */
export interface MetricBatch {
  _id: string;
  /** When it was written, by the instance's clock. */
  recordedAt: Instant;
  expiresAt: Instant;
  minutes: MinuteStats[];
}

/**
 * How long a batch is kept, and so how late an instance may write what it saw: the platform ends an idle instance long before.
 */
export const BATCH_KEPT_FOR = 6 * HOUR;

export const metricBatchCollection = transient(
  declareCollection(
    'metricBatches',
    [
      {
        name: 'recordedAt',
        keys: [
          ['recordedAt', 1],
          ['_id', 1],
        ],
      },
      { name: 'expiresAt', keys: [['expiresAt', 1]] },
    ],
    'none',
  ),
);
