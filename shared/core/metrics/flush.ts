import type { Instant } from '../../contracts/terms.js';
import { context } from '../context.js';
import { describeError, log } from '../log.js';
import { asOverhead } from '../overhead.js';
import { collection } from '../store/collection.js';
import { after, now, SECOND } from '../time.js';
import { BATCH_KEPT_FOR, type MetricBatch, metricBatchCollection } from './batches.js';
import { instanceId, recorder } from './instance.js';
import type { MinuteStats } from './recorder.js';

/** A caller never waits longer for metrics. */
const PATIENCE = SECOND;

const batches = collection<MetricBatch>(metricBatchCollection.name);

/**
 * Writes what the instance has counted, at most once in a minute, in one round trip that counts as overhead. It never fails:
 * what could not be written, or may not have been, is written again under the same id with the next call of a later minute.
 *
 * What an instance counted after its last write goes with it when the platform ends it: at most what it did in the rest of
 * one minute.
 */
export async function flushMetrics(): Promise<void> {
  const at = now();
  const batch = recorder.due(at);
  if (!batch) return;
  const { action, overhead: before } = context();
  const document: MetricBatch = {
    _id: `${instanceId}-${batch.seq}`,
    recordedAt: latest(at, batch.minutes),
    expiresAt: after(at, BATCH_KEPT_FOR),
    minutes: batch.minutes,
  };
  try {
    await inTime(asOverhead(() => batches.insert(document)));
    recorder.written(batch);
    if (recorder.dropped > 0) log('error', 'metrics.dropped', { minutes: recorder.dropped });
    recorder.dropped = 0;
  } catch (error) {
    log('warn', 'metrics.unwritten', describeError(error));
  }
  recorder.overhead(action, context().overhead - before, at);
}

/** Never before what it holds, even when the clock was put back: whoever looks for a minute looks no further back than that. */
function latest(at: Instant, minutes: readonly MinuteStats[]): Instant {
  return minutes.reduce((last, minute) => (minute.at > last ? minute.at : last), at);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
