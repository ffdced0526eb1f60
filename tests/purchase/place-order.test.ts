import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output } from '../../shared/contracts/contract.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { orderList } from '../../shared/contracts/order/list.js';
import { orderPreview } from '../../shared/contracts/order/preview.js';
import { type Buyer, newRequestId } from '../kit/buyer.js';
import { openShop, type Shop, times } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['order-sweep', 'request-sweep'] });
});
afterAll(() => shop.cloud.stop());

describe('placing an order', () => {
  it('sets the stock aside and charges the price of the shop', async () => {
    const goods = await shop.goods({ stock: 5, price: 12_800 });
    const buyer = shop.buyer();

    const placed = await shop.unpaidOrder(buyer, goods, 2);
    const order = await buyer.call(orderGet, { orderId: placed.orderId });

    expect(placed.status).toBe('awaiting-payment');
    expect(order.amounts).toEqual({ goods: 25_600, freight: 1_500, payable: 27_100 });
    expect(await goods.available()).toBe(3);
    expect(await goods.holds()).toEqual([placed.orderId]);
  });

  it('does not look at a price that the client sends', async () => {
    const goods = await shop.goods({ stock: 5 });
    const buyer = shop.buyer();
    const addressId = await buyer.addressId();
    const request = { requestId: newRequestId(), addressId, lines: [{ skuId: goods.skuId, quantity: 1, price: 1 }] };

    const answer = await buyer.send('order-create', request);

    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', fields: { 'lines.0.price': expect.any(String) } },
    });
    expect(await goods.available()).toBe(5);
  });

  it('gives the last piece to one of fifty buyers', async () => {
    const goods = await shop.goods({ stock: 1 });
    const buyers = times(50, () => shop.buyer());
    await Promise.all(buyers.map((buyer) => buyer.addressId()));

    const results = await Promise.allSettled(buyers.map((buyer) => shop.unpaidOrder(buyer, goods)));

    const placed = results.filter(({ status }) => status === 'fulfilled');
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(placed).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['OUT_OF_STOCK']));
    const lists = await Promise.all(buyers.map((buyer) => buyer.call(orderList, {})));
    expect(lists.flatMap(({ items }) => items)).toHaveLength(1);
    expect(await goods.available()).toBe(0);
    expect(await goods.holds()).toHaveLength(1);
  });

  it('makes one order of one request, however often and at once it is sent', async () => {
    const goods = await shop.goods({ stock: 10 });
    const buyer = shop.buyer();
    const request = {
      requestId: newRequestId(),
      addressId: await buyer.addressId(),
      lines: [{ skuId: goods.skuId, quantity: 2 }],
    };

    const answers = await Promise.all(times(8, () => buyer.call(orderCreate, request)));
    const later = await buyer.call(orderCreate, request);

    expect(new Set([...answers, later].map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await goods.available()).toBe(8);
    expect((await buyer.call(orderList, {})).items).toHaveLength(1);
  });

  it('keeps the stock of an order that a repeated call placed while the first one found nothing', async () => {
    const goods = await shop.goods({ stock: 1 });
    const [early, buyer] = [shop.buyer(), shop.buyer()];
    const inTheWay = await shop.unpaidOrder(early, goods);
    const request = {
      requestId: newRequestId(),
      addressId: await buyer.addressId(),
      lines: [{ skuId: goods.skuId, quantity: 1 }],
    };
    // The first call is slow to reject: its eighth cloud call, after it has seen that nothing is left.
    await shop.cloud.post('/__hub/faults', { kind: 'latency', function: 'order-create', nth: 8, ms: 4000, times: 1 });
    const first = buyer.call(orderCreate, request);
    await shop.struck();
    await early.send('order-cancel', { orderId: inTheWay.orderId, requestId: newRequestId() });
    const second = await buyer.call(orderCreate, request);

    expect(await first).toEqual(second);
    expect(await goods.holds()).toEqual([second.orderId]);
    await expect(shop.unpaidOrder(early, goods)).rejects.toMatchObject({ code: 'OUT_OF_STOCK' });
  });

  it('holds the stock of every order that stands, however repeats and a cancel fall together', async () => {
    const rounds = await Promise.all(
      times(8, async () => {
        const goods = await shop.goods({ stock: 1 });
        const [early, buyer] = [shop.buyer(), shop.buyer()];
        const { orderId } = await shop.unpaidOrder(early, goods);
        const addressId = await buyer.addressId();
        const request = { requestId: newRequestId(), addressId, lines: [{ skuId: goods.skuId, quantity: 1 }] };
        await Promise.allSettled([
          early.send('order-cancel', { orderId, requestId: newRequestId() }),
          ...times(5, () => buyer.call(orderCreate, request)),
        ]);
        return { goods, buyer };
      }),
    );

    for (const { goods, buyer } of rounds) {
      const standing = (await buyer.call(orderList, {})).items.map(({ orderId }) => orderId);
      expect(await goods.holds()).toEqual(standing);
      expect(await goods.available()).toBe(1 - standing.length);
    }
  });

  it('gives a repeated request the same refusal, and a new request the stock that has come meanwhile', async () => {
    const goods = await shop.goods({ stock: 0 });
    const buyer = shop.buyer();
    const request = { addressId: await buyer.addressId(), lines: [{ skuId: goods.skuId, quantity: 1 }] };
    const requestId = newRequestId();
    const refusal = { code: 'OUT_OF_STOCK', fields: { 'lines.0': expect.stringContaining('已售罄') } };
    await expect(buyer.call(orderCreate, { ...request, requestId })).rejects.toMatchObject(refusal);
    await shop.db.collection('stocks').where({ _id: goods.skuId }).update({ available: 1 });

    await expect(buyer.call(orderCreate, { ...request, requestId })).rejects.toMatchObject(refusal);
    const placed = await buyer.call(orderCreate, { ...request, requestId: newRequestId() });
    expect(placed.status).toBe('awaiting-payment');
  });

  it('refuses a request id that was used for something else', async () => {
    const goods = await shop.goods();
    const buyer = shop.buyer();
    const request = { requestId: newRequestId(), addressId: await buyer.addressId() };
    await buyer.call(orderCreate, { ...request, lines: [{ skuId: goods.skuId, quantity: 1 }] });

    const again = buyer.call(orderCreate, { ...request, lines: [{ skuId: goods.skuId, quantity: 2 }] });

    await expect(again).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await goods.available()).toBe(9);
  });

  it('keeps two buyers apart who happen to use the same request id', async () => {
    const goods = await shop.goods({ stock: 10 });
    const requestId = newRequestId();
    const [one, other] = [shop.buyer(), shop.buyer()];
    const lines = [{ skuId: goods.skuId, quantity: 1 }];

    const first = await one.call(orderCreate, { requestId, lines, addressId: await one.addressId() });
    const second = await other.call(orderCreate, { requestId, lines, addressId: await other.addressId() });

    expect(first.orderId).not.toBe(second.orderId);
    expect(await goods.available()).toBe(8);
  });

  it('counts the same SKU on two lines together', async () => {
    const goods = await shop.goods({ stock: 3 });
    const buyer = shop.buyer();
    const addressId = await buyer.addressId();
    const twice = (quantity: number) => ({
      requestId: newRequestId(),
      addressId,
      lines: times(2, () => ({ skuId: goods.skuId, quantity })),
    });

    await expect(buyer.call(orderCreate, twice(2))).rejects.toMatchObject({ code: 'OUT_OF_STOCK' });
    expect(await goods.available()).toBe(3);

    const { orderId } = await buyer.call(orderCreate, twice(1));
    const order = await buyer.call(orderGet, { orderId });
    expect(order.lines).toMatchObject([{ skuId: goods.skuId, quantity: 2 }]);
    expect(await goods.available()).toBe(1);
  });

  it('takes nothing when one of several lines is short', async () => {
    const [plenty, scarce] = [await shop.goods({ stock: 9 }), await shop.goods({ stock: 1 })];
    const buyer = shop.buyer();
    const addressId = await buyer.addressId();
    const lines = [
      { skuId: plenty.skuId, quantity: 3 },
      { skuId: scarce.skuId, quantity: 2 },
    ];

    const refused = buyer.call(orderCreate, { requestId: newRequestId(), addressId, lines });

    await expect(refused).rejects.toMatchObject({
      code: 'OUT_OF_STOCK',
      fields: { 'lines.1': expect.stringContaining('库存只剩 1 件') },
    });
    expect([await plenty.available(), await scarce.available()]).toEqual([9, 1]);
    expect((await buyer.call(orderList, {})).items).toEqual([]);
  });

  it('is made at the prices that the buyer saw, or not at all', async () => {
    const goods = await shop.goods({ price: 10_000 });
    const buyer = shop.buyer();
    const addressId = await buyer.addressId();
    const lines = [{ skuId: goods.skuId, quantity: 1 }];
    const { quote } = await buyer.call(orderPreview, { lines });
    await shop.db.collection('products').where({ _id: goods.spuId }).update({ 'skus.0.price': 11_000 });

    const atOldPrice = buyer.call(orderCreate, { requestId: newRequestId(), addressId, lines, quote });
    await expect(atOldPrice).rejects.toMatchObject({ code: 'PRICE_CHANGED' });

    const seen = await buyer.call(orderPreview, { lines });
    const placed = await buyer.call(orderCreate, { requestId: newRequestId(), addressId, lines, quote: seen.quote });
    expect(placed.payable).toBe(12_500);
  });

  it('sends nothing to an address of somebody else', async () => {
    const goods = await shop.goods();
    const addressId = await shop.buyer().addressId();

    const order = shop.buyer().call(orderCreate, {
      requestId: newRequestId(),
      addressId,
      lines: [{ skuId: goods.skuId, quantity: 1 }],
    });

    await expect(order).rejects.toMatchObject({ code: 'ADDRESS_NOT_FOUND' });
  });
});

describe('unpaid orders of one member', () => {
  const unpaid = async (buyer: Buyer) =>
    (await buyer.call(orderList, { status: 'awaiting-payment', limit: 50 })).items.map(({ orderId }) => orderId);

  it('are never more than the rule allows, however many are sent at once, and hold no more stock', async () => {
    const goods = await shop.goods({ stock: 100 });
    const buyer = shop.buyer();
    const addressId = await buyer.addressId();
    const lines = [{ skuId: goods.skuId, quantity: 1 }];
    const place = (requestId = newRequestId()) => buyer.call(orderCreate, { requestId, addressId, lines });
    await Promise.all(times(3, () => place()));

    const results = await Promise.allSettled(times(4, () => place()));

    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused.length).toBeGreaterThanOrEqual(2);
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: 'TOO_MANY_UNPAID', message: expect.stringContaining('最多 5 笔') });
    }
    const standing = await unpaid(buyer);
    expect(standing.length).toBeLessThanOrEqual(5);
    expect((await goods.holds()).sort()).toEqual(standing.sort());
    expect(await goods.available()).toBe(100 - standing.length);
  });

  it('make room when one is paid or cancelled; the refused request keeps its answer', async () => {
    const goods = await shop.goods({ stock: 100 });
    const buyer = shop.buyer();
    const orders: string[] = [];
    for (const _ of times(5, String)) orders.push((await shop.unpaidOrder(buyer, goods)).orderId);
    const addressId = await buyer.addressId();
    const request = { requestId: newRequestId(), addressId, lines: [{ skuId: goods.skuId, quantity: 1 }] };
    await expect(buyer.call(orderCreate, request)).rejects.toMatchObject({ code: 'TOO_MANY_UNPAID' });
    await expect(shop.unpaidOrder(shop.buyer(), goods)).resolves.toMatchObject({ status: 'awaiting-payment' });

    await buyer.send('order-cancel', { orderId: orders[0]!, requestId: newRequestId() });

    await expect(buyer.call(orderCreate, request)).rejects.toMatchObject({ code: 'TOO_MANY_UNPAID' });
    expect((await shop.unpaidOrder(buyer, goods)).status).toBe('awaiting-payment');
    await expect(shop.unpaidOrder(buyer, goods)).rejects.toMatchObject({ code: 'TOO_MANY_UNPAID' });
    expect(await goods.holds()).toHaveLength(6);
  });
});

describe('an order', () => {
  it('does not exist for anybody but its buyer', async () => {
    const goods = await shop.goods();
    const { orderId } = await shop.unpaidOrder(shop.buyer(), goods);
    const stranger = shop.buyer();

    await expect(stranger.call(orderGet, { orderId })).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
    expect(await stranger.send('pay-prepay', { orderId })).toMatchObject({ error: { code: 'ORDER_NOT_FOUND' } });
    const cancel = await stranger.send('order-cancel', { orderId, requestId: newRequestId() });
    expect(cancel).toMatchObject({ error: { code: 'ORDER_NOT_FOUND' } });
    expect((await stranger.call(orderList, {})).items).toEqual([]);
    expect(await goods.available()).toBe(9);
  });

  it('is not for guests', async () => {
    expect(await shop.buyer('').send('order-list', {})).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
  });

  it('is listed page by page, each once', async () => {
    const goods = await shop.goods({ stock: 20 });
    const buyer = shop.buyer();
    const placed: string[] = [];
    for (const _ of times(5, String)) placed.unshift((await shop.unpaidOrder(buyer, goods)).orderId);

    const listed: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Output<typeof orderList> = await buyer.call(orderList, {
        limit: 2,
        ...(cursor !== null && { cursor }),
      });
      listed.push(...page.items.map(({ orderId }): string => orderId));
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(listed).toEqual(placed);
  });
});

describe('bad input', () => {
  it.each([
    ['no lines', { lines: [] }, 'lines'],
    ['a quantity of zero', { lines: [{ skuId: `sku_${'0'.repeat(26)}`, quantity: 0 }] }, 'lines.0.quantity'],
    ['half a piece', { lines: [{ skuId: `sku_${'0'.repeat(26)}`, quantity: 1.5 }] }, 'lines.0.quantity'],
    ['an operator for an id', { addressId: { $ne: null } }, 'addressId'],
    ['a user of its own', { openid: 'somebody' }, 'openid'],
    ['a short request id', { requestId: '1' }, 'requestId'],
  ])('with %s names the field and changes nothing', async (_, wrong, field) => {
    const buyer = shop.buyer();
    const right = {
      requestId: newRequestId(),
      addressId: `adr_${'0'.repeat(26)}`,
      lines: [{ skuId: `sku_${'0'.repeat(26)}`, quantity: 1 }],
    };

    const answer = await buyer.send('order-create', { ...right, ...wrong });

    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', fields: { [field]: expect.any(String) } },
    });
    expect(await shop.documents('orders', { openid: buyer.openid })).toEqual([]);
  });
});
