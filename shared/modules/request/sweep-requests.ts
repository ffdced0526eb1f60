import type { Output } from '../../contracts/contract.js';
import type { requestSweep } from '../../contracts/request/sweep.js';
import { removeExpiredEntries } from '../../core/cache/collection.js';
import { log } from '../../core/log.js';
import { findUnresolvedClaims, removeExpiredClaims } from '../../core/pipeline/idempotency.js';
import { removeFullBuckets } from '../../core/rate-limit/buckets.js';

/** Enough to see that somebody has to look. */
const MOST_REPORTED = 100;

/** Forgets what is kept of calls for a while: answers for who repeats one, how often somebody called, what was cached. */
export async function sweepRequests(): Promise<Output<typeof requestSweep>> {
  const [answers, unresolved, buckets, entries] = await Promise.all([
    removeExpiredClaims(),
    findUnresolvedClaims(MOST_REPORTED),
    removeFullBuckets(),
    removeExpiredEntries(),
  ]);
  if (unresolved.length > 0) {
    log('error', 'request.unresolved', { count: unresolved.length, first: unresolved[0] });
  }
  return { answers, unresolved: unresolved.length, buckets, entries };
}
