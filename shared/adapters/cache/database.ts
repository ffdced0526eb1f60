import { type CacheDocument, cacheEntries } from '../../core/cache/collection.js';
import type { Lease, SharedCache } from '../../core/cache/shared-cache.js';
import { command } from '../../core/store/collection.js';
import { after, MINUTE, now, toMs } from '../../core/time.js';

/** The shared cache in the app's own database: no further service, one round trip for each step. */
export const databaseCache: SharedCache = {
  asDearAsDatabase: true,

  async look(key) {
    const found = await cacheEntries.get(key);
    if (!found) return { entry: undefined, leased: false };
    const { filled, json, loadedAt, freshUntil, token } = found;
    return { entry: filled ? { json, loadedAt, freshUntil } : undefined, leased: token !== null };
  },

  async lease(key, lease, seen) {
    const known = seen.entry !== undefined || seen.leased;
    return known
      ? (await takeOver(key, lease)) || create(key, lease)
      : (await create(key, lease)) || takeOver(key, lease);
  },

  put(key, { token, tags }, { json, loadedAt, freshUntil }, keepUntil) {
    const expiresAt = after(now(), Math.max(0, keepUntil - toMs(now())));
    const entry = { tags, token: null, leasedUntil: 0, filled: true, json, loadedAt, freshUntil, expiresAt };
    return cacheEntries.change(key, { token }, entry);
  },

  async release(key, { token }) {
    await cacheEntries.change(key, { token }, { token: null, leasedUntil: 0 });
  },

  async invalidate(tag) {
    await cacheEntries.remove({ tags: tag });
  },
};

function create(key: string, { token, forMs, tags }: Lease): Promise<boolean> {
  const document: CacheDocument = {
    _id: key,
    tags,
    token,
    leasedUntil: toMs(now()) + forMs,
    filled: false,
    json: null,
    loadedAt: 0,
    freshUntil: 0,
    expiresAt: after(now(), forMs + MINUTE),
  };
  return cacheEntries.insert(document);
}

/** The lease of a key that is there, unless somebody has it; one from a clock that was ahead counts as over. */
function takeOver(key: string, { token, forMs, tags }: Lease): Promise<boolean> {
  const _ = command();
  const at = toMs(now());
  const over = _.lte(at).or(_.gt(at + forMs + MINUTE));
  return cacheEntries.change(key, { leasedUntil: over }, { token, leasedUntil: at + forMs, tags });
}
