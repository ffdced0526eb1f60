import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { payPrepay } from '../../shared/contracts/pay/prepay.js';
import { type Buyer, newRequestId } from '../kit/buyer.js';
import { type Goods, MINUTE, openShop, type Shop, times } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
});
afterEach(() => shop.cloud.remove(`/__hub/wechat-pay/faults?env=${shop.env}`));
afterAll(() => shop.cloud.stop());

const HOUR = 60 * MINUTE;

async function anUnpaidOrder() {
  const goods = await shop.goods({ stock: 5 });
  const buyer = shop.buyer();
  const { orderId, payable } = await shop.unpaidOrder(buyer, goods, 2);
  return { goods, buyer, orderId, payable };
}

const statusOf = async (buyer: Buyer, orderId: string) => (await buyer.call(orderGet, { orderId })).status;
const cancel = (buyer: Buyer, orderId: string) => buyer.call(orderCancel, { orderId, requestId: newRequestId() });

/** Nothing is held for the order, all its pieces can be sold again. */
async function expectStockBack(goods: Goods) {
  expect(await goods.available()).toBe(5);
  expect(await goods.holds()).toEqual([]);
}

describe('paying an order', () => {
  it('makes it paid, at the amount of the order', async () => {
    const { buyer, orderId, payable } = await anUnpaidOrder();

    await shop.pay(buyer, orderId);

    const order = await shop.until(buyer, orderId, 'paid');
    expect(order).toMatchObject({ paid: payable, refund: 0, paidAt: expect.any(String) });
  });

  it('opens the same trade however often the cashier is opened', async () => {
    const { buyer, orderId, payable } = await anUnpaidOrder();

    await Promise.all(times(4, () => buyer.call(payPrepay, { orderId })));
    await shop.pay(buyer, orderId);

    await shop.until(buyer, orderId, 'paid');
    const { trades } = await shop.cloud.get<{ trades: { outTradeNo: string; total: number }[] }>(
      `/__hub/wechat-pay/orders?env=${shop.env}`,
    );
    expect(trades.filter(({ outTradeNo }) => outTradeNo === orderId)).toMatchObject([{ total: payable }]);
  });

  it('is possible for thirty minutes', async () => {
    const { buyer, orderId } = await anUnpaidOrder();

    await shop.pass(30 * MINUTE);

    await expect(buyer.call(payPrepay, { orderId })).rejects.toMatchObject({ code: 'ORDER_NOT_PAYABLE' });
  });
});

describe('a callback', () => {
  it('that comes five times at once counts once', async () => {
    const { buyer, orderId, payable } = await anUnpaidOrder();
    await shop.switches({ holdCallbacks: true });
    await shop.pay(buyer, orderId);

    const statuses = await shop.callback(orderId, 'duplicate', { times: 5 });

    expect(statuses).toEqual(times(5, () => 204));
    expect(await buyer.call(orderGet, { orderId })).toMatchObject({ status: 'paid', paid: payable, refund: 0 });
    expect((await shop.trade(orderId)).refunds).toBe(0);
  });

  it('that comes late finds the payment settled by the sweeper, or settles it', async () => {
    const { buyer, orderId } = await anUnpaidOrder();
    await shop.switches({ holdCallbacks: true });
    await shop.pay(buyer, orderId);
    expect(await statusOf(buyer, orderId)).toBe('awaiting-payment');

    await shop.pass(31 * MINUTE);
    expect(await statusOf(buyer, orderId)).toBe('paid');

    expect(await shop.callback(orderId, 'success')).toEqual([204]);
    expect(await statusOf(buyer, orderId)).toBe('paid');
    expect((await shop.trade(orderId)).refunds).toBe(0);
  });

  it.each([
    ['a wrong amount', 'wrong_amount', 409],
    ['a wrong currency', 'wrong_currency', 409],
    ['the number of another merchant', 'wrong_mchid', 409],
    ['the id of another app', 'wrong_appid', 409],
    ['a bad signature', 'bad_signature', 401],
    ['an unknown serial', 'wrong_serial', 401],
    ['another encryption key', 'wrong_key', 401],
    ['a signature two days old', 'replayed', 401],
  ])('with %s is refused and changes nothing', async (_, kind, status) => {
    const { buyer, orderId, goods } = await anUnpaidOrder();
    await shop.openCashier(buyer, orderId);

    expect(await shop.callback(orderId, kind)).toEqual([status]);

    expect(await buyer.call(orderGet, { orderId })).toMatchObject({ status: 'awaiting-payment', paid: 0 });
    expect(await goods.holds()).toEqual([orderId]);
  });

  it('that is made up by a stranger is refused', async () => {
    const response = await fetch(`${shop.cloud.url}/__http/${shop.env}/pay/wechat/notify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'wechatpay-serial': 'PUB_KEY_ID_0', 'wechatpay-timestamp': '1' },
      body: JSON.stringify({ event_type: 'TRANSACTION.SUCCESS', resource: {} }),
    });

    expect(response.status).toBe(401);
  });

  it('is sent again until the shop could take it', async () => {
    const { buyer, orderId } = await anUnpaidOrder();
    await shop.cloud.post('/__hub/faults', {
      kind: 'error',
      function: 'http-pay-notify',
      code: 'SERVER_TIMEOUT',
      times: 2,
    });
    await shop.pay(buyer, orderId);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await statusOf(buyer, orderId)).toBe('awaiting-payment');

    await shop.pass(MINUTE);

    await shop.until(buyer, orderId, 'paid');
  });
});

describe('an order that is closed', () => {
  it('is recorded as paid and refunded in full when the money comes after the cancel', async () => {
    const { buyer, orderId, goods, payable } = await anUnpaidOrder();
    const prepayId = await shop.openCashierBehindCancel(buyer, orderId);
    await expectStockBack(goods);

    await shop.confirm(buyer, prepayId);

    await shop.until(buyer, orderId, 'refunding').catch(() => undefined);
    await shop.settle();
    const order = await buyer.call(orderGet, { orderId });
    expect(order).toMatchObject({ status: 'refunded', paid: payable, refund: payable, paidAt: expect.any(String) });
    expect(await shop.trade(orderId)).toMatchObject({ refunds: 1, refunded: payable });
    await expectStockBack(goods);
  });

  it('cannot be paid any more, for the trade is closed first', async () => {
    const { buyer, orderId } = await anUnpaidOrder();
    const prepayId = await shop.openCashier(buyer, orderId);

    await cancel(buyer, orderId);

    await expect(shop.confirm(buyer, prepayId)).rejects.toThrow(/ORDER_?CLOSED/);
  });

  it('comes out even however a payment and a cancel race', async () => {
    const orders = await Promise.all(
      times(8, async () => {
        const order = await anUnpaidOrder();
        const prepayId = await shop.openCashier(order.buyer, order.orderId);
        await Promise.allSettled([shop.confirm(order.buyer, prepayId), cancel(order.buyer, order.orderId)]);
        return order;
      }),
    );
    await shop.settle();

    for (const { buyer, orderId, goods, payable } of orders) {
      const { status, paid, refund } = await buyer.call(orderGet, { orderId });
      const trade = await shop.trade(orderId);
      expect(trade.refunded).toBe(refund);
      if (status === 'closed') expect(trade).toMatchObject({ state: 'CLOSED', refunds: 0 });
      else expect(paid).toBe(payable);
      if (status === 'paid') expect(await goods.holds()).toEqual([orderId]);
      else await expectStockBack(goods);
    }
  });
});

describe('an order that nobody pays', () => {
  it('is closed after thirty minutes and gives its stock back', async () => {
    const { buyer, orderId, goods } = await anUnpaidOrder();
    await shop.pass(29 * MINUTE);
    expect(await statusOf(buyer, orderId)).toBe('awaiting-payment');

    await shop.pass(2 * MINUTE);

    expect(await buyer.call(orderGet, { orderId })).toMatchObject({ status: 'closed', closeReason: '超时未支付' });
    await expectStockBack(goods);
  });

  it('stays open while the payment platform does not say whether it was paid', async () => {
    const { buyer, orderId, goods } = await anUnpaidOrder();
    await shop.openCashier(buyer, orderId);
    const fault = { env: shop.env, kind: 'error', code: 'SYSTEM_ERROR', api: 'close', times: 1000 };
    await shop.cloud.post('/__hub/wechat-pay/faults', fault);
    await shop.pass(40 * MINUTE);
    expect(await goods.holds()).toEqual([orderId]);

    await shop.cloud.remove(`/__hub/wechat-pay/faults?env=${shop.env}`);
    await shop.pass(HOUR);

    expect(await statusOf(buyer, orderId)).toBe('closed');
    await expectStockBack(goods);
  });
});

describe('money that is not what an order waits for', () => {
  it('is noted for somebody to look at, and does not hold the order up', async () => {
    const { buyer, orderId, goods, payable } = await anUnpaidOrder();
    await shop.switches({ holdCallbacks: true });
    await shop.pay(buyer, orderId);
    await shop.db
      .collection('orders')
      .where({ _id: orderId })
      .update({ 'amounts.payable': payable + 1 });

    expect(await shop.callback(orderId, 'success')).toEqual([409]);
    await shop.settle();

    const [order] = await shop.documents<{ checkAt: string | null }>('orders', { _id: orderId });
    expect(order).toMatchObject({ checkAt: null });
    const anomalies = await shop.documents('orderAnomalies', { orderId });
    expect(anomalies).toMatchObject([{ kind: 'payment-mismatch', amount: payable, wrong: ['amount'], state: 'open' }]);
    expect(await statusOf(buyer, orderId)).toBe('closed');
    await expectStockBack(goods);
  });
});

describe('a refund', () => {
  async function aRefund(refundOutcome: string) {
    const order = await anUnpaidOrder();
    await shop.pay(order.buyer, order.orderId);
    await shop.until(order.buyer, order.orderId, 'paid');
    await shop.switches({ refundOutcome });
    await cancel(order.buyer, order.orderId);
    await shop.pass(10 * MINUTE);
    expect(await statusOf(order.buyer, order.orderId)).toBe('refunding');
    await shop.switches({ refundOutcome: 'SUCCESS' });
    return order;
  }

  it('that the platform closed is asked for again under a new number, and paid once', async () => {
    const { buyer, orderId, payable, goods } = await aRefund('CLOSED');

    for (let halfHours = 0; halfHours < 4; halfHours += 1) await shop.pass(30 * MINUTE);

    expect(await buyer.call(orderGet, { orderId })).toMatchObject({ status: 'refunded', refund: payable });
    expect(await shop.trade(orderId)).toMatchObject({ refunded: payable });
    await shop.settle();
    await expectStockBack(goods);
  });

  it('that cannot reach its payer stays open, and says so where somebody looks', async () => {
    const { orderId } = await aRefund('ABNORMAL');

    const calls = await shop.cloud.get<{ logs: { text: string }[] }[]>(`/__hub/invocations?env=${shop.env}&limit=1000`);
    const lines = calls.flatMap(({ logs }) => logs.map(({ text }) => text));
    expect(lines.filter((line) => line.includes('refund.abnormal') && line.includes(orderId))).not.toEqual([]);
  });
});

describe('cancelling', () => {
  it('gives the stock back once, however often it is asked', async () => {
    const { buyer, orderId, goods } = await anUnpaidOrder();

    await Promise.allSettled(times(10, () => cancel(buyer, orderId)));
    await shop.settle();

    await expectStockBack(goods);
  });

  it('gives the same answer to a repeated request', async () => {
    const { buyer, orderId } = await anUnpaidOrder();
    const request = { orderId, requestId: newRequestId() };

    const first = await buyer.call(orderCancel, request);
    const second = await buyer.call(orderCancel, request);

    expect(second).toEqual(first);
    const reused = buyer.call(orderCancel, { ...request, reason: '另一个理由' });
    await expect(reused).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });

  it('a paid order refunds it once, in full, and the stock with it', async () => {
    const { buyer, orderId, goods, payable } = await anUnpaidOrder();
    await shop.pay(buyer, orderId);
    await shop.until(buyer, orderId, 'paid');

    const answers = await Promise.all(times(5, () => cancel(buyer, orderId)));
    await shop.settle();

    for (const answer of answers) expect(answer).toMatchObject({ refundDue: payable });
    expect(await buyer.call(orderGet, { orderId })).toMatchObject({ status: 'refunded', refund: payable });
    expect(await shop.trade(orderId)).toMatchObject({ refunds: 1, refunded: payable });
    await expectStockBack(goods);
  });
});

describe('the sweeper', () => {
  it('is not for users, whatever their event looks like', async () => {
    const event = { Type: 'Timer', TriggerName: 'every-minute', Time: '2026-11-21T00:00:00Z', Message: '' };

    expect(await shop.buyer().send('order-sweep', event)).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(await shop.buyer('').send('order-sweep', event)).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });
});
