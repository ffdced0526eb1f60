import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lines, signMessage } from './signing.js';
import { answerOf, type Bench, openBench, PREPAY } from './testing.js';
import { rfc3339 } from './times.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

describe('a request that is not signed as it must be', () => {
  const cases: [string, string, () => Promise<Response>][] = [
    ['without a signature', 'SIGN_ERROR 401', () => fetch(bench.url + PREPAY, { method: 'POST', body: '{}' })],
    [
      'of an unknown merchant',
      'MCH_NOT_EXISTS 400',
      () => bench.call('POST', PREPAY, bench.order(), { mchid: '1999999999' }),
    ],
    ['with another serial', 'SIGN_ERROR 401', () => bench.call('POST', PREPAY, bench.order(), { serial_no: '5ABC' })],
    [
      'with a stale timestamp',
      'SIGN_ERROR 401',
      () => bench.call('POST', PREPAY, bench.order(), { timestamp: '1700000000' }),
    ],
    ['over another nonce', 'SIGN_ERROR 401', () => bench.call('POST', PREPAY, bench.order(), { nonce_str: 'other' })],
    [
      'with a malformed signature',
      'SIGN_ERROR 401',
      () => bench.call('POST', PREPAY, bench.order(), { signature: '%%' }),
    ],
  ];
  it.each(cases)('is refused: %s', async (_, expected, send) => {
    const response = await send();
    const { code } = (await response.json()) as { code: string };
    expect(`${code} ${response.status}`).toBe(expected);
  });

  it('is judged by the virtual clock', async () => {
    const stamp = String(Math.floor(bench.kernel.clock.now() / 1000));
    await bench.kernel.clock.advance(6 * 60_000);
    const keys = bench.pay.merchantOf('shop');
    const signature = signMessage(lines('GET', '/v3/certificates', stamp, 'n0nce', ''), keys.merchantPrivateKey);
    const response = await bench.call('GET', '/v3/certificates', undefined, { timestamp: stamp, signature });
    expect((await answerOf(response, 401)).message).toContain('5分钟');
  });
});

describe('a prepay', () => {
  const refusals: [string, object | string, string, string?][] = [
    ['a body that is not JSON', '{"a":', 'PARAM_ERROR'],
    ['an order number of five characters', { out_trade_no: 'abcde' }, 'PARAM_ERROR', '/out_trade_no'],
    ['an order number of 33 characters', { out_trade_no: 'a'.repeat(33) }, 'PARAM_ERROR', '/out_trade_no'],
    ['an order number with a dot', { out_trade_no: 'abc.def' }, 'PARAM_ERROR', '/out_trade_no'],
    ['a description of 128 bytes', { description: `${'珠'.repeat(42)}ab` }, 'PARAM_ERROR', '/description'],
    ['a price of nothing', { amount: { total: 0 } }, 'PARAM_ERROR', '/amount/total'],
    ['a price in yuan', { amount: { total: 12.5 } }, 'PARAM_ERROR', '/amount/total'],
    ['a price as text', { amount: { total: '100' } }, 'PARAM_ERROR', '/amount/total'],
    ['another currency', { amount: { total: 1, currency: 'USD' } }, 'PARAM_ERROR', '/amount/currency'],
    ['nobody who pays', { payer: {} }, 'PARAM_ERROR', '/payer/openid'],
    [
      'a callback over plain http',
      { notify_url: 'http://shop.service.tcloudbase.com/n' },
      'PARAM_ERROR',
      '/notify_url',
    ],
    ['a callback with a query', { notify_url: 'https://a.example/n?x=1' }, 'PARAM_ERROR', '/notify_url'],
    ['an expiry in the past', { time_expire: '2020-01-01T00:00:00+08:00' }, 'PARAM_ERROR', '/time_expire'],
    ['an expiry without a zone', { time_expire: '2099-01-01T00:00:00' }, 'PARAM_ERROR', '/time_expire'],
    ['the merchant of somebody else', { mchid: '1900000001' }, 'PARAM_ERROR', '/mchid'],
    ['another appid', { appid: 'wxffffffffffffffff' }, 'APPID_MCHID_NOT_MATCH'],
  ];
  it.each(refusals)('is refused for %s', async (_, changes, code, field) => {
    const body = typeof changes === 'string' ? changes : bench.order(changes);
    const answer = await answerOf(await bench.call('POST', PREPAY, body), 400);
    expect(answer).toMatchObject({ code, ...(field && { detail: { field } }) });
  });

  it('accepts 127 bytes of description and every character an order number may have', async () => {
    await bench.prepay({ description: `${'珠'.repeat(42)}a`, out_trade_no: `aZ0_-|*${Date.now()}` });
  });

  it('is answered again for the same parameters, and refused for others', async () => {
    const { body, prepayId } = await bench.prepay();
    expect((await answerOf(await bench.call('POST', PREPAY, body), 200)).prepay_id).toBe(prepayId);
    const dearer = { ...body, amount: { total: 1, currency: 'CNY' } };
    expect((await answerOf(await bench.call('POST', PREPAY, dearer), 403)).code).toBe('OUT_TRADE_NO_USED');
  });

  it('lives for two hours, after which the same order gets another', async () => {
    const { body, prepayId } = await bench.prepay();
    await bench.kernel.clock.advance(7_200_000);
    expect((await bench.payAs(prepayId)).json.code).toBe('PREPAY_EXPIRED');
    const again = await answerOf(await bench.call('POST', PREPAY, body), 200);
    expect(again.prepay_id).not.toBe(prepayId);
    expect((await bench.payAs(String(again.prepay_id))).status).toBe(200);
  });

  it('is closed at time_expire on the virtual clock', async () => {
    const { outTradeNo, prepayId, body } = await bench.prepay({
      time_expire: rfc3339(bench.kernel.clock.now() + 60_000),
    });
    expect((await answerOf(await bench.query(outTradeNo), 200)).trade_state).toBe('NOTPAY');
    await bench.kernel.clock.advance(61_000);
    expect((await answerOf(await bench.query(outTradeNo), 200)).trade_state).toBe('CLOSED');
    expect((await bench.payAs(prepayId)).json.code).toBe('ORDER_CLOSED');
    expect((await answerOf(await bench.call('POST', PREPAY, { ...body, time_expire: undefined }), 400)).code).toBe(
      'ORDER_CLOSED',
    );
  });
});

describe('a fault', () => {
  const fault = (rule: object) => bench.door('POST', '/__hub/wechat-pay/faults', { env: 'shop', ...rule });

  it('answers the next request with the code that was asked for, once', async () => {
    await fault({ api: 'prepay', kind: 'error', code: 'FREQUENCY_LIMITED' });
    const body = bench.order();
    expect((await answerOf(await bench.call('POST', PREPAY, body), 429)).code).toBe('FREQUENCY_LIMITED');
    await answerOf(await bench.call('POST', PREPAY, body), 200);
  });

  it('drops an answer after the work was done', async () => {
    const body = bench.order();
    await fault({ api: 'prepay', kind: 'drop' });
    await expect(bench.call('POST', PREPAY, body)).rejects.toThrow();
    expect((await answerOf(await bench.query(body.out_trade_no), 200)).trade_state).toBe('NOTPAY');
  });

  it('ends the connection without doing anything after a time-out', async () => {
    const body = bench.order();
    await fault({ api: 'prepay', kind: 'timeout', ms: 20 });
    await expect(bench.call('POST', PREPAY, body)).rejects.toThrow();
    expect((await bench.query(body.out_trade_no)).status).toBe(404);
  });
});
