import { authCodesPerDay } from '../../contracts/auth/rules.js';
import { actor } from '../../core/actor.js';
import { rule } from '../../core/config/config.js';
import { Failure } from '../../core/failure.js';
import { log } from '../../core/log.js';
import { blindIndex } from '../../core/privacy/blind-index.js';
import { databaseBuckets } from '../../core/rate-limit/buckets.js';
import { Limiter } from '../../core/rate-limit/limiter.js';
import { DAY, now, SECOND, toMs } from '../../core/time.js';
import { accountOf } from './accounts.js';
import { callersPlace } from './attempts.js';
import type { Requester } from './code-frequency.js';
import { type Identifier, ownerOf } from './identities.js';
import { nobody } from './open-account.js';

/** Who acts, as far as a code for `identifier` is concerned. The same two round trips for identifiers that nobody has. */
export async function requesterOf(identifier: Identifier): Promise<Requester> {
  const current = actor();
  const owner = (await ownerOf(identifier)) ?? nobody();
  const account = await accountOf(owner);
  if (current.kind === 'member') return { by: blindIndex('place', current.userId), known: current.userId === owner };
  const by = callersPlace();
  return { by, known: account?.places.includes(by) ?? false };
}

/** The part of a day's codes that is kept for those who are known, whatever strangers have sent. */
const KEPT_FOR_KNOWN = 1 / 5;
const limiter = new Limiter(databaseBuckets);

/**
 * Counts one more code of the environment's: what it spends on them in a day has an end, whoever asks for how many numbers. One
 * round trip, a few at the first of an instance.
 * @throws Failure RATE_LIMITED
 */
export async function takeOfTheDay({ known }: Requester): Promise<void> {
  const most = (await rule(authCodesPerDay)) * (known ? KEPT_FOR_KNOWN : 1 - KEPT_FOR_KNOWN);
  // Half of it at once and half over the day: a busy hour is no attack.
  const policy = { burst: most / 2, perSecond: most / 2 / (DAY / SECOND), strict: true };
  const retryAfterMs = await limiter.admit(`codes ${known ? 'known' : 'strangers'}`, policy, toMs(now()));
  if (retryAfterMs === 0) return;
  log('error', 'codes.day-used-up', { known });
  throw new Failure('RATE_LIMITED', { retryAfterMs });
}
