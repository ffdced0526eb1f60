import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { orderGet } from '../../shared/contracts/order/get.js';
import { orderList } from '../../shared/contracts/order/list.js';
import { openShop, times } from '../kit/shop.js';

const dataDir = mkdtempSync(path.join(tmpdir(), 'yunshu-durability-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the local cloud, with its plug pulled', { timeout: 90_000 }, () => {
  it('has every order that it said was placed or paid, and takes the payment of one that was at the cashier', async () => {
    const before = await openShop({ dataDir, bare: true, timers: [] });
    const goods = await before.goods({ stock: 100 });
    const buyer = before.buyer();
    const paid = await before.unpaidOrder(buyer, goods);
    await before.pay(buyer, paid.orderId);
    await before.until(buyer, paid.orderId, 'paid');
    const atTheCashier = await before.unpaidOrder(buyer, goods);
    const prepayId = await before.openCashier(buyer, atTheCashier.orderId);
    const acknowledged: string[] = [];
    const storm = times(20, () => before.unpaidOrder(buyer, goods).then(({ orderId }) => acknowledged.push(orderId)));
    await Promise.any(storm);
    await before.cloud.kill();
    await Promise.allSettled(storm);

    const after = await openShop({ dataDir, bare: true, timers: [] });
    const again = after.buyer(buyer.openid);
    const { items } = await again.call(orderList, { limit: 50 });
    expect(items.map(({ orderId }) => orderId)).toEqual(
      expect.arrayContaining([paid.orderId, atTheCashier.orderId, ...acknowledged]),
    );
    expect((await again.call(orderGet, { orderId: paid.orderId })).status).toBe('paid');

    await after.confirm(again, prepayId);
    await after.until(again, atTheCashier.orderId, 'paid');
    await after.settle();
    const held = await after.documents<{ available: number; holds: object }>('stocks', { _id: goods.skuId });
    expect(Object.keys(held[0]!.holds).sort()).toEqual([paid.orderId, atTheCashier.orderId].sort());
    expect(held[0]!.available).toBe(98);
    await after.cloud.stop();
  });
});
