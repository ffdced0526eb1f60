import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { context } from '../context.js';
import { describeError, log } from '../log.js';
import { beside } from '../overhead.js';
import { now, SECOND, toMs } from '../time.js';
import { LARGEST_ENTRY } from './instance-cache.js';
import { type Lifetime, usability } from './lifetimes.js';
import type { Lease, SharedCache, SharedEntry, SharedView } from './shared-cache.js';

/** Who has not loaded by then has died. */
const LEASE_MS = 5 * SECOND;
/** Who waits for another's load looks this often, and loads for himself after so many looks. */
const LOOK_EVERY_MS = 60;
const MOST_LOOKS = 25;
/** A shared cache that failed is left alone for this long: nobody should wait for it at every call. */
const LEFT_ALONE_MS = 10 * SECOND;

/** One key of a shared cache, and how its value is come by. */
export interface SharedLoad {
  key: string;
  tags: readonly string[];
  lifetime: Lifetime;
  /** Whether a value that somebody has written is what this code takes. */
  fits(json: string): boolean;
  load(): Promise<SharedEntry>;
}

/** Until when the shared cache is left alone, ms since the epoch. */
let leftAloneUntil = 0;

/**
 * The entry from the shared cache, or loaded by one of the instances that want it while the others wait. A cache that fails is
 * logged and done without: the worst it can do is cost a load.
 */
export async function loadShared(cache: SharedCache, wanted: SharedLoad): Promise<SharedEntry> {
  const view = await reach(() => cache.look(wanted.key));
  if (!view) return wanted.load();

  const use = useOf(view, wanted);
  if (use === 'stale') beside('cache', () => loadUnderLease(cache, wanted, view));
  if (use !== 'no' && view.entry) return view.entry;
  return loadUnderLease(cache, wanted, view);
}

async function loadUnderLease(cache: SharedCache, wanted: SharedLoad, first: SharedView): Promise<SharedEntry> {
  const lease: Lease = { token: randomBytes(12).toString('base64url'), forMs: LEASE_MS, tags: wanted.tags };
  let view = first;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const seen = view;
    const ours = await reach(() => cache.lease(wanted.key, lease, seen));
    if (ours === undefined) return wanted.load();
    if (ours) return loadAndPut(cache, wanted, lease);

    await pause(LOOK_EVERY_MS);
    const next = await reach(() => cache.look(wanted.key));
    if (!next) return wanted.load();
    if (next.entry && useOf(next, wanted) === 'fresh') return next.entry;
    view = next;
  }
  log('warn', 'cache.waited', { key: wanted.key });
  return wanted.load();
}

async function loadAndPut(cache: SharedCache, wanted: SharedLoad, lease: Lease): Promise<SharedEntry> {
  let entry: SharedEntry;
  try {
    entry = await wanted.load();
  } catch (error) {
    await reach(() => cache.release(wanted.key, lease));
    throw error;
  }
  if ((entry.json?.length ?? 0) > LARGEST_ENTRY) {
    log('warn', 'cache.too-large', { key: wanted.key, characters: entry.json?.length });
    await reach(() => cache.release(wanted.key, lease));
  } else {
    await reach(() => cache.put(wanted.key, lease, entry, entry.freshUntil + wanted.lifetime.grace));
  }
  return entry;
}

function useOf({ entry }: SharedView, { lifetime, fits }: SharedLoad): 'fresh' | 'stale' | 'no' {
  if (!entry || (entry.json !== null && !fits(entry.json))) return 'no';
  const { loadedAt, freshUntil, json } = entry;
  const wholeLife = { ...lifetime, copy: Number.POSITIVE_INFINITY };
  return usability({ loadedAt, freshUntil, seenAt: loadedAt, absent: json === null }, wholeLife, toMs(now()));
}

/** What the shared cache says; undefined when it fails, or has failed a moment ago. */
async function reach<T>(ask: () => Promise<T>): Promise<T | undefined> {
  const at = toMs(now());
  if (at < leftAloneUntil && leftAloneUntil <= at + LEFT_ALONE_MS) return undefined;
  try {
    return await ask();
  } catch (error) {
    leftAloneUntil = toMs(now()) + LEFT_ALONE_MS;
    log('warn', 'cache.unavailable', { action: context().action, ...describeError(error) });
    return undefined;
  }
}
