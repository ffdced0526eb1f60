import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditSearch } from '../../shared/contracts/audit/search.js';
import { orderAnomalies } from '../../shared/contracts/order/anomalies.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import type { AnomalyId } from '../../shared/contracts/order/for-shop.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { orderLookup } from '../../shared/contracts/order/lookup.js';
import { orderRefund } from '../../shared/contracts/order/refund.js';
import { orderResolve } from '../../shared/contracts/order/resolve.js';
import { orderSearch } from '../../shared/contracts/order/search.js';
import { orderSweep } from '../../shared/contracts/order/sweep.js';
import { newRequestId } from '../kit/buyer.js';
import { atEveryCrashPoint } from '../kit/crash-points.js';
import type { TestOperator } from '../kit/operator.js';
import { openShop, type Shop, times } from '../kit/shop.js';

let shop: Shop;
let operator: TestOperator;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
  operator = shop.operator(['operator'], 'mei');
});
afterAll(() => shop.cloud.stop());

async function aPaidOrder() {
  const [buyer, goods] = [shop.buyer(), await shop.goods()];
  const { orderId } = await shop.unpaidOrder(buyer, goods, 2);
  await shop.pay(buyer, orderId);
  const { paid } = await shop.until(buyer, orderId, 'paid');
  return { buyer, goods, orderId, paid };
}

const refund = (orderId: string, requestId = newRequestId()) =>
  operator.call(orderRefund, { orderId: orderId as never, requestId: requestId as never, reason: '商品有瑕疵' });
const anomalyOf = async (orderId: string) =>
  (await shop.documents<{ _id: AnomalyId; kind: string }>('orderAnomalies', { orderId }))[0]!;

describe('the shop refunding an order', () => {
  it('gives all of it back once, however often and by how many it is asked, and keeps who did it', async () => {
    const { buyer, goods, orderId, paid } = await aPaidOrder();

    await Promise.allSettled([
      ...times(4, () => refund(orderId)),
      buyer.call(orderCancel, { orderId: orderId as never, requestId: newRequestId() as never }),
    ]);
    const again = await refund(orderId);

    expect(again).toMatchObject({ refund: paid });
    await shop.until(buyer, orderId, 'refunded');
    expect(await shop.trade(orderId)).toMatchObject({ refunds: 1, refunded: paid });
    await shop.asSystem(orderSweep, {});
    expect(await goods.holds()).toEqual([]);
    expect(await goods.available()).toBe(10);
    const { items } = await shop.operator(['admin']).call(auditSearch, { entity: orderId, action: 'order-refund' });
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item).toMatchObject({ actor: 'operator:mei', outcome: 'done' });
  });

  it('leaves an order alone that has no money, and one that nobody has', async () => {
    const goods = await shop.goods();
    const { orderId } = await shop.unpaidOrder(shop.buyer(), goods);

    await expect(refund(orderId)).rejects.toMatchObject({ code: 'ORDER_NOT_REFUNDABLE' });
    await expect(refund(`ord_${'0'.repeat(26)}`)).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
    expect(await shop.trade(orderId)).toMatchObject({ refunds: 0 });
  });

  it('that dies at any of its cloud calls gives the money back once or not at all, and once when asked again', async () => {
    const points = await atEveryCrashPoint(shop.cloud, 'order-refund', async (arm, disarm, at) => {
      const { buyer, orderId, paid } = await aPaidOrder();
      const requestId = newRequestId();
      await arm();
      await refund(orderId, requestId).catch(() => undefined);
      await disarm();
      expect((await shop.trade(orderId)).refunded, at).toBeLessThanOrEqual(paid);

      await refund(orderId);
      await shop.asSystem(orderSweep, {});
      await shop.until(buyer, orderId, 'refunded');
      expect(await shop.trade(orderId), at).toMatchObject({ refunds: 1, refunded: paid });
    });
    expect(points).toBeGreaterThan(5);
  }, 180_000);

  it('is not for who may only read', async () => {
    const data = { orderId: `ord_${'0'.repeat(26)}`, requestId: newRequestId(), reason: 'x' };
    expect(await shop.operator(['support']).send('order-refund', data)).toMatchObject({
      error: { code: 'FORBIDDEN', missing: 'order.refund' },
    });
  });
});

/** The platform's callback comes a moment after the refund was asked for. */
async function anomalyArrived(orderId: string): Promise<void> {
  for (let tries = 0; tries < 100 && !(await anomalyOf(orderId)); tries += 1) await setTimeout(100);
}

async function aStuckRefund() {
  const order = await aPaidOrder();
  await shop.switches({ refundOutcome: 'ABNORMAL' });
  await refund(order.orderId);
  await anomalyArrived(order.orderId);
  await shop.switches({ refundOutcome: 'SUCCESS' });
  return { ...order, anomalyId: (await anomalyOf(order.orderId))._id };
}

describe('a refund that cannot reach its payer', () => {
  it('is listed, and ends when somebody takes it over to pay it by hand; nobody pays it again', async () => {
    const { buyer, goods, orderId, paid, anomalyId } = await aStuckRefund();
    const { items } = await operator.call(orderAnomalies, {});
    expect(items).toContainEqual(
      expect.objectContaining({ anomalyId, orderId, kind: 'refund-abnormal', amount: paid, resolution: null }),
    );
    await expect(operator.call(orderResolve, { anomalyId, resolution: 'kept' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });

    const resolving = times(3, () => operator.call(orderResolve, { anomalyId, resolution: 'paid-back' }));
    const results = await Promise.allSettled(resolving);

    const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(done).toMatchObject([{ resolution: 'paid-back', resolvedBy: 'operator:mei' }]);
    expect(await buyer.call(orderGet, { orderId: orderId as never })).toMatchObject({
      status: 'refunded',
      refund: paid,
    });
    await shop.db.collection('orders').where({ _id: orderId }).update({ checkAt: '2026-01-01T00:00:00.000Z' });
    await shop.asSystem(orderSweep, {});
    expect(await shop.trade(orderId)).toMatchObject({ refunded: 0 });
    expect(await goods.holds()).toEqual([]);
    const open = await operator.call(orderAnomalies, {});
    expect(open.items.filter((item) => item.orderId === orderId)).toEqual([]);
  }, 60_000);
});

describe('a refund that was taken over to be paid by hand', () => {
  it('and is carried out by the platform all the same becomes an anomaly, once, for somebody to get the money back', async () => {
    const { orderId, paid, anomalyId } = await aStuckRefund();
    await operator.call(orderResolve, { anomalyId, resolution: 'paid-back' });

    expect(await shop.callback(orderId, 'refund')).toEqual([204]);
    await shop.callback(orderId, 'refund', { times: 3 });

    const { anomalies } = await operator.call(orderLookup, { orderId: orderId as never });
    const twice = anomalies.filter(({ wrong }) => wrong.includes('twice'));
    expect(twice).toMatchObject([
      { kind: 'refund-abnormal', amount: paid, wrong: ['twice', 'byHand'], resolution: null },
    ]);
    const { anomalyId: again } = twice[0]!;
    expect(await operator.call(orderResolve, { anomalyId: again, resolution: 'kept' })).toMatchObject({
      resolution: 'kept',
    });
    expect(await shop.callback(orderId, 'refund')).toEqual([204]);
    expect((await operator.call(orderAnomalies, {})).items.filter((item) => item.orderId === orderId)).toEqual([]);
  });

  it('while the callback is under way is noticed by whoever comes second', async () => {
    const { orderId, anomalyId } = await aStuckRefund();
    const slow = {
      kind: 'latency',
      function: 'http-pay-notify',
      action: 'database.modifyDocument',
      ms: 1500,
      times: 1,
    };
    await shop.cloud.post('/__hub/faults', slow);
    const callback = shop.callback(orderId, 'refund');
    await shop.struck();
    await operator.call(orderResolve, { anomalyId, resolution: 'paid-back' });

    expect(await callback).toEqual([204]);
    const { anomalies } = await operator.call(orderLookup, { orderId: orderId as never });
    expect(anomalies.map(({ wrong }) => wrong.join()).sort()).toEqual(['', 'twice,byHand']);
  });

  it('is not taken over when the platform was asked under another number meanwhile', async () => {
    const { orderId, anomalyId } = await aStuckRefund();
    const slow = { kind: 'latency', function: 'order-resolve', action: 'api.mch.weixin.qq.com*', ms: 1500, times: 1 };
    await shop.cloud.post('/__hub/faults', slow);
    const resolving = operator.call(orderResolve, { anomalyId, resolution: 'paid-back' });
    resolving.catch(() => undefined);
    await shop.struck();
    const refundNo = `${orderId.replace('ord_', 'rfd_')}-2`;
    await shop.db.collection('orders').where({ _id: orderId }).update({ 'refund.refundNo': refundNo });

    await expect(resolving).rejects.toMatchObject({ code: 'REFUND_UNDER_WAY' });
    const [order] = await shop.documents<{ status: string; refund: object }>('orders', { _id: orderId });
    expect(order).toMatchObject({ status: 'refunding', refund: { refundNo } });
    expect(order!.refund).not.toHaveProperty('byHand');
  });
});

describe('why an order was cancelled', () => {
  it('is read by its buyer and the shop, kept encrypted, and told to nobody else', async () => {
    const { buyer, orderId } = await aPaidOrder();
    const reason = '我的电话换成了 13912345678';
    await shop.cloud.post('/__hub/faults', { kind: 'error', function: 'event-relay', times: 1 });
    await buyer.call(orderCancel, { orderId: orderId as never, requestId: newRequestId() as never, reason });

    expect(await buyer.call(orderGet, { orderId: orderId as never })).toMatchObject({ closeReason: reason });
    expect(await operator.call(orderLookup, { orderId: orderId as never })).toMatchObject({
      closeReason: reason,
      refundReason: '买家取消订单',
    });
    const [kept] = await shop.documents<Record<string, unknown>>('orders', { _id: orderId });
    expect(JSON.stringify(kept)).not.toContain('13912345678');
    expect(JSON.stringify(kept)).not.toContain('买家取消订单');
    expect(JSON.stringify(kept!.outbox)).toContain('order.cancelled');
  });
});

describe('money that is not what an order waits for', () => {
  it('is listed and closed as its operator decides', async () => {
    const [buyer, goods] = [shop.buyer(), await shop.goods()];
    const { orderId, payable } = await shop.unpaidOrder(buyer, goods);
    await shop.switches({ holdCallbacks: true });
    await shop.pay(buyer, orderId);
    await shop.db
      .collection('orders')
      .where({ _id: orderId })
      .update({ 'amounts.payable': payable + 1 });
    await shop.callback(orderId, 'success');
    await shop.callback(orderId, 'success');
    await shop.switches({ holdCallbacks: false });

    const seen = await operator.call(orderLookup, { orderId });
    expect(seen.anomalies).toMatchObject([{ kind: 'payment-mismatch', amount: payable, wrong: ['amount'] }]);
    const { anomalyId } = seen.anomalies[0]!;
    expect(await operator.call(orderResolve, { anomalyId, resolution: 'kept' })).toMatchObject({ resolution: 'kept' });
    await expect(operator.call(orderResolve, { anomalyId, resolution: 'kept' })).rejects.toMatchObject({
      code: 'ANOMALY_RESOLVED',
    });
    await shop.callback(orderId, 'success');
    expect(await shop.documents('orderAnomalies', { orderId })).toMatchObject([{ state: 'resolved' }]);
  });
});

describe('the shop looking for an order', () => {
  it('finds it by buyer, status and time, page by page, without a telephone number', async () => {
    const [buyer, goods] = [shop.buyer(), await shop.goods()];
    const made = [];
    for (const _ of times(3, () => 0)) made.push((await shop.unpaidOrder(buyer, goods)).orderId);
    const { userId } = await operator.call(orderLookup, { orderId: made[0]! });

    const first = await operator.call(orderSearch, { userId, status: 'awaiting-payment', limit: 2 });
    const second = await operator.call(orderSearch, { userId, limit: 2, cursor: first.nextCursor! });

    expect([...first.items, ...second.items].map(({ orderId }) => orderId)).toEqual([...made].reverse());
    const { createdAt } = second.items[0]!;
    expect((await operator.call(orderSearch, { userId, until: createdAt })).items).toEqual([]);
    expect((await operator.call(orderSearch, { userId, from: createdAt, status: 'paid' })).items).toEqual([]);
    const seen = await operator.call(orderLookup, { orderId: made[0]! });
    expect(seen.recipient.phone).toBe('138****8000');
    expect(JSON.stringify(first)).not.toContain('13800138000');
  });
});
