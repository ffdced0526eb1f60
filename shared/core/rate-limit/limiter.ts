import type { SharedBuckets } from './buckets.js';
import { draw, type Limit, msPerToken } from './gcra.js';

/** The part of the burst that an instance gives away, or fetches, at a time. */
const PART_OF_BURST = 1 / 4;
/** The part of the rate at which what an instance may give away comes back. */
const PART_OF_RATE = 1 / 20;
/** Keys that an instance remembers; the one that was quiet for longest is forgotten first. */
const MOST_KEYS = 10_000;

/** How a limit is kept. */
export interface Policy extends Limit {
  /** Every call draws from the shared bucket, at the cost of one round trip: never more than the limit, on no instance. */
  strict: boolean;
}

/** What an instance knows of one key. */
interface Memory {
  /** When the instance's own allowance is whole again, ms since the epoch. */
  allowanceFullAt: number;
  /** Tokens fetched and not yet used, and until when they may be. */
  fetched: number;
  fetchedUntil: number;
  /** What was last seen of the shared bucket. */
  bucketFullAt: number | undefined;
}

/**
 * Token buckets over many instances of which each knows only what it did itself.
 *
 * An instance gives a small allowance away without asking; when that is used up it fetches several tokens at a time from
 * the bucket that all share. Ordinary users never cost a round trip, and in any `t` seconds over `n` instances a key gets
 * at most `burst + perSecond × t + n × (2 × allowance + perSecond × t / 20)` calls through, where `allowance` is a
 * quarter of the burst. A strict limit has no allowance: `burst + perSecond × t`, whatever `n`.
 */
export class Limiter {
  readonly #memories = new Map<string, Memory>();

  constructor(readonly shared: SharedBuckets) {}

  /**
   * Lets one call of `key` through, or not, at the instant `at` (ms since the epoch).
   * @returns 0 when it may go on, otherwise how long to wait, ms
   */
  async admit(key: string, policy: Policy, at: number): Promise<number> {
    const memory = this.#recall(key);
    if (!policy.strict && spendAllowance(memory, policy, at)) return 0;
    if (spendFetched(memory, policy, at)) return 0;

    const wanted = policy.strict ? 1 : partOf(policy);
    const drawn = await this.shared.draw(key, policy, wanted, at, memory.bucketFullAt);
    memory.bucketFullAt = drawn.fullAt;
    if (drawn.granted === 0) return drawn.retryAfterMs;
    memory.fetched += drawn.granted - 1;
    memory.fetchedUntil = at + timeToFill(policy);
    return 0;
  }

  /** Callers that are remembered. */
  get size(): number {
    return this.#memories.size;
  }

  #recall(key: string): Memory {
    const known = this.#memories.get(key);
    const memory = known ?? { allowanceFullAt: 0, fetched: 0, fetchedUntil: 0, bucketFullAt: undefined };
    this.#memories.delete(key);
    this.#memories.set(key, memory);
    if (this.#memories.size > MOST_KEYS) this.#memories.delete(this.#memories.keys().next().value!);
    return memory;
  }
}

/** Tokens that an instance gives away without asking, or fetches at once. */
export function partOf({ burst }: Limit): number {
  return Math.ceil(burst * PART_OF_BURST);
}

function timeToFill(limit: Limit): number {
  return limit.burst * msPerToken(limit);
}

function spendAllowance(memory: Memory, policy: Limit, at: number): boolean {
  const allowance = { burst: partOf(policy), perSecond: policy.perSecond * PART_OF_RATE };
  const { granted, fullAt } = draw(allowance, memory.allowanceFullAt, at, 1);
  memory.allowanceFullAt = fullAt;
  return granted > 0;
}

/** Tokens that were fetched and not used are lost after a while: a bucket that fills up does not wait for them. */
function spendFetched(memory: Memory, policy: Limit, at: number): boolean {
  const valid = at < memory.fetchedUntil && memory.fetchedUntil <= at + timeToFill(policy);
  if (!valid) memory.fetched = 0;
  if (memory.fetched === 0) return false;
  memory.fetched -= 1;
  return true;
}
