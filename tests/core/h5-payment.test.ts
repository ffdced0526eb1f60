import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressSave } from '../../shared/contracts/address/save.js';
import { authLoginByCode } from '../../shared/contracts/auth/login-by-code.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { payPrepay } from '../../shared/contracts/pay/prepay.js';
import { payPrepayH5 } from '../../shared/contracts/pay/prepay-h5.js';
import { callFunction, newRequestId } from '../kit/buyer.js';
import { type Goods, MINUTE, openShop, type Shop } from '../kit/shop.js';
import { codeFor, createVisitor, newPhone, type Visitor } from '../kit/visitor.js';

let shop: Shop;
let goods: Goods;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
  goods = await shop.goods({ stock: 10 });
});
afterAll(() => shop.cloud.stop());

/** Somebody who has signed in at a browser. */
async function browserBuyer(): Promise<Visitor> {
  const identifier = newPhone();
  const guest = createVisitor(shop.cloud, shop.env);
  const send = (name: string, input: object) => callFunction(shop.cloud, shop.env, name, input);
  const sent = await codeFor(shop.cloud, send, identifier, 'login');
  return guest.signIn(await guest.call(authLoginByCode, { identifier, ...sent }));
}

async function placed(buyer: Visitor) {
  const recipient = {
    name: '林清和',
    phone: '13800138000',
    province: '浙江省',
    city: '杭州市',
    detail: '北山街 84 号',
  };
  const { addressId } = await buyer.call(addressSave, { requestId: newRequestId(), ...recipient });
  const lines = [{ skuId: goods.skuId, quantity: 1 }];
  return buyer.call(orderCreate, { requestId: newRequestId(), lines, addressId });
}

/** Confirms at the cashier that the address leads to. */
async function payAt(h5Url: string): Promise<void> {
  const prepayId = new URL(h5Url).pathname.split('/').at(-1)!;
  await shop.cloud.post(`/__wechat-pay/cashier/${prepayId}`, { action: 'pay', openid: 'oPayerInABrowser' });
}

async function until(buyer: Visitor, orderId: string, status: string) {
  for (let tries = 0; tries < 50; tries += 1) {
    const order = await buyer.call(orderGet, { orderId });
    if (order.status === status) return order;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`order ${orderId} never became ${status}`);
}

describe('an order that is made in a browser', () => {
  it('is paid at WeChat’s cashier for browsers, whoever pays, and given back like any other', async () => {
    const buyer = await browserBuyer();
    const { orderId, payable } = await placed(buyer);
    const opened = await buyer.call(payPrepayH5, { orderId });
    expect(opened).toMatchObject({ payable });
    expect(await buyer.call(payPrepayH5, { orderId })).toEqual(opened);

    await payAt(opened.h5Url);
    expect(await until(buyer, orderId, 'paid')).toMatchObject({ paid: payable });
    await expect(buyer.call(payPrepayH5, { orderId })).rejects.toMatchObject({ code: 'ORDER_NOT_PAYABLE' });

    await buyer.call(orderCancel, { orderId, requestId: newRequestId() });
    await shop.pass(MINUTE);
    expect(await until(buyer, orderId, 'refunded')).toMatchObject({ refund: payable });
    expect(await shop.trade(orderId)).toMatchObject({ refunded: payable, refunds: 1 });
  });

  it('cannot be paid in WeChat, nor one of WeChat in a browser: one trade has one way', async () => {
    const buyer = await browserBuyer();
    const { orderId } = await placed(buyer);
    await expect(buyer.call(payPrepay, { orderId })).rejects.toMatchObject({
      code: 'ORDER_NOT_PAYABLE',
      message: expect.stringContaining('请在网页中支付'),
    });
    const inWechat = shop.buyer();
    const order = await shop.unpaidOrder(inWechat, goods);
    await expect(inWechat.call(payPrepayH5, { orderId: order.orderId })).rejects.toMatchObject({
      code: 'ORDER_NOT_PAYABLE',
      message: expect.stringContaining('请在微信小程序中支付'),
    });
    await expect(buyer.call(payPrepayH5, { orderId: order.orderId })).rejects.toMatchObject({
      code: 'ORDER_NOT_FOUND',
    });
  });
});
