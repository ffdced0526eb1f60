import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressList } from '../../shared/contracts/address/list.js';
import { addressSave } from '../../shared/contracts/address/save.js';
import { cartSet } from '../../shared/contracts/cart/set.js';
import type { Contract, Input, Output } from '../../shared/contracts/contract.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { orderList } from '../../shared/contracts/order/list.js';
import { payPrepay } from '../../shared/contracts/pay/prepay.js';
import { userLogin } from '../../shared/contracts/user/login.js';
import { type Buyer, newRequestId } from '../kit/buyer.js';
import { atEveryCrashPoint } from '../kit/crash-points.js';
import { type Goods, MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
});
afterAll(() => shop.cloud.stop());

interface Scene {
  buyer: Buyer;
  goods: Goods;
  more: Goods;
}

const STOCK = 5;
const aScene = async (): Promise<Scene> => {
  const [goods, more] = [await shop.goods({ stock: STOCK }), await shop.goods({ stock: STOCK })];
  return { buyer: shop.buyer(), goods, more };
};

/** Nothing of this buyer's waits for anything, and its stock is either on sale or held by an order that is paid. */
async function expectNothingStuck({ buyer, goods, more }: Scene, at: string) {
  const orders = await shop.documents<OrderLeft>('orders', { openid: buyer.openid });
  // A rejected order stays for a day, holding nothing, so that its request id is known.
  const waiting = orders.filter(({ status, checkAt }) => checkAt !== null && status !== 'rejected');
  expect(waiting, at).toEqual([]);
  expect(
    orders.filter(({ outbox }) => (outbox?.at ?? null) !== null),
    at,
  ).toEqual([]);
  for (const { skuId, holds, available } of [goods, more]) {
    const paid = orders.filter(({ status, lines }) => status === 'paid' && lines.some((line) => line.skuId === skuId));
    expect(await holds(), at).toEqual(paid.map(({ _id }) => _id));
    expect(await available(), at).toBe(STOCK - paid.length);
  }
}

/** Waits, in real time and not for long, for the events that are delivered after an order was written. */
async function eventsDelivered({ openid }: Buyer) {
  for (let tries = 0; tries < 50; tries += 1) {
    const orders = await shop.documents<OrderLeft>('orders', { openid });
    if (orders.every(({ outbox }) => (outbox?.at ?? null) === null)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface OrderLeft {
  _id: string;
  status: string;
  checkAt: string | null;
  outbox?: { at: string | null };
  lines: { skuId: string }[];
}

/** A call whose function may die under it. */
const perhaps = (call: Promise<unknown>) => call.catch(() => undefined);

/** What is looked at once everything has come to rest: time passes for all crash points alike, and so but once. */
function whenSettled() {
  const looks: (() => Promise<void>)[] = [];
  return {
    look: (look: () => Promise<void>) => looks.push(look),
    async settle() {
      await shop.settle();
      for (const look of looks) await look();
    },
  };
}

/** Each crash point plays a whole purchase; some let most of an hour pass. */
const TIMEOUT = 600_000;

describe('a function killed at any of its cloud calls', { timeout: TIMEOUT }, () => {
  it('while placing an order: a repeat makes one order, and without one nothing is left', async () => {
    const later = whenSettled();
    const points = await atEveryCrashPoint(shop.cloud, 'order-create', async (arm, disarm, at) => {
      for (const repeats of [0, 1]) {
        const scene = await aScene();
        const request = {
          requestId: newRequestId(),
          addressId: await scene.buyer.addressId(),
          lines: [scene.goods, scene.more].map(({ skuId }) => ({ skuId, quantity: 1 })),
          fromCart: true,
        };
        await scene.buyer.call(cartSet, { skuId: scene.goods.skuId, quantity: 1 });
        await arm();
        await perhaps(scene.buyer.call(orderCreate, request));
        await disarm();

        if (repeats > 0) {
          const { orderId } = await scene.buyer.call(orderCreate, request);
          expect(await scene.goods.holds(), at).toEqual([orderId]);
          expect(await scene.more.holds(), at).toEqual([orderId]);
          expect((await scene.buyer.call(orderList, {})).items, at).toHaveLength(1);
        }
        later.look(() => expectNothingStuck(scene, at));
      }
    });
    await later.settle();
    expect(points).toBeGreaterThanOrEqual(8);
  });

  it('while cancelling: the stock comes back once, and a repeat answers the same', async () => {
    const later = whenSettled();
    const points = await atEveryCrashPoint(shop.cloud, 'order-cancel', async (arm, disarm, at) => {
      const scene = await aScene();
      const { orderId } = await shop.unpaidOrder(scene.buyer, scene.goods);
      await shop.openCashier(scene.buyer, orderId);
      const request = { orderId, requestId: newRequestId() };

      await arm();
      await perhaps(scene.buyer.call(orderCancel, request));
      await disarm();

      await shop.pass(MINUTE);
      expect(await scene.buyer.call(orderCancel, request), at).toEqual({ orderId, status: 'closed', refundDue: 0 });
      later.look(() => expectNothingStuck(scene, at));
    });
    await later.settle();
    expect(points).toBeGreaterThan(4);
  });

  it('while refunding: the money and the stock come back once', async () => {
    const later = whenSettled();
    const points = await atEveryCrashPoint(shop.cloud, 'order-cancel', async (arm, disarm, at) => {
      const scene = await aScene();
      const { orderId, payable } = await shop.unpaidOrder(scene.buyer, scene.goods);
      await shop.pay(scene.buyer, orderId);
      await shop.until(scene.buyer, orderId, 'paid');

      await arm();
      await perhaps(scene.buyer.call(orderCancel, { orderId, requestId: newRequestId() }));
      await disarm();

      await shop.pass(MINUTE);
      await perhaps(scene.buyer.call(orderCancel, { orderId, requestId: newRequestId() }));
      later.look(async () => {
        expect(await scene.buyer.call(orderGet, { orderId }), at).toMatchObject({ status: 'refunded' });
        expect(await shop.trade(orderId), at).toMatchObject({ refunds: 1, refunded: payable });
        await expectNothingStuck(scene, at);
      });
    });
    await later.settle();
    expect(points).toBeGreaterThan(3);
  });

  it('while taking a callback: the platform sends it again and the order is paid once', async () => {
    const later = whenSettled();
    const points = await atEveryCrashPoint(shop.cloud, 'http-pay-notify', async (arm, disarm, at) => {
      const scene = await aScene();
      const { orderId } = await shop.unpaidOrder(scene.buyer, scene.goods);
      const prepayId = await shop.openCashier(scene.buyer, orderId);

      await arm();
      await shop.confirm(scene.buyer, prepayId);
      await new Promise((resolve) => setTimeout(resolve, 150));
      await disarm();

      await shop.pass(MINUTE);
      expect(await scene.buyer.call(orderGet, { orderId }), at).toMatchObject({ status: 'paid' });
      later.look(() => expectNothingStuck(scene, at));
    });
    await later.settle();
    // Looking the order up, paying it, and handing its event on.
    expect(points).toBeGreaterThanOrEqual(3);
  });

  it('while sweeping an order that nobody paid: the next sweep finishes it', async () => {
    const points = await atEveryCrashPoint(shop.cloud, 'order-sweep', async (arm, disarm, at) => {
      const scene = await aScene();
      const { orderId } = await shop.unpaidOrder(scene.buyer, scene.goods);
      await shop.advance(30 * MINUTE - 1000);

      await arm();
      await shop.pass(MINUTE);
      await disarm();

      await shop.settle();
      expect(await scene.buyer.call(orderGet, { orderId }), at).toMatchObject({ status: 'closed' });
      await expectNothingStuck(scene, at);
    });
    expect(points).toBeGreaterThan(2);
  });

  it('while sweeping a refund: the money comes back once', async () => {
    await atEveryCrashPoint(shop.cloud, 'order-sweep', async (arm, disarm, at) => {
      const scene = await aScene();
      const { orderId, payable } = await shop.unpaidOrder(scene.buyer, scene.goods);
      await shop.pay(scene.buyer, orderId);
      await shop.until(scene.buyer, orderId, 'paid');
      const silent = { env: shop.env, api: 'refund', kind: 'drop', times: 1 };
      await shop.cloud.post('/__hub/wechat-pay/faults', silent);
      await perhaps(scene.buyer.call(orderCancel, { orderId, requestId: newRequestId() }));

      await arm();
      await shop.pass(2 * MINUTE);
      await disarm();

      await shop.settle();
      expect(await scene.buyer.call(orderGet, { orderId }), at).toMatchObject({ status: 'refunded' });
      expect(await shop.trade(orderId), at).toMatchObject({ refunds: 1, refunded: payable });
      await expectNothingStuck(scene, at);
    });
  });

  it('while taking money for an order that is closed: it goes back once', async () => {
    const points = await atEveryCrashPoint(shop.cloud, 'http-pay-notify', async (arm, disarm, at) => {
      const scene = await aScene();
      const { orderId, payable } = await shop.unpaidOrder(scene.buyer, scene.goods);
      const prepayId = await shop.openCashierBehindCancel(scene.buyer, orderId);

      await arm();
      await shop.confirm(scene.buyer, prepayId);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await disarm();

      await shop.pass(MINUTE);
      await shop.settle();
      const order = await scene.buyer.call(orderGet, { orderId });
      expect(order, at).toMatchObject({ status: 'refunded', paid: payable, refund: payable });
      expect(await shop.trade(orderId), at).toMatchObject({ refunds: 1, refunded: payable });
      await expectNothingStuck(scene, at);
    });
    expect(points).toBeGreaterThan(2);
  });

  it('while opening a payment: it can be opened again and paid', async () => {
    await atEveryCrashPoint(shop.cloud, 'pay-prepay', async (arm, disarm, at) => {
      const scene = await aScene();
      const { orderId } = await shop.unpaidOrder(scene.buyer, scene.goods);

      await arm();
      await perhaps(scene.buyer.call(payPrepay, { orderId }));
      await disarm();

      await shop.pay(scene.buyer, orderId);
      await shop.until(scene.buyer, orderId, 'paid');
      await eventsDelivered(scene.buyer);
      await expectNothingStuck(scene, at);
    });
  });

  it.each<[string, Contract, (scene: Scene) => object]>([
    ['user-login', userLogin, () => ({})],
    ['cart-set', cartSet, ({ goods }) => ({ skuId: goods.skuId, quantity: 2 })],
  ])('during %s: a repeat ends as if nothing had happened', async (name, contract, inputOf) => {
    await atEveryCrashPoint(shop.cloud, name, async (arm, disarm, at) => {
      const scene = await aScene();
      const input = inputOf(scene) as Input<typeof contract>;

      await arm();
      await perhaps(scene.buyer.call(contract, input));
      await disarm();

      const answer = (await scene.buyer.call(contract, input)) as Output<typeof cartSet>;
      if (contract === cartSet) expect(answer.items, at).toMatchObject([{ skuId: scene.goods.skuId, quantity: 2 }]);
    });
  });

  it('while saving an address: a repeat saves one', async () => {
    await atEveryCrashPoint(shop.cloud, 'address-save', async (arm, disarm, at) => {
      const buyer = shop.buyer();
      const request = {
        requestId: newRequestId(),
        name: '林清和',
        phone: '13800138000',
        province: '上海市',
        city: '上海市',
        detail: '武康路 100 弄 1 号',
      };

      await arm();
      await perhaps(buyer.call(addressSave, request));
      await disarm();

      await shop.pass(MINUTE);
      const { addressId } = await buyer.call(addressSave, request);
      expect((await buyer.call(addressList, {})).items, at).toMatchObject([{ addressId, isDefault: true }]);
    });
  });
});
