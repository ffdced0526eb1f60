import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const scene = { scene_info: { payer_client_ip: '127.0.0.1', h5_info: { type: 'Wap' } }, payer: undefined };

describe('H5', () => {
  it('needs to know the scene', async () => {
    const body = bench.order({ ...scene, scene_info: { payer_client_ip: '127.0.0.1' } });
    expect(await bench.ask(400, 'POST', '/v3/pay/transactions/h5', body)).toMatchObject({
      code: 'PARAM_ERROR',
      detail: { field: '/scene_info/h5_info' },
    });
  });

  it('leads to a page where anybody can pay, with nothing of the order run as code', async () => {
    const body = bench.order({ ...scene, description: '<script>alert(1)</script>' });
    const { h5_url } = await bench.ask(200, 'POST', '/v3/pay/transactions/h5', body);
    const page = await fetch(String(h5_url));
    const html = await page.text();
    expect(html).toContain('¥1299.00');
    expect(html).not.toContain('<script>alert');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const prepayId = String(h5_url).split('/').at(-1)!;
    expect((await bench.payAs(prepayId, { openid: 'oAnybody' })).json.errMsg).toBe('requestPayment:ok');
    expect(bench.pay.paidOrder('shop', { outTradeNo: body.out_trade_no })).toMatchObject({
      payer: 'oAnybody',
      total: 129900,
      refunded: false,
    });
  });
});

describe('native', () => {
  it('answers the content of a QR code that the cashier knows', async () => {
    const { code_url } = await bench.ask(200, 'POST', '/v3/pay/transactions/native', bench.order({ payer: undefined }));
    const code = /^weixin:\/\/wxpay\/bizpayurl\?pr=(.+)$/.exec(String(code_url))![1]!;
    expect((await bench.door('GET', `/__wechat-pay/cashier/${code}`)).json).toMatchObject({ tradeType: 'NATIVE' });
  });
});

describe('the doors for people and testers', () => {
  it.each([
    ['GET', '/__hub/wechat-pay?env=shop'],
    ['GET', '/__wechat-pay/cashier/wx1'],
    ['POST', '/__wechat-pay/transfer'],
  ])('%s %s is closed to pages of other origins', async (method, path) => {
    const response = await fetch(bench.url + path, { method, headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
  });

  it('give out keys with which anybody can script a callback', async () => {
    const { json } = await bench.door('GET', '/__hub/wechat-pay?env=shop');
    const { mchid, merchantSerial, apiV3Key, platformPrivateKey, publicKeyId } = bench.pay.merchantOf('shop');
    expect(json).toMatchObject({ mchid, merchantSerial, apiV3Key, platformPrivateKey, publicKeyId, env: 'shop' });
    expect((await bench.door('GET', '/__hub/wechat-pay?env=nowhere')).status).toBe(404);
  });

  it('an API that is not there is refused by name', async () => {
    const answer = await bench.ask(404, 'GET', '/v3/pay/nothing');
    expect(answer.message).toContain('GET /v3/pay/nothing');
  });
});
