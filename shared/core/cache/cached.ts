import type * as z from 'zod';
import { member } from '../actor.js';
import { canonical } from '../canonical.js';
import { type CallContext, context, within } from '../context.js';
import { derivedId } from '../ids.js';
import { beside } from '../overhead.js';
import { now, toMs } from '../time.js';
import { InstanceCache, type InstanceEntry } from './instance-cache.js';
import { type CacheKind, freshUntil, lifetimes, usability } from './lifetimes.js';
import { loadShared } from './load-shared.js';
import type { SharedCache, SharedEntry } from './shared-cache.js';

/** What tells one cached value from another: what its load depends on, and nothing that it does not. */
export type CacheKey = string | number | boolean | null | readonly CacheKey[] | { readonly [field: string]: CacheKey };

interface CacheDeclaration<K extends CacheKey, S extends z.ZodType> {
  /** `<module>.<what>`. */
  name: `${string}.${string}`;
  kind: CacheKind;
  /**
   * Whose the value is. `everybody`'s is loaded as a guest: a load that asks who acts fails, so that nobody can ever be shown
   * what is another's. The `member`'s own is kept under the member, without the key saying so.
   */
  of: 'everybody' | 'member';
  /** What the value looks like: what another version of the code has left and does not fit is loaded anew. */
  schema: S;
  /** Names that it can be made invalid by. */
  tags?(key: K): readonly string[];
  /** Its load is one query: it is not shared where a look would cost as much. */
  singleQuery?: boolean;
}

/** Values that are loaded once and used for a while. */
export interface Cached<K extends CacheKey, T> {
  /** The value for `key`; undefined when its load has found nothing. */
  get(key: K): Promise<T | undefined>;
}

/** What the instance keeps: everybody's, and each member's under the member. */
const kept = new InstanceCache();
const loads = new Map<string, { entry: Promise<InstanceEntry>; since: number }>();
/** A load that takes longer was lost when the instance was frozen. */
const LOST_AFTER_MS = 15_000;

/**
 * Declares a cache in front of `load`, which is run once for a key however many ask for it at the same time. An entry that has
 * just become too old is given once more and loaded anew beside the call. Nothing is older than its lifetime and its grace.
 */
export function cached<K extends CacheKey, S extends z.ZodType>(
  declared: CacheDeclaration<K, S>,
  load: (key: K) => Promise<z.output<S> | undefined>,
): Cached<K, z.output<S>> {
  const lifetime = lifetimes[declared.kind];

  const loadNow = async (key: K): Promise<SharedEntry> => {
    const loadedAt = toMs(now());
    const value = declared.of === 'everybody' ? await asNobody(() => load(key)) : await load(key);
    const json = value === undefined ? null : JSON.stringify(value);
    return { json, loadedAt, freshUntil: freshUntil(lifetime, loadedAt, json === null) };
  };

  const fetch = async (key: K, id: string): Promise<InstanceEntry> => {
    const since = kept.generation;
    const tags = tagsOf(declared, key);
    const shared = sharedFor(declared);
    const entry = shared
      ? await loadShared(shared, {
          key: id,
          tags,
          lifetime,
          fits: (json) => fits(declared, json),
          load: () => loadNow(key),
        })
      : await loadNow(key);
    const seen = { ...entry, seenAt: shared ? toMs(now()) : entry.loadedAt, tags };
    kept.set(id, seen, since);
    return seen;
  };

  return {
    async get(key) {
      const id = derivedId<string>('cache', declared.name, ownerOf(declared), canonical(key));
      const known = kept.get(id);
      const use = known ? usability({ ...known, absent: known.json === null }, lifetime, toMs(now())) : 'no';
      if (use === 'stale' && !isLoading(id)) beside(declared.name, () => onlyOnce(id, () => fetch(key, id)));
      const entry = known && use !== 'no' ? known : await onlyOnce(id, () => fetch(key, id));
      return entry.json === null ? undefined : declared.schema.parse(JSON.parse(entry.json));
    },
  };
}

/**
 * Makes everything with the tag invalid: here and in the shared cache at once, in the memory of other instances after the
 * lifetime of a copy at the latest.
 * @throws when the shared cache cannot be reached: whoever changes something has to know that the old is still shown
 */
export async function invalidate(tag: string): Promise<void> {
  kept.invalidate(tag);
  await context().cache?.invalidate(tag);
}

function sharedFor({ singleQuery }: { singleQuery?: boolean }): SharedCache | undefined {
  const { cache } = context();
  return cache && singleQuery && cache.asDearAsDatabase ? undefined : cache;
}

/** A text for each owner: what is one member's cannot be found under another's. */
function ownerOf({ of }: { of: 'everybody' | 'member' }): string {
  return of === 'member' ? `member ${member().userId}` : of;
}

/** What is a member's own can be forgotten with the member. */
function tagsOf<K extends CacheKey>(declared: CacheDeclaration<K, z.ZodType>, key: K): readonly string[] {
  const tags = declared.tags?.(key) ?? [];
  return declared.of === 'member' ? [...tags, memberTag(member().userId)] : tags;
}

/** The tag of everything that is kept of one member. */
export function memberTag(userId: string): string {
  return `member:${userId}`;
}

function fits({ schema }: { schema: z.ZodType }, json: string): boolean {
  try {
    return schema.safeParse(JSON.parse(json)).success;
  } catch {
    return false;
  }
}

/** Runs `work` so that it cannot know who acts; its cloud calls are the call's. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const call = context();
  const { caller: _c, ip: _i, requestId: _r, ...rest } = call;
  const nobody: CallContext = { ...rest, actor: { kind: 'guest' }, door: 'none', roundTrips: 0, overhead: 0 };
  try {
    return await within(nobody, work);
  } finally {
    call.roundTrips += nobody.roundTrips;
    call.overhead += nobody.overhead;
  }
}

function isLoading(id: string): boolean {
  const running = loads.get(id);
  return running !== undefined && performance.now() - running.since < LOST_AFTER_MS;
}

/** What `work` comes to, run once for all who ask at the same time. */
function onlyOnce(id: string, work: () => Promise<InstanceEntry>): Promise<InstanceEntry> {
  if (isLoading(id)) return loads.get(id)!.entry;
  const mine = { entry: work(), since: performance.now() };
  loads.set(id, mine);
  const done = () => {
    if (loads.get(id) === mine) loads.delete(id);
  };
  mine.entry.then(done, done);
  return mine.entry;
}
