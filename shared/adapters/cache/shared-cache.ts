import type { Lease, SharedCache, SharedEntry, SharedView } from '../../core/cache/shared-cache.js';
import { environment } from '../../core/environment.js';
import { databaseCache } from './database.js';

/**
 * The shared cache of the environment: its database, or the Redis at YUNSHU_REDIS_URL where functions were built with
 * YUNSHU_CACHE=redis. The client is in the bundle only then, and loaded when it is first used.
 * @throws Error when the one is set without the other
 */
export function sharedCache(): SharedCache {
  const url = process.env.YUNSHU_REDIS_URL;
  // The condition is known when the function is built: whatever hangs on it stays out of the bundle.
  if (process.env.YUNSHU_CACHE === 'redis') {
    if (!url) throw new Error('the functions were built with YUNSHU_CACHE=redis, but YUNSHU_REDIS_URL is not set');
    return whenNeeded(async () => (await import('./redis.js')).redisCache(url, environment()));
  }
  if (url) throw new Error('YUNSHU_REDIS_URL is set, but the functions were built without YUNSHU_CACHE=redis');
  return databaseCache;
}

function whenNeeded(connect: () => Promise<SharedCache>): SharedCache {
  let cache: Promise<SharedCache> | undefined;
  const connected = () => {
    cache ??= connect();
    return cache;
  };
  return {
    asDearAsDatabase: false,
    look: async (key: string): Promise<SharedView> => (await connected()).look(key),
    lease: async (key: string, lease: Lease, seen: SharedView) => (await connected()).lease(key, lease, seen),
    put: async (key: string, lease: Lease, entry: SharedEntry, keepUntil: number) =>
      (await connected()).put(key, lease, entry, keepUntil),
    release: async (key: string, lease: Lease) => (await connected()).release(key, lease),
    invalidate: async (tag: string) => (await connected()).invalidate(tag),
  };
}
