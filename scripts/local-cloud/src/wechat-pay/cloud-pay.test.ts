import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestCloud, SDK_ENVIRONMENT, type TestCloud } from '../storage/testing.js';
import { createWechatPayService, type WechatPayService } from './index.js';
import { eventually, type Json } from './testing.js';

Object.assign(process.env, SDK_ENVIRONMENT);

let cloud: TestCloud;
let pay: WechatPayService;
let cloudPay: Record<string, (data: object) => Promise<Json & { payment: Json }>>;
const events: { env: string; functionName: string; event: Json }[] = [];
let answer: unknown = { errcode: 0 };
beforeAll(async () => {
  cloud = await openTestCloud();
  pay = createWechatPayService(cloud.kernel, {
    appidOf: () => 'wx0123456789abcdef',
    async invoke(env, functionName, event) {
      events.push({ env, functionName, event });
      return answer;
    },
  });
  cloud.serve(pay);
  const wx = createRequire(import.meta.url)('wx-server-sdk');
  wx.init({ env: 'shop', serviceUrl: `${cloud.url}/admin`, secretId: 'x', secretKey: 'y' });
  cloudPay = wx.cloudPay;
});
afterAll(async () => {
  await pay.close();
  await cloud.close();
});

let sequence = 0;
const order = (changes: object = {}) => ({
  body: '珍珠项链',
  outTradeNo: `cloudpay_${sequence++}`,
  spbillCreateIp: '127.0.0.1',
  subMchId: pay.merchantOf('shop').mchid,
  totalFee: 100,
  envId: 'shop',
  functionName: 'pay-callback',
  openid: 'oAlice',
  ...changes,
});
const payAt = async (payment: Json) => {
  const response = await fetch(
    `${cloud.url}/__wechat-pay/cashier/${String(payment.package).slice('prepay_id='.length)}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'pay', openid: 'oAlice', payment }),
    },
  );
  return (await response.json()) as Json;
};

describe('cloud.cloudPay', () => {
  it('orders, is paid, and calls the function until it answers errcode 0', async () => {
    const request = order();
    const { payment, ...placed } = await cloudPay.unifiedOrder!(request);
    expect(placed).toMatchObject({ returnCode: 'SUCCESS', resultCode: 'SUCCESS', errCode: 0 });
    expect((await payAt({ ...payment, nonceStr: 'forged' })).code).toBe('PAY_SIGN_ERROR');
    answer = { errcode: 1 };
    expect((await payAt(payment)).errMsg).toBe('requestPayment:ok');
    await eventually(() => expect(events).toHaveLength(1));
    answer = { errcode: 0 };
    await cloud.kernel.clock.advance(16_000);
    await cloud.kernel.clock.advance(60_000);
    expect(events).toHaveLength(2);
    const { subMchId, outTradeNo } = request;
    expect(events.splice(0)[1]).toMatchObject({
      env: 'shop',
      functionName: 'pay-callback',
      event: { resultCode: 'SUCCESS', outTradeNo, totalFee: 100, subOpenid: 'oAlice', subMchId },
    });
    expect(await cloudPay.queryOrder!({ subMchId, outTradeNo })).toMatchObject({ tradeState: 'SUCCESS', cashFee: 100 });
    expect(await cloudPay.closeOrder!({ subMchId, outTradeNo })).toMatchObject({ resultCode: 'FAIL', errCode: 0 });
  });

  it('refunds, and tells the function', async () => {
    const { subMchId, outTradeNo, ...rest } = order();
    const { payment } = await cloudPay.unifiedOrder!({ ...rest, subMchId, outTradeNo });
    await payAt(payment);
    const refund = { subMchId, outTradeNo, outRefundNo: 'RC1', totalFee: 100, refundFee: 40, functionName: 'refunded' };
    expect(await cloudPay.refund!(refund)).toMatchObject({ resultCode: 'SUCCESS', refundFee: 40 });
    await cloud.kernel.clock.advance(3_000);
    expect(events.at(-1)).toMatchObject({
      functionName: 'refunded',
      event: { outRefundNo: 'RC1', refundStatus: 'SUCCESS' },
    });
    const found = await cloudPay.queryRefund!({ subMchId, outRefundNo: 'RC1' });
    expect(found).toMatchObject({ refundCount: 1 });
    expect(JSON.stringify(found)).toContain('"SUCCESS"');
  });

  it('is refused in words of v2', async () => {
    expect(await cloudPay.unifiedOrder!(order({ totalFee: 0 }))).toMatchObject({ returnCode: 'FAIL' });
    expect(await cloudPay.unifiedOrder!(order({ subMchId: '1900000001' }))).toMatchObject({ returnCode: 'FAIL' });
    const { subMchId } = order();
    const missing = await cloudPay.queryOrder!({ subMchId, outTradeNo: 'no_such_order' });
    expect(missing).toMatchObject({ returnCode: 'SUCCESS', resultCode: 'FAIL' });
  });
});
