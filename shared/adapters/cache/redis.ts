import { Redis } from 'ioredis';
import type { Lease, SharedCache, SharedEntry } from '../../core/cache/shared-cache.js';
import { now, SECOND, toMs } from '../../core/time.js';

/** Sets a key's tags, which live as long as the longest-living of their keys. KEYS: the tags. */
const TAG = `
local function tag(from, ttl)
  for i = from, #KEYS do
    redis.call('SADD', KEYS[i], ARGV[1])
    if redis.call('PTTL', KEYS[i]) < ttl then redis.call('PEXPIRE', KEYS[i], ttl) end
  end
end`;
/** KEYS: lease, tags…; ARGV: key, token, ms. */
const LEASE = `${TAG}
if not redis.call('SET', KEYS[1], ARGV[2], 'NX', 'PX', ARGV[3]) then return 0 end
tag(2, tonumber(ARGV[3]))
return 1`;
/** KEYS: lease, entry, tags…; ARGV: key, token, entry, ms. */
const PUT = `${TAG}
if redis.call('GET', KEYS[1]) ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
redis.call('DEL', KEYS[1])
tag(3, tonumber(ARGV[4]))
return 1`;
/** KEYS: lease; ARGV: token. */
const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end return 1`;
/** KEYS: tag; ARGV: what entries and leases begin with. */
const INVALIDATE = `
for _, key in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  redis.call('DEL', ARGV[1] .. key, ARGV[2] .. key)
end
redis.call('DEL', KEYS[1])
return 1`;

export interface RedisCache extends SharedCache {
  close(): Promise<void>;
}

/**
 * The shared cache in a Redis (5 or later, one node or a proxy that runs scripts), or whatever speaks its protocol. Nothing
 * waits for it longer than half a second.
 * @param url redis://[:password@]host:port[/db], or rediss:// over TLS
 * @param owner the environment: several may share a Redis, and none sees what is another's
 */
export function redisCache(url: string, owner: string): RedisCache {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: SECOND,
    commandTimeout: SECOND / 2,
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(times * 100, 2 * SECOND),
  });
  // Every command fails with the reason; without a listener it would be printed as well.
  redis.on('error', () => undefined);

  const [entry, lease, tag] = ['e', 'l', 't'].map((kind) => `yunshu:${owner}:${kind}:`) as [string, string, string];
  const run = async (script: string, keys: string[], values: (string | number)[]) =>
    (await redis.eval(script, keys.length, ...keys, ...values)) === 1;
  const tagsOf = ({ tags }: Lease) => tags.map((name) => tag + name);

  return {
    asDearAsDatabase: false,
    async look(key) {
      const [found, token] = await redis.mget(entry + key, lease + key);
      return { entry: found ? (JSON.parse(found) as SharedEntry) : undefined, leased: token !== null };
    },
    lease: (key, wanted) => run(LEASE, [lease + key, ...tagsOf(wanted)], [key, wanted.token, wanted.forMs]),
    put(key, held, value, keepUntil) {
      const ms = Math.max(1, Math.round(keepUntil - toMs(now())));
      return run(PUT, [lease + key, entry + key, ...tagsOf(held)], [key, held.token, JSON.stringify(value), ms]);
    },
    async release(key, held) {
      await run(RELEASE, [lease + key], [held.token]);
    },
    async invalidate(name) {
      await run(INVALIDATE, [tag + name], [entry, lease]);
    },
    async close() {
      redis.disconnect();
    },
  };
}
