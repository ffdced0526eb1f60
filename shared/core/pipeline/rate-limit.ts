import type { Contract } from '../../contracts/contract.js';
import { callerIp } from '../caller-ip.js';
import type { CallContext } from '../context.js';
import { Failure } from '../failure.js';
import { actorId } from '../ids.js';
import { describeError, log } from '../log.js';
import { asOverhead } from '../overhead.js';
import { databaseBuckets } from '../rate-limit/buckets.js';
import { Limiter, type Policy } from '../rate-limit/limiter.js';
import { now, toMs } from '../time.js';

/** What an action takes of one caller unless its contract says otherwise (FEATURES P8: api). */
export const DEFAULT_LIMIT: Policy = { burst: 20, perSecond: 10, strict: false };
/** Guests of whom not even the address is known share one bucket, this many times as large. */
const UNKNOWN_GUESTS = 10;

/** What this instance knows of its callers; nothing of it is told to any of them. */
const limiter = new Limiter(databaseBuckets);

/**
 * Lets the caller through, or refuses when it calls the action more often than it may. Actions of the environment itself have
 * no limit.
 * @throws Failure RATE_LIMITED with the time to wait
 */
export async function checkRate(contract: Contract, call: CallContext): Promise<void> {
  if (contract.access === 'timer' || contract.access === 'internal') return;
  const subject = subjectOf(contract, call);
  if (subject === undefined) return;

  const policy = policyOf(contract, subject);
  const key = JSON.stringify([contract.name, subject]);
  const retryAfterMs = await admitted(policy, () => limiter.admit(key, policy, toMs(now())));
  if (retryAfterMs > 0) throw new Failure('RATE_LIMITED', { retryAfterMs });
}

/** Who is counted: the one who acts, or where a guest calls from. */
function subjectOf({ rateLimit }: Contract, { actor }: CallContext): string | undefined {
  switch (actor.kind) {
    case 'system':
    case 'timer':
    case 'payment-platform':
      return undefined;
    case 'guest':
      return byAddress();
    default:
      return rateLimit?.by === 'ip' ? byAddress() : actorId(actor);
  }
}

const UNKNOWN = 'guest';

function byAddress(): string {
  const ip = callerIp();
  return ip === undefined ? UNKNOWN : `ip ${ip}`;
}

function policyOf({ rateLimit }: Contract, subject: string): Policy {
  const { burst, perSecond, strict = false } = rateLimit ?? DEFAULT_LIMIT;
  if (subject !== UNKNOWN) return { burst, perSecond, strict };
  return { burst: burst * UNKNOWN_GUESTS, perSecond: perSecond * UNKNOWN_GUESTS, strict };
}

/**
 * An ordinary limit must not take an action down with it: when the bucket cannot be reached the call goes on. A strict one
 * guards what must not be tried without limit: the call fails.
 */
async function admitted(policy: Policy, admit: () => Promise<number>): Promise<number> {
  if (policy.strict) return admit();
  try {
    return await asOverhead(admit);
  } catch (error) {
    log('warn', 'rate-limit.unavailable', describeError(error));
    return 0;
  }
}
