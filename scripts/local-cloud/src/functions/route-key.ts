import { createHash, randomInt } from 'node:crypto';
import type { Caller } from '../kernel/admin.js';

const BUCKETS = 100;

/**
 * The number from 0 to 99 that traffic is split by. A user always has the same one, in every function, and what a function
 * calls on its user's behalf keeps it; a call without a user draws one.
 * (docs.cloudbase.net/en/cloud-function/gray-release, "Consistency Guarantee".)
 */
export function routeKeyOf({ routeKey, openid, uid }: Caller): number {
  if (routeKey !== undefined) return routeKey;
  const user = openid ?? uid;
  if (user === undefined) return randomInt(BUCKETS);
  return createHash('sha256').update(user).digest().readUInt32BE(0) % BUCKETS;
}
