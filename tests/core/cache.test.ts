import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { databaseCache } from '../../shared/adapters/cache/database.js';
import { type RedisCache, redisCache } from '../../shared/adapters/cache/redis.js';
import { catalogRefresh } from '../../shared/contracts/catalog/refresh.js';
import type { Parsed } from '../../shared/contracts/contract.js';
import type { UserId } from '../../shared/contracts/terms.js';
import type { Actor } from '../../shared/core/actor.js';
import { lifetimes } from '../../shared/core/cache/lifetimes.js';
import type { Lease, SharedCache } from '../../shared/core/cache/shared-cache.js';
import { asCall, beFunctionOf } from '../kit/in-process.js';
import { type RunningRedis, startRedis } from '../kit/redis.js';
import { openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
let redis: RunningRedis;
let inRedis: RedisCache;
beforeAll(async () => {
  [shop, redis] = await Promise.all([openShop({ bare: true }), startRedis()]);
  inRedis = redisCache(redis.url, 'test@local');
  beFunctionOf(shop.cloud, shop.env);
});
afterAll(async () => {
  await inRedis.close();
  await Promise.all([redis.stop(), shop.cloud.stop()]);
});
afterEach(() => {
  vi.useRealTimers();
});

const times = <T>(n: number, make: (place: number) => T): T[] => Array.from({ length: n }, (_, place) => make(place));
const MINUTE = 60_000;
const newKey = () => `cch_${randomBytes(8).toString('hex')}`;
const lease = (token: string, tags: string[] = [], forMs = 5000): Lease => ({ token, forMs, tags });
const entry = (json: string | null = '1') => ({ json, loadedAt: Date.now(), freshUntil: Date.now() + MINUTE });
const NOTHING = { entry: undefined, leased: false };

describe.each<[string, () => SharedCache]>([
  ['the database', () => databaseCache],
  ['Redis', () => inRedis],
])('a shared cache in %s', (_, theCache) => {
  /** Every step as a call of its own makes it. */
  const cache = () => {
    const one = theCache();
    return {
      look: (key: string) => asCall(() => one.look(key)),
      lease: (key: string, held: Lease) => asCall(async () => one.lease(key, held, await one.look(key))),
      put: (key: string, held: Lease, value = entry(), until = Date.now() + MINUTE) =>
        asCall(() => one.put(key, held, value, until)),
      release: (key: string, held: Lease) => asCall(() => one.release(key, held)),
      invalidate: (tag: string) => asCall(() => one.invalidate(tag)),
    };
  };

  it('gives what was written under a lease', async () => {
    const key = newKey();
    expect(await cache().look(key)).toEqual(NOTHING);
    expect(await cache().lease(key, lease('a'))).toBe(true);
    expect(await cache().look(key)).toEqual({ entry: undefined, leased: true });
    const value = entry(JSON.stringify({ 名: '睿珠', $set: { 'a.b': 1 }, text: '\u2028"\\'.repeat(20_000) }));
    expect(await cache().put(key, lease('a'), value)).toBe(true);
    expect(await cache().look(key)).toEqual({ entry: value, leased: false });
  });

  it('gives a lease to one of many who want it', async () => {
    const key = newKey();
    const got = await Promise.all(times(8, (place) => cache().lease(key, lease(`t${place}`))));
    expect(got.filter(Boolean).length).toBe(1);
    await cache().release(key, lease(`t${got.indexOf(true)}`));
    expect(await cache().lease(key, lease('next'))).toBe(true);
  });

  it('writes nothing for who has no lease, or no longer', async () => {
    const key = newKey();
    expect(await cache().put(key, lease('a'))).toBe(false);
    await cache().lease(key, lease('a', [], 2000));
    await cache().release(key, lease('b'));
    expect(await cache().lease(key, lease('b'))).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await cache().lease(key, lease('b'))).toBe(true);
    expect(await cache().put(key, lease('a'))).toBe(false);
    expect(await cache().put(key, lease('b'))).toBe(true);
  });

  it('keeps the old entry while a new one is loaded', async () => {
    const key = newKey();
    await cache().lease(key, lease('a'));
    await cache().put(key, lease('a'), entry('"old"'));
    expect(await cache().lease(key, lease('b'))).toBe(true);
    expect(await cache().look(key)).toMatchObject({ entry: { json: '"old"' }, leased: true });
    await cache().put(key, lease('b'), entry(null));
    expect(await cache().look(key)).toMatchObject({ entry: { json: null }, leased: false });
  });

  it('forgets what a tag stands for, with what is just being loaded, and nothing else', async () => {
    const [one, two, other, loading] = [newKey(), newKey(), newKey(), newKey()];
    const tag = `product:${one}`;
    for (const [key, tags] of [
      [one, [tag]],
      [two, ['x', tag]],
      [other, [`${tag}0`]],
    ] as const) {
      await cache().lease(key, lease('a', [...tags]));
      await cache().put(key, lease('a', [...tags]));
    }
    await cache().lease(loading, lease('a', [tag]));
    await cache().invalidate(tag);
    expect((await cache().look(one)).entry).toBeUndefined();
    expect((await cache().look(two)).entry).toBeUndefined();
    expect((await cache().look(other)).entry).toBeDefined();
    expect(await cache().put(loading, lease('a', [tag]))).toBe(false);
  });
});

/** The cache as one instance has it: a memory of its own, and what it shares. */
async function instance(sharing?: SharedCache | 'database') {
  vi.resetModules();
  const { databaseCache: ownDatabaseCache } = await import('../../shared/adapters/cache/database.js');
  const shared = sharing === 'database' ? ownDatabaseCache : sharing;
  const { cached, invalidate } = await import('../../shared/core/cache/cached.js');
  const core = await import('../../shared/core/context.js');
  const platform = await import('../../shared/core/pipeline/platform.js');
  const { settleBeside } = await import('../../shared/core/overhead.js');
  const { member } = await import('../../shared/core/actor.js');
  return {
    cached,
    member,
    call<T>(work: () => Promise<T>, actor: Actor = { kind: 'guest' }): Promise<T> {
      const call = { ...platform.newCall('test-cache', {}, {}), actor, ...(shared && { cache: shared }) };
      return core.within(call, async () => {
        const answer = await work();
        await settleBeside(call);
        return answer;
      });
    },
    invalidate: (tag: string) => invalidate(tag),
  };
}
type Instance = Awaited<ReturnType<typeof instance>>;
const user = (name: string): Actor => ({ kind: 'member', userId: name as UserId, door: 'wechat' });
const declare = { kind: 'catalogue', of: 'everybody', schema: z.number(), tags: () => ['all'] } as const;

describe('what is cached', () => {
  it('is loaded once, however many ask for it, on however many instances', async () => {
    for (const shared of ['database', inRedis] as const) {
      const name = `test.${newKey()}` as const;
      let loads = 0;
      const instances = await Promise.all(times(4, () => instance(shared)));
      const asks = instances.flatMap((one) => {
        const values = one.cached({ ...declare, name }, async () => {
          loads += 1;
          await new Promise((resolve) => setTimeout(resolve, 150));
          return 7;
        });
        return times(5, () => one.call(() => values.get('k')));
      });
      expect(new Set(await Promise.all(asks))).toEqual(new Set([7]));
      expect(loads).toBe(1);
    }
  });

  it('is given once more when it has just become too old, and loaded beside the call', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const one = await instance();
    let loads = 0;
    const values = one.cached({ ...declare, name: 'test.swr' }, async () => (loads += 1));
    const get = () => one.call(() => values.get('k'));
    expect(await get()).toBe(1);
    expect(await get()).toBe(1);
    vi.setSystemTime(Date.now() + lifetimes.catalogue.copy + 1000);
    expect(await get()).toBe(1);
    expect(await get()).toBe(2);
    vi.setSystemTime(Date.now() + lifetimes.catalogue.copy + lifetimes.catalogue.grace + 1000);
    expect(await get()).toBe(3);
  });

  it('is never older than its lifetime and its grace, alone or shared, whenever it is asked for', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const kinds = fc.constantFrom('content' as const, 'answer' as const, 'config' as const);
    const pauses = fc.array(fc.tuple(fc.nat(25 * MINUTE), fc.nat(2)), { minLength: 5, maxLength: 25 });
    const instances = {
      alone: await Promise.all(times(3, () => instance())),
      shared: await Promise.all(times(3, () => instance(inRedis))),
    };
    await fc.assert(
      fc.asyncProperty(
        kinds,
        pauses,
        fc.constantFrom('alone' as const, 'shared' as const),
        async (kind, schedule, which) => {
          const name = `test.${newKey()}` as const;
          const caches = instances[which].map((one) => one.cached({ ...declare, kind, name }, async () => Date.now()));
          const { whole, grace, copy } = lifetimes[kind];
          const limit = which === 'alone' ? copy + grace : whole + 2 * grace;
          for (const [pause, place] of schedule) {
            vi.setSystemTime(Date.now() + pause);
            const value = await instances[which][place]!.call(() => caches[place]!.get('k'));
            expect(Date.now() - value!).toBeLessThanOrEqual(limit);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is not kept when it was made invalid while it was loaded, neither here nor for others', async () => {
    for (const shared of [undefined, 'database', inRedis] as const) {
      const name = `test.${newKey()}` as const;
      const [one, other] = [await instance(shared), await instance(shared)];
      let price = 1;
      const slow = one.cached({ ...declare, name }, async () => {
        const seen = price;
        await new Promise((resolve) => setTimeout(resolve, 300));
        return seen;
      });
      const asking = one.call(() => slow.get('k'));
      await new Promise((resolve) => setTimeout(resolve, 150));
      price = 2;
      await one.call(() => one.invalidate('all'));
      expect(await asking).toBe(1);
      expect(await one.call(() => slow.get('k'))).toBe(2);
      if (shared) expect(await other.call(() => other.cached({ ...declare, name }, async () => 3).get('k'))).toBe(2);
    }
  });

  it("cannot be somebody's own when it is everybody's", async () => {
    const one = await instance(inRedis);
    const mine = one.cached({ ...declare, name: 'test.leak', schema: z.string() }, async () => one.member().userId);
    await expect(one.call(() => mine.get('k'), user('usr_a'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(one.call(() => mine.get('k'), user('usr_b'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it("is never another's, whatever the keys", async () => {
    const one = await instance(inRedis);
    const name = `test.${newKey()}` as const;
    const text = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '","', 'member usr_a', '\u0000'));
    const hostile = fc.oneof(text, fc.array(text, { maxLength: 3 }), fc.dictionary(text, text, { maxKeys: 3 }));
    const schema = z.strictObject({ owner: z.string(), key: z.string() });
    const mine = one.cached(
      { name, kind: 'profile', of: 'member', schema },
      async (key: string | string[] | Record<string, string>) => ({
        owner: one.member().userId as string,
        key: JSON.stringify(key),
      }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom('usr_a', 'usr_b', 'a'), async (key, who) => {
        const found = await one.call(() => mine.get(key), user(who));
        expect(found).toEqual({ owner: who, key: JSON.stringify(key) });
      }),
      { numRuns: 150 },
    );
    await expect(one.call(() => mine.get('k'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is a copy for each who asks', async () => {
    const one = await instance();
    const lists = one.cached({ ...declare, name: 'test.copy', schema: z.array(z.number()) }, async () => [1]);
    (await one.call(() => lists.get('k')))!.push(2);
    expect(await one.call(() => lists.get('k'))).toEqual([1]);
  });

  it('may be that there is nothing, for half a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const one = await instance(inRedis);
    let there: number | undefined;
    const values = one.cached({ ...declare, name: `test.${newKey()}` }, async () => there);
    const get = () => one.call(() => values.get('k'));
    expect(await get()).toBeUndefined();
    there = 5;
    expect(await get()).toBeUndefined();
    vi.setSystemTime(Date.now() + 31_000);
    expect(await get()).toBe(5);
  });

  it('is never a failure: the next who asks loads again', async () => {
    const one = await instance(inRedis);
    let fails = true;
    const values = one.cached({ ...declare, name: `test.${newKey()}` }, async () => {
      if (fails) throw new Error('broken');
      return 1;
    });
    await expect(one.call(() => values.get('k'))).rejects.toThrow('broken');
    fails = false;
    expect(await one.call(() => values.get('k'))).toBe(1);
  });

  it('is loaded anew when what another version of the code has left does not fit', async () => {
    const name = `test.${newKey()}` as const;
    const [old, young] = [await instance(inRedis), await instance(inRedis)];
    await old.call(() => old.cached({ ...declare, name }, async () => 1).get('k'));
    const values = young.cached({ ...declare, name, schema: z.strictObject({ n: z.number() }) }, async () => ({
      n: 2,
    }));
    expect(await young.call(() => values.get('k'))).toEqual({ n: 2 });
  });

  it('is done without when the shared cache is gone, and without waiting for it each time', async () => {
    const own = await startRedis();
    const gone = redisCache(own.url, 'test@gone');
    const one: Instance = await instance(gone);
    const values = one.cached({ ...declare, name: 'test.outage' }, async (key: string) => key.length);
    expect(await one.call(() => values.get('warm'))).toBe(4);
    await own.stop();
    expect(await one.call(() => values.get('first'))).toBe(5);
    const begun = performance.now();
    for (const key of times(20, (place) => `${'x'.repeat(place)}`)) {
      expect(await one.call(() => values.get(key))).toBe(key.length);
    }
    expect(performance.now() - begun).toBeLessThan(1000);
    await expect(one.call(() => one.invalidate('all'))).rejects.toThrow();
    await gone.close();
  });

  it('shows a product that was saved as it is to everybody, as soon as its change is told', async () => {
    const { spuId } = await shop.goods();
    const fresh = async () => {
      const one = await instance(inRedis);
      const { shownProducts } = await import('../../shared/modules/catalog/shown-products.js');
      const { refreshCatalogue } = await import('../../shared/modules/catalog/refresh-catalogue.js');
      return {
        title: () => one.call(async () => (await shownProducts.get(spuId as never))?.title),
        hear: (event: Parsed<typeof catalogRefresh>) => one.call(() => refreshCatalogue(event)),
      };
    };
    const before = await (await fresh()).title();
    await shop.db.collection('products').where({ _id: spuId }).update({ title: '新名' });
    expect(await (await fresh()).title()).toBe(before);

    const data = { spuId, version: 1, onSale: true };
    const at = '2026-11-21T10:00:00.000Z';
    const aggregate = { collection: 'products', id: spuId };
    const event = { eventId: 'evt_1', type: 'product.changed', aggregate, sequence: 1, at, data } as Parsed<
      typeof catalogRefresh
    >;
    await (await fresh()).hear(event);

    expect(await (await fresh()).title()).toBe('新名');
    expect(await shop.asSystem(catalogRefresh, event)).toEqual({});
  });
});
