import { callerIp } from '../../core/caller-ip.js';
import { Failure } from '../../core/failure.js';
import { blindIndex } from '../../core/privacy/blind-index.js';
import { databaseBuckets } from '../../core/rate-limit/buckets.js';
import { now, toMs } from '../../core/time.js';

/** What one network may try on one identifier: five passwords at once, then one in three minutes. */
const FROM_ONE_PLACE = { burst: 5, perSecond: 1 / 180 };
/** What all networks together may that its owner has never signed in from: thirty at once, then one a minute. */
const FROM_STRANGE_PLACES = { burst: 30, perSecond: 1 / 60 };

/** The network that the caller comes from, as it is kept. */
export function callersPlace(): string {
  return blindIndex('place', callerIp() ?? 'unknown');
}

/**
 * Takes one try at the password of `identity` before the password is looked at, so that tries at the same moment count as well.
 * Who tries from all over the world uses up the tries of strange places; the owner still gets in from where he has been, and
 * by a code from anywhere. The same for identifiers that nobody has. One or two round trips.
 * @throws Failure RATE_LIMITED
 */
export async function takeAttempt(identity: string, place: string, isKnownPlace: boolean): Promise<void> {
  const at = toMs(now());
  const limits = [{ key: `password ${identity} ${place}`, limit: FROM_ONE_PLACE }];
  if (!isKnownPlace) limits.push({ key: `password ${identity}`, limit: FROM_STRANGE_PLACES });
  for (const { key, limit } of limits) {
    const { granted, retryAfterMs } = await databaseBuckets.draw(key, limit, 1, at);
    if (granted === 0) throw new Failure('RATE_LIMITED', { retryAfterMs });
  }
}
