import type { Output } from '../../contracts/contract.js';
import type { requestSweep } from '../../contracts/request/sweep.js';
import { removeExpiredEntries } from '../../core/cache/collection.js';
import { removeExpiredClaims } from '../../core/pipeline/idempotency.js';
import { removeFullBuckets } from '../../core/rate-limit/buckets.js';

/** Forgets what is kept of calls for a while: answers for who repeats one, how often somebody called, what was cached. */
export async function sweepRequests(): Promise<Output<typeof requestSweep>> {
  const [answers, buckets, entries] = await Promise.all([
    removeExpiredClaims(),
    removeFullBuckets(),
    removeExpiredEntries(),
  ]);
  return { answers, buckets, entries };
}
