import type { Output } from '../../contracts/contract.js';
import type { requestSweep } from '../../contracts/request/sweep.js';
import { removeExpiredClaims } from '../../core/pipeline/idempotency.js';

/** Forgets the answers that were kept for repeated calls, once nobody can still repeat them. */
export async function sweepRequests(): Promise<Output<typeof requestSweep>> {
  return { removed: await removeExpiredClaims() };
}
