import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lines, signMessage } from './signing.js';
import { APPID, answerOf, type Bench, openBench } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

describe('closing', () => {
  const close = (outTradeNo: string) =>
    bench.call('POST', `/v3/pay/transactions/out-trade-no/${outTradeNo}/close`, {
      mchid: bench.pay.merchantOf('shop').mchid,
    });

  it('answers 204, twice, and the order cannot be paid', async () => {
    const { outTradeNo, prepayId } = await bench.prepay();
    expect((await close(outTradeNo)).status).toBe(204);
    expect((await close(outTradeNo)).status).toBe(204);
    expect((await bench.payAs(prepayId)).json.code).toBe('ORDER_CLOSED');
  });

  it('is refused for a paid order and for one that does not exist', async () => {
    const { outTradeNo, prepayId } = await bench.prepay();
    await bench.payAs(prepayId);
    expect((await answerOf(await close(outTradeNo), 400)).code).toBe('ORDERPAID');
    expect((await answerOf(await close('no_such_order'), 404)).code).toBe('ORDER_NOT_EXIST');
  });
});

describe('the cashier', () => {
  it('shows the order, is cancelled without effect, and pays once', async () => {
    const { outTradeNo, prepayId } = await bench.prepay();
    expect((await bench.door('GET', `/__wechat-pay/cashier/${prepayId}`)).json).toMatchObject({
      amount: 129900,
      description: '睿珠 · 珍珠项链',
      state: 'NOTPAY',
    });
    expect((await bench.payAs(prepayId, { action: 'cancel' })).json.errMsg).toBe('requestPayment:fail cancel');
    expect((await answerOf(await bench.query(outTradeNo), 200)).trade_state).toBe('NOTPAY');
    expect((await bench.payAs(prepayId)).json).toMatchObject({ errMsg: 'requestPayment:ok', state: 'SUCCESS' });
    expect((await bench.payAs(prepayId)).json.code).toBe('ORDERPAID');
    const paid = await answerOf(await bench.query(outTradeNo), 200);
    expect(paid).toMatchObject({
      trade_state: 'SUCCESS',
      payer: { openid: 'oAlice' },
      amount: { total: 129900, payer_total: 129900, currency: 'CNY' },
    });
    const byId = `/v3/pay/transactions/id/${paid.transaction_id}?mchid=${bench.pay.merchantOf('shop').mchid}`;
    expect(await answerOf(await bench.call('GET', byId), 200)).toEqual(paid);
  });

  it('refuses another payer, an unknown prepay and unknown fields', async () => {
    const { prepayId } = await bench.prepay();
    expect((await bench.payAs(prepayId, { openid: 'oMallory' })).json.code).toBe('OPENID_MISMATCH');
    expect((await bench.payAs('wx0')).status).toBe(404);
    expect((await bench.payAs(prepayId, { price: 1 })).json.code).toBe('INVALID_PARAM');
  });

  it('checks the paySign that requestPayment was called with', async () => {
    const { prepayId } = await bench.prepay();
    const { merchantPrivateKey } = bench.pay.merchantOf('shop');
    const parts = { timeStamp: '1795249752', nonceStr: 'abc', package: `prepay_id=${prepayId}` };
    const paySign = signMessage(lines(APPID, parts.timeStamp, parts.nonceStr, parts.package), merchantPrivateKey);
    const payment = { ...parts, signType: 'RSA', paySign };
    const forged = { ...payment, nonceStr: 'abd' };
    expect((await bench.payAs(prepayId, { payment: forged })).json.code).toBe('PAY_SIGN_ERROR');
    expect((await bench.payAs(prepayId, { payment: { ...payment, signType: 'MD5' } })).json.code).toBe(
      'PAY_SIGN_ERROR',
    );
    expect((await bench.payAs(prepayId, { payment })).json.errMsg).toBe('requestPayment:ok');
  });
});
