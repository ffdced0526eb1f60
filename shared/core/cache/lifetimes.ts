import { randomInt } from 'node:crypto';
import { DAY, HOUR, MINUTE, SECOND } from '../time.js';

/** How long something may be used, by what it is; all in ms. */
export interface Lifetime {
  /** From the beginning of its load on (FEATURES P7). */
  whole: number;
  /** By an instance that has a copy, without asking: others may have made it invalid meanwhile. */
  copy: number;
  /** After that, once, while it is loaded anew beside the call. */
  grace: number;
  /** When it is that there is nothing. */
  absent: number;
}

function lifetime(whole: number, copy = MINUTE): Lifetime {
  return { whole, copy, grace: copy, absent: 30 * SECOND };
}

/** The kinds of things that are cached. */
export const lifetimes = {
  config: lifetime(5 * MINUTE),
  session: lifetime(2 * HOUR),
  answer: lifetime(5 * MINUTE),
  profile: lifetime(HOUR),
  system: lifetime(DAY, 10 * MINUTE),
  content: lifetime(30 * MINUTE),
  catalogue: lifetime(HOUR),
} as const;

export type CacheKind = keyof typeof lifetimes;

/** The part of its life that an entry may lose to chance, in percent: what was loaded together is not loaded together again. */
const MOST_JITTER = 10;

/** When what was begun to be loaded at `loadedAt` has to be loaded anew. */
export function freshUntil(lifetime: Lifetime, loadedAt: number, absent: boolean): number {
  if (absent) return loadedAt + lifetime.absent;
  return loadedAt + lifetime.whole * (1 - randomInt(MOST_JITTER * 100) / 10_000);
}

/** How something that was seen at `seenAt` may be used at `at`. */
export function usability(
  { loadedAt, freshUntil, seenAt, absent }: { loadedAt: number; freshUntil: number; seenAt: number; absent: boolean },
  { whole, copy, grace }: Lifetime,
  at: number,
): 'fresh' | 'stale' | 'no' {
  // A clock that was put back: nobody can tell how old it is. Instances differ by moments.
  if (at < seenAt || at < loadedAt - 10 * SECOND) return 'no';
  const until = Math.min(freshUntil, seenAt + copy);
  if (at < until) return 'fresh';
  return !absent && at < Math.min(until + grace, loadedAt + whole + grace) ? 'stale' : 'no';
}
