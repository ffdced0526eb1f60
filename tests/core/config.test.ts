import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { userLogin } from '../../shared/contracts/user/login.js';
import { newRequestId } from '../kit/buyer.js';
import { atEveryCrashPoint } from '../kit/crash-points.js';
import type { TestOperator } from '../kit/operator.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
let admin: TestOperator;
beforeAll(async () => {
  shop = await openShop({ bare: true });
  admin = shop.operator(['admin'], 'lin');
});
afterAll(() => shop.cloud.stop());

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

describe('a rule', () => {
  it('is live everywhere within five minutes of being set, and costs a warm instance nothing', async () => {
    const [buyer, goods] = [shop.buyer(), await shop.goods()];
    const windowOf = async () => {
      const { orderId } = await shop.unpaidOrder(buyer, goods);
      const { createdAt, expiresAt } = await buyer.call(orderGet, { orderId });
      return (Date.parse(expiresAt) - Date.parse(createdAt)) / MINUTE;
    };
    expect(await windowOf()).toBe(30);
    expect(await last('order-create')).toMatchObject({ readConfig: true, roundTrips: 5 });

    await set({ [orderPayWindow.name]: 12 });
    expect(await windowOf()).toBe(30);
    expect(await last('order-create')).toMatchObject({ readConfig: false, roundTrips: 5 });
    await shop.advance(5 * MINUTE);
    expect(await windowOf()).toBe(12);

    await set({ [orderPayWindow.name]: null });
    await shop.advance(5 * MINUTE);
    expect(await windowOf()).toBe(30);
  });

  it('is read again beside a call before it is too old, as overhead', async () => {
    const [buyer, goods] = [shop.buyer(), await shop.goods()];
    const preview = () => buyer.call(orderPreview, { lines: [{ skuId: goods.skuId, quantity: 1 }] } as never);
    await preview();
    const version = await set({ [orderFreight.name]: 900 });
    await shop.advance(4 * MINUTE + 1000);
    expect((await preview()).amounts.freight).toBe(1500);
    const refreshing = await last('order-preview');
    expect(refreshing).toMatchObject({ readConfig: true, roundTrips: 2 });
    expect(refreshing.overhead).toBeGreaterThanOrEqual(1);
    expect((await preview()).amounts.freight).toBe(900);
    await admin.call(configRollback, backTo(version, version - 1));
  });

  it('that money depends on is never charged at a price that the buyer did not see', async () => {
    const [buyer, goods] = [shop.buyer(), await shop.goods()];
    const lines = [{ skuId: goods.skuId, quantity: 1 }];
    const addressId = await buyer.addressId();
    const { quote, amounts } = await buyer.call(orderPreview, { lines } as never);
    const order = (told: string) => ({ requestId: newRequestId(), lines, addressId, quote: told });
    expect(await buyer.send('order-create', order(quote))).toMatchObject({
      ok: true,
      data: { payable: amounts.payable },
    });

    const version = await set({ [orderFreight.name]: 2500 });
    await shop.advance(5 * MINUTE);
    expect(await buyer.send('order-create', order(quote))).toMatchObject({ error: { code: 'PRICE_CHANGED' } });
    const seen = await buyer.call(orderPreview, { lines } as never);
    expect(seen.amounts.freight).toBe(2500);
    expect(await buyer.send('order-create', order(seen.quote))).toMatchObject({
      ok: true,
      data: { payable: seen.amounts.payable },
    });
    await admin.call(configRollback, backTo(version, version - 1));
  });

  it('that somebody broke in the database falls back to its default, and is reported', async () => {
    const version = await set({ [orderPayWindow.name]: 45 });
    const broken = [
      { name: orderPayWindow.name, json: '"soon"' },
      { name: orderFreight.name, json: '{' },
      { name: 'gone.forEver', json: '1' },
    ];
    await shop.db.collection('configs').where({ _id: 'current' }).update({ settings: broken });
    await shop.advance(5 * MINUTE);

    const [buyer, goods] = [shop.buyer(), await shop.goods()];
    const { orderId } = await shop.unpaidOrder(buyer, goods);
    const { createdAt, expiresAt, amounts } = await buyer.call(orderGet, { orderId } as never);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(30 * MINUTE);
    expect(amounts.freight).toBe(1500);
    const { lines } = await last('order-create');
    expect(lines.some(({ event }) => event === 'config.invalid')).toBe(true);
    expect(JSON.stringify(lines)).not.toContain('soon');
    const { settings } = await admin.call(configGet, {});
    expect(settings.find(({ name }) => name === orderPayWindow.name)).toMatchObject({ value: 30, changed: true });
    expect(settings.filter(({ problem }) => problem !== null).length).toBe(2);
    await admin.call(configRollback, backTo(version, version - 1));
  });

  it('goes on as it was while the database cannot be read', async () => {
    await shop.advance(5 * MINUTE);
    const [buyer, goods] = [shop.buyer(), await shop.goods()];
    const preview = () => buyer.send('order-preview', { lines: [{ skuId: goods.skuId, quantity: 1 }] });
    await preview();
    await shop.advance(5 * MINUTE);
    // Products and stock are read first, the configuration third.
    await shop.cloud.post('/__hub/faults', { kind: 'error', function: 'order-preview', nth: 3, times: 1 });
    const answer = await preview();
    await shop.cloud.remove('/__hub/faults');
    expect(answer.ok).toBe(true);
    expect((await last('order-preview')).lines.some(({ event }) => event === 'config.stale')).toBe(true);
  });
});

describe('a flag', () => {
  it('turns something off in the shop, and only that', async () => {
    const [buyer, goods] = [shop.buyer(), await shop.goods()];
    const open = await shop.unpaidOrder(buyer, goods);
    const version = await set({ [orderTaking.name]: NOBODY as never });
    await shop.advance(5 * MINUTE);

    const request = { requestId: newRequestId(), lines: [{ skuId: goods.skuId, quantity: 1 }], addressId: 'x' };
    expect(await buyer.send('order-create', request)).toMatchObject({
      ok: false,
      error: { code: 'FEATURE_OFF', message: '该功能暂未开放' },
    });
    expect((await buyer.call(flagMine, { names: [orderTaking.name] as never })).on).toEqual([]);
    await shop.pay(buyer, open.orderId);
    expect((await shop.until(buyer, open.orderId, 'paid')).status).toBe('paid');

    await admin.call(configRollback, backTo(version, version - 1));
    await shop.advance(5 * MINUTE);
    expect((await buyer.call(flagMine, { names: [orderTaking.name] as never })).on).toEqual([orderTaking.name]);
  });

  it('is on for a part of the users, always the same, and for all of them still when the part grows', async () => {
    const buyers = times(30, () => shop.buyer());
    const whoHasIt = async (percent: number) => {
      await set({ [orderTaking.name]: { percent, roles: [] } });
      await shop.advance(5 * MINUTE);
      const answers = await Promise.all(
        buyers.map((buyer) => buyer.call(flagMine, { names: [orderTaking.name] as never })),
      );
      return answers.map(({ on }) => on.length > 0);
    };
    const some = await whoHasIt(30);
    const more = await whoHasIt(70);
    expect(some.filter(Boolean).length).toBeGreaterThan(0);
    expect(some.filter(Boolean).length).toBeLessThan(30);
    for (const [place, had] of some.entries()) if (had) expect(more[place]).toBe(true);
    expect((await whoHasIt(30)).map(String)).toEqual(some.map(String));
    await set({ [orderTaking.name]: null });
  });

  it('is on for those who have a role', async () => {
    const [vip, other] = [shop.buyer(), shop.buyer()];
    const { userId } = await vip.call(userLogin, {});
    await shop.db.collection('roleGrants').add({ _id: userId, roles: ['vip'], updatedAt: '2026-11-21T00:00:00.000Z' });
    await set({ [orderTaking.name]: { percent: 0, roles: ['vip'] } });
    await shop.advance(5 * MINUTE);
    const ask = { names: [orderTaking.name] as never };
    expect((await vip.call(flagMine, ask)).on).toEqual([orderTaking.name]);
    expect((await other.call(flagMine, ask)).on).toEqual([]);
    expect((await shop.buyer('').call(flagMine, ask)).on).toEqual([]);
    await set({ [orderTaking.name]: null });
  });

  it('nobody knows of is off', async () => {
    const names = ['order.payWindow', 'constructor.name', 'no.such', 'order.taking'] as never;
    expect((await shop.buyer('').call(flagMine, { names })).on).toEqual(['order.taking']);
  });
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
    const version = await set({ [orderFreight.name]: 777 });
    const { items } = await admin.call(configHistory, { limit: 50 });
    expect(items[0]).toMatchObject({ version, by: 'operator:lin', why: '测试', backTo: null });
    expect(items[0]!.changes).toEqual([{ name: orderFreight.name, from: expect.anything(), to: 777 }]);
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
  });

  it('under a request id that was used for something else is refused', async () => {
    const version = await versionNow();
    const request = setting(version, { [orderFreight.name]: 5 });
    await admin.call(configSet, request);
    const other = { ...request, changes: [{ name: orderFreight.name, value: 6 }] } as object;
    expect(await admin.send('config-set', other)).toMatchObject({ error: { code: 'REQUEST_ID_REUSED' } });
  });
});
