import type { Output } from '../../contracts/contract.js';
import type { requestSweep } from '../../contracts/request/sweep.js';
import { removeExpiredClaims } from '../../core/pipeline/idempotency.js';
import { removeFullBuckets } from '../../core/rate-limit/buckets.js';

/** Forgets what is kept of calls for a while: answers for who repeats one, and how often somebody called. */
export async function sweepRequests(): Promise<Output<typeof requestSweep>> {
  const [answers, buckets] = await Promise.all([removeExpiredClaims(), removeFullBuckets()]);
  return { answers, buckets };
}
