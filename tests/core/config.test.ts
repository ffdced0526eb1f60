import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { configGet } from '../../shared/contracts/config/get.js';
import { configHistory } from '../../shared/contracts/config/history.js';
import { configRollback } from '../../shared/contracts/config/rollback.js';
import { configSet } from '../../shared/contracts/config/set.js';
import type { Input } from '../../shared/contracts/contract.js';
import { flagMine } from '../../shared/contracts/flag/mine.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { orderPreview } from '../../shared/contracts/order/preview.js';
import { orderFreight, orderPayWindow, orderTaking } from '../../shared/contracts/order/rules.js';
import type { Json } from '../../shared/contracts/setting.js';
import { EVERYBODY, NOBODY } from '../../shared/contracts/setting.js';
import type { UserId } from '../../shared/contracts/terms.js';
import type { Actor } from '../../shared/core/actor.js';
import { newRequestId } from '../kit/buyer.js';
import { atEveryCrashPoint } from '../kit/crash-points.js';
import { beFunctionOf } from '../kit/in-process.js';
import type { TestOperator } from '../kit/operator.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
let admin: TestOperator;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
  admin = shop.operator(['admin'], 'lin');
  beFunctionOf(shop.cloud, shop.env);
});
afterAll(() => shop.cloud.stop());
afterEach(() => {
  vi.useRealTimers();
});

const times = <T>(n: number, make: (place: number) => T): T[] => Array.from({ length: n }, (_, place) => make(place));
const versionNow = async () => (await admin.call(configGet, {})).version;

function setting(version: number, changes: Record<string, Json>, more: object = {}): Input<typeof configSet> {
  const list = Object.entries(changes).map(([name, value]) => ({ name, value }));
  return { requestId: newRequestId(), version, changes: list, why: '测试', ...more } as never;
}
const set = async (changes: Record<string, Json>) =>
  admin.call(configSet, setting(await versionNow(), changes)).then(({ version }) => version);
const backTo = (version: number, to: number): Input<typeof configRollback> =>
  ({ requestId: newRequestId(), version, to, why: '恢复' }) as never;

/** What the last call of a function left in the log. */
async function last(name: string) {
  const [record] = await shop.cloud.get<{ logs: { text: string }[] }[]>(
    `/__hub/invocations?env=${shop.env}&name=${name}&limit=1`,
  );
  const lines = record!.logs.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
  const call = lines.find(({ event }) => event === 'call') as { roundTrips: number; overhead: number; spans?: string };
  return { ...call, lines, readConfig: call.spans?.includes('database-find configs') ?? false };
}

/** An instance with a memory of its own, in this process, so that time can pass for it alone. */
async function instance() {
  vi.resetModules();
  const { rule, isOn } = await import('../../shared/core/config/config.js');
  const { within } = await import('../../shared/core/context.js');
  const { newCall } = await import('../../shared/core/pipeline/platform.js');
  const { settleBeside } = await import('../../shared/core/overhead.js');
  return {
    rule,
    isOn,
    /** What the work of one call comes to, with what it cost. */
    async call<T>(work: () => Promise<T>, actor: Actor = { kind: 'guest' }) {
      const call = { ...newCall('test-config', {}, {}), actor };
      const value = await within(call, async () => {
        const answer = await work();
        await settleBeside(call);
        return answer;
      });
      return { value, roundTrips: call.roundTrips, overhead: call.overhead };
    },
  };
}
const freezeTime = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const user = (userId: string): Actor => ({ kind: 'member', userId: userId as UserId, door: 'wechat' });

describe('a rule', () => {
  it('is live within five minutes, at no round trip, read again beside a call before it is too old', async () => {
    freezeTime();
    const [busy, idle] = [await instance(), await instance()];
    const read = (one: typeof busy) => one.call(() => one.rule(orderPayWindow));
    expect(await read(busy)).toEqual({ value: 30, roundTrips: 0, overhead: 1 });
    expect(await read(idle)).toEqual({ value: 30, roundTrips: 0, overhead: 1 });

    await set({ [orderPayWindow.name]: 12 });
    expect(await read(busy)).toEqual({ value: 30, roundTrips: 0, overhead: 0 });
    pass(4 * MINUTE + 1000);
    expect(await read(busy)).toEqual({ value: 30, roundTrips: 0, overhead: 1 });
    expect(await read(busy)).toEqual({ value: 12, roundTrips: 0, overhead: 0 });
    pass(MINUTE);
    expect(await read(idle)).toEqual({ value: 12, roundTrips: 0, overhead: 1 });
    await set({ [orderPayWindow.name]: null });
  });

  it('is read once for all who ask at the same time', async () => {
    const one = await instance();
    const asks = () => Promise.all(times(10, () => one.rule(orderPayWindow)));
    expect(await one.call(asks)).toMatchObject({ overhead: 1, value: times(10, () => 30) });
  });

  it('is read again when the clock was put back', async () => {
    freezeTime();
    const one = await instance();
    pass(60 * MINUTE);
    await one.call(() => one.rule(orderPayWindow));
    await set({ [orderPayWindow.name]: 20 });
    pass(-60 * MINUTE);
    expect((await one.call(() => one.rule(orderPayWindow))).value).toBe(20);
    await set({ [orderPayWindow.name]: null });
  });

  it('that somebody broke in the database falls back to its default, and is reported', async () => {
    const version = await set({ [orderPayWindow.name]: 45 });
    const broken = [
      { name: orderPayWindow.name, json: '"soon"' },
      { name: orderFreight.name, json: '{' },
      { name: 'gone.forEver', json: '1' },
    ];
    await shop.db.collection('configs').where({ _id: 'current' }).update({ settings: broken });
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const one = await instance();
    expect((await one.call(() => one.rule(orderPayWindow))).value).toBe(30);
    expect((await one.call(() => one.rule(orderFreight))).value).toBe(1500);
    expect((await one.call(() => one.rule(orderFreight))).value).toBe(1500);
    const lines = printed.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('config.invalid'));
    printed.mockRestore();
    expect(lines.length).toBe(2);
    expect(lines.join()).not.toContain('soon');

    const { settings } = await admin.call(configGet, {});
    expect(settings.find(({ name }) => name === orderPayWindow.name)).toMatchObject({ value: 30, changed: true });
    expect(settings.filter(({ problem }) => problem !== null).length).toBe(2);
    await admin.call(configRollback, backTo(version, version - 1));
  });
});

describe('a flag', () => {
  it('is on for a part of the users, always the same, and for all of them still when the part grows', async () => {
    const users = times(40, (place) => user(`usr_${place}`));
    const whoHasIt = async (percent: number) => {
      await set({ [orderTaking.name]: { percent, roles: [] } });
      const one = await instance();
      return Promise.all(users.map(async (who) => (await one.call(() => one.isOn(orderTaking), who)).value));
    };
    const some = await whoHasIt(30);
    const more = await whoHasIt(70);
    expect(some.filter(Boolean).length).toBeGreaterThan(0);
    expect(more.filter(Boolean).length).toBeLessThan(40);
    for (const [place, had] of some.entries()) if (had) expect(more[place]).toBe(true);
    expect(await whoHasIt(30)).toEqual(some);
    await set({ [orderTaking.name]: null });
  });

  it('is on for those who have a role', async () => {
    const updatedAt = '2026-11-21T00:00:00.000Z';
    await shop.db.collection('roleGrants').add({ _id: 'usr_vip', roles: ['vip'], updatedAt });
    await set({ [orderTaking.name]: { percent: 0, roles: ['vip'] } });
    const one = await instance();
    const has = (who?: Actor) => one.call(() => one.isOn(orderTaking), who);
    expect(await has(user('usr_vip'))).toEqual({ value: true, roundTrips: 0, overhead: 2 });
    expect(await has(user('usr_vip'))).toEqual({ value: true, roundTrips: 0, overhead: 0 });
    expect((await has(user('usr_other'))).value).toBe(false);
    expect((await has()).value).toBe(false);
    await set({ [orderTaking.name]: null });
  });

  it('nobody knows of is off', async () => {
    const names = ['order.payWindow', 'constructor.name', 'no.such', 'order.taking'] as never;
    expect((await shop.buyer('').call(flagMine, { names })).on).toEqual(['order.taking']);
  });
});

describe('a shop that runs', () => {
  it('goes by new rules within five minutes, and charges nobody a price that he did not see', async () => {
    const [buyer, goods] = [shop.buyer(), await shop.goods()];
    const lines = [{ skuId: goods.skuId, quantity: 1 }];
    const addressId = await buyer.addressId();
    const order = (quote: string) => buyer.send('order-create', { requestId: newRequestId(), lines, addressId, quote });
    const { quote } = await buyer.call(orderPreview, { lines } as never);
    expect(await order(quote)).toMatchObject({ ok: true });
    expect(await last('order-create')).toMatchObject({ readConfig: true });

    await set({ [orderFreight.name]: 2500, [orderPayWindow.name]: 12 });
    expect(await order(quote)).toMatchObject({ ok: true });
    expect(await last('order-create')).toMatchObject({ readConfig: false });
    await shop.advance(5 * MINUTE);
    expect(await order(quote)).toMatchObject({ error: { code: 'PRICE_CHANGED' } });
    const seen = await buyer.call(orderPreview, { lines } as never);
    expect(seen.amounts.freight).toBe(2500);
    const placed = await order(seen.quote);
    expect(placed).toMatchObject({ ok: true, data: { payable: seen.amounts.payable } });
    const { orderId } = (placed as { data: { orderId: string } }).data;
    const { createdAt, expiresAt } = await buyer.call(orderGet, { orderId } as never);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(12 * MINUTE);

    await set({ [orderTaking.name]: NOBODY as never });
    await shop.advance(5 * MINUTE);
    expect(await order(seen.quote)).toMatchObject({ error: { code: 'FEATURE_OFF', message: '该功能暂未开放' } });
    await shop.pay(buyer, orderId);
    expect((await shop.until(buyer, orderId, 'paid')).status).toBe('paid');
    await set({ [orderTaking.name]: null, [orderFreight.name]: null, [orderPayWindow.name]: null });
  }, 90_000);
});

describe('changing settings', () => {
  it('needs the permission', async () => {
    const request = setting(0, { [orderPayWindow.name]: 60 }) as object;
    expect(await shop.buyer('').send('config-set', request)).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    for (const who of [shop.buyer(), shop.operator(['operator']), shop.operator(['support'])]) {
      expect(await who.send('config-set', request)).toMatchObject({ error: { missing: 'config.write' } });
      expect(await who.send('config-rollback', backTo(1, 0) as never)).toMatchObject({
        error: { missing: 'config.write' },
      });
    }
    expect(await shop.buyer().send('config-get', {})).toMatchObject({ error: { missing: 'config.read' } });
    expect((await shop.operator(['operator']).call(configGet, {})).settings.length).toBeGreaterThan(0);
  });

  it('refuses what a setting does not take, and says where', async () => {
    const version = await versionNow();
    const refused = async (changes: { name: unknown; value?: unknown }[]) => {
      const answer = await admin.send('config-set', { requestId: newRequestId(), version, changes, why: '测试' });
      return answer.ok ? {} : (answer.error.fields ?? {});
    };
    expect(await refused([{ name: 'order.payWindow', value: 4 }])).toHaveProperty(['changes.0.value']);
    expect(await refused([{ name: 'order.payWindow', value: '30' }])).toHaveProperty(['changes.0.value']);
    expect(await refused([{ name: 'order.payWindow' }])).toHaveProperty(['changes.0.value']);
    expect(await refused([{ name: 'order.taking', value: { percent: 101 } }])).toHaveProperty([
      'changes.0.value.percent',
    ]);
    expect(await refused([{ name: 'order.taking', value: { percent: 1, rolls: [] } }])).toHaveProperty([
      'changes.0.value.rolls',
    ]);
    expect(await refused([{ name: 'no.such', value: 1 }])).toHaveProperty(['changes.0.name']);
    expect(await refused([{ name: 'constructor.prototype', value: 1 }])).toHaveProperty(['changes.0.name']);
    expect(await refused([{ name: '__proto__', value: 1 }])).toHaveProperty(['changes.0.name']);
    expect(await refused([{ name: 'order.freight', value: { $inc: 1 } }])).toHaveProperty(['changes.0.value']);
    expect(await refused(times(2, () => ({ name: 'order.freight', value: 1 })))).toHaveProperty(['changes']);
    expect(await versionNow()).toBe(version);
  });

  it('is refused to whoever comes second, and says what has changed', async () => {
    const version = await versionNow();
    const tries = times(8, (place) => setting(version, { [orderFreight.name]: 1000 + place }));
    const others = times(4, () => backTo(version, 0));
    const results = await Promise.all([
      ...tries.map((request) => admin.send('config-set', request as object)),
      ...others.map((request) => admin.send('config-rollback', request as object)),
    ]);
    expect(results.filter(({ ok }) => ok).length).toBe(1);
    const winner = results.findIndex(({ ok }) => ok);
    for (const one of results) {
      if (!one.ok) expect(one.error.code).toBe('CONFIG_CHANGED');
      if (!one.ok && winner < 8) expect(one.error.fields).toHaveProperty([orderFreight.name]);
    }
    expect(await versionNow()).toBe(version + 1);
  });

  it('leaves a history without a gap that says who, what, when and why', async () => {
    await set({ [orderFreight.name]: 776 });
    const version = await set({ [orderFreight.name]: 777 });
    const { items } = await admin.call(configHistory, { limit: 50 });
    expect(items[0]).toMatchObject({ version, by: 'operator:lin', why: '测试', backTo: null });
    expect(items[0]!.changes).toEqual([{ name: orderFreight.name, from: 776, to: 777 }]);
    expect(items.map((item) => item.version)).toEqual(times(items.length, (place) => version - place));
  });

  it('back to an earlier version puts everything back, the very first included', async () => {
    const first = await set({ [orderFreight.name]: 100, [orderPayWindow.name]: 60 });
    const second = await set({ [orderFreight.name]: 200, [orderTaking.name]: EVERYBODY as never });
    await admin.call(configRollback, backTo(second, first));
    const values = async () =>
      Object.fromEntries((await admin.call(configGet, {})).settings.map(({ name, value }) => [name, value]));
    expect(await values()).toMatchObject({ [orderFreight.name]: 100, [orderPayWindow.name]: 60 });
    await admin.call(configRollback, backTo(second + 1, 0));
    expect((await admin.call(configGet, {})).settings.every(({ changed }) => !changed)).toBe(true);
    expect(await admin.send('config-rollback', backTo(second + 2, 999_999) as object)).toMatchObject({
      error: { code: 'CONFIG_VERSION_NOT_FOUND' },
    });
  });

  it('back to a version whose value is no longer allowed is refused', async () => {
    const bad = await set({ [orderFreight.name]: 300 });
    await set({ [orderFreight.name]: 301 });
    const settings = [{ name: orderFreight.name, json: '-5' }];
    await shop.db.collection('configHistory').where({ version: bad }).update({ settings });
    const answer = await admin.send('config-rollback', backTo(bad + 1, bad) as object);
    expect(answer).toMatchObject({ error: { code: 'INVALID_INPUT', message: expect.stringContaining('运费') } });
  });

  it('once and no more however often it is repeated, wherever it was cut off, and nothing is missing from the history', async () => {
    const points = await atEveryCrashPoint(shop.cloud, 'config-set', async (arm, disarm, at) => {
      const version = await versionNow();
      const request = setting(version, { [orderFreight.name]: 1000 + version });
      await arm();
      await admin.send('config-set', request as object).catch(() => undefined);
      await disarm();
      expect(await admin.call(configSet, request), at).toEqual({ version: version + 1 });
      expect(await admin.call(configSet, request), at).toEqual({ version: version + 1 });
      expect(await versionNow(), at).toBe(version + 1);
      const { items } = await admin.call(configHistory, { limit: 3 });
      expect(
        items.map((item) => item.version),
        at,
      ).toEqual([version + 1, version, version - 1].filter((v) => v > 0));
    });
    expect(points).toBeGreaterThan(3);
  }, 90_000);

  it('under a request id that was used for something else is refused', async () => {
    const version = await versionNow();
    const request = setting(version, { [orderFreight.name]: 5 });
    await admin.call(configSet, request);
    const other = { ...request, changes: [{ name: orderFreight.name, value: 6 }] } as object;
    expect(await admin.send('config-set', other)).toMatchObject({ error: { code: 'REQUEST_ID_REUSED' } });
  });
});
