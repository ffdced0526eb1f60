import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RETRY_WAITS } from './notifier.js';
import { decryptResource, isSigned, lines, signMessage } from './signing.js';
import { APPID, type Bench, openBench, type Received } from './testing.js';
import { rfc3339 } from './times.js';

const { Wechatpay } = createRequire(import.meta.url)('wechatpay-axios-plugin') as {
  Wechatpay: new (
    config: Record<string, unknown>,
  ) => Record<string, { post: (data: unknown, config?: unknown) => Promise<{ status: number; data: never }> }> & {
    client: {
      request(url: string, method: string, data?: unknown, config?: unknown): Promise<{ status: number; data: Json }>;
    };
  };
};
type Json = Record<string, unknown> & { data?: { encrypt_certificate: Parameters<typeof decryptResource>[0] }[] };

let bench: Bench;
let sequence = 0;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const PREPAY = '/v3/pay/transactions/jsapi';
const order = (changes: object = {}) => ({
  appid: APPID,
  mchid: bench.pay.merchantOf('shop').mchid,
  description: '睿珠 · 珍珠项链',
  out_trade_no: `ord_${Date.now()}_${sequence++}`,
  notify_url: 'https://shop.service.tcloudbase.com/pay/wechat/notify',
  amount: { total: 129900, currency: 'CNY' },
  payer: { openid: 'oAlice' },
  ...changes,
});
async function prepay(changes: object = {}) {
  const body = order(changes);
  const { prepay_id } = await json(await bench.call('POST', PREPAY, body), 200);
  return { body, outTradeNo: body.out_trade_no, prepayId: String(prepay_id) };
}
async function json(response: Response, status: number): Promise<Record<string, never>> {
  const text = await response.text();
  expect([response.status, text], text).toEqual([status, text]);
  return JSON.parse(text) as Record<string, never>;
}
const pay = (prepayId: string, more: object = {}) =>
  bench.door('POST', `/__wechat-pay/cashier/${prepayId}`, { action: 'pay', openid: 'oAlice', ...more });
const query = (outTradeNo: string) =>
  bench.call('GET', `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${bench.pay.merchantOf('shop').mchid}`);
const about = (outTradeNo: string) => bench.received.filter((one) => open(one).resource.out_trade_no === outTradeNo);
function open({ body }: Received) {
  const notice = JSON.parse(body) as {
    event_type: string;
    id: string;
    resource: Parameters<typeof decryptResource>[0];
  };
  const resource = JSON.parse(decryptResource(notice.resource, bench.pay.merchantOf('shop').apiV3Key)) as Json;
  return { ...notice, resource };
}
async function eventually(check: () => void) {
  for (let round = 0; ; round++) {
    try {
      return check();
    } catch (error) {
      if (round > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

describe('an independent SDK', () => {
  const client = (certs: (keys: ReturnType<Bench['pay']['merchantOf']>) => Record<string, string>) => {
    const keys = bench.pay.merchantOf('shop');
    return new Wechatpay({
      baseURL: `${bench.url}/__wechat-pay/`,
      mchid: keys.mchid,
      serial: keys.merchantSerial,
      privateKey: keys.merchantPrivateKey,
      certs: certs(keys),
    }).client;
  };

  it('orders, queries, closes and fetches certificates in certificate mode', async () => {
    const sdk = client((keys) => ({ [keys.platformSerial]: keys.platformCertificate }));
    const body = order();
    const placed = await sdk.request('v3/pay/transactions/jsapi', 'POST', body);
    expect(placed.data.prepay_id).toMatch(/^wx\d{12}/);
    const path = `v3/pay/transactions/out-trade-no/${body.out_trade_no}`;
    const found = await sdk.request(path, 'GET', undefined, { params: { mchid: body.mchid } });
    expect(found.data).toMatchObject({ trade_state: 'NOTPAY', out_trade_no: body.out_trade_no });
    expect((await sdk.request(`${path}/close`, 'POST', { mchid: body.mchid })).status).toBe(204);
    const { data } = await sdk.request('v3/certificates', 'GET');
    const { apiV3Key, platformCertificate } = bench.pay.merchantOf('shop');
    expect(decryptResource(data.data![0]!.encrypt_certificate, apiV3Key)).toBe(platformCertificate);
  });

  it('verifies answers in public-key mode, asked for by header or switched on', async () => {
    const sdk = client((keys) => ({ [keys.publicKeyId]: keys.publicKey }));
    const headers = { 'Wechatpay-Serial': bench.pay.merchantOf('shop').publicKeyId };
    const byHeader = await sdk.request('v3/pay/transactions/jsapi', 'POST', order(), { headers });
    expect(byHeader.data.prepay_id).toBeTruthy();
    await expect(sdk.request('v3/pay/transactions/jsapi', 'POST', order())).rejects.toThrow(/Cannot found the serial/);
    await bench.door('POST', '/__hub/wechat-pay/switches', { env: 'shop', publicKeyMode: true });
    const bySwitch = await sdk.request('v3/pay/transactions/jsapi', 'POST', order());
    expect(bySwitch.data.prepay_id).toBeTruthy();
    const refused = await bench.call('GET', '/v3/certificates');
    expect((await json(refused, 404)).code).toBe('RESOURCE_NOT_EXISTS');
    await bench.door('DELETE', '/__hub/wechat-pay/faults?env=shop');
  });
});

describe('a request that is not signed as it must be', () => {
  const cases: [string, string, () => Promise<Response>][] = [
    ['without a signature', 'SIGN_ERROR 401', () => fetch(bench.url + PREPAY, { method: 'POST', body: '{}' })],
    [
      'of an unknown merchant',
      'MCH_NOT_EXISTS 400',
      () => bench.call('POST', PREPAY, order(), { mchid: '1999999999' }),
    ],
    ['with another serial', 'SIGN_ERROR 401', () => bench.call('POST', PREPAY, order(), { serial_no: '5ABC' })],
    [
      'with a stale timestamp',
      'SIGN_ERROR 401',
      () => bench.call('POST', PREPAY, order(), { timestamp: '1700000000' }),
    ],
    ['over another nonce', 'SIGN_ERROR 401', () => bench.call('POST', PREPAY, order(), { nonce_str: 'other' })],
    ['with a malformed signature', 'SIGN_ERROR 401', () => bench.call('POST', PREPAY, order(), { signature: '%%' })],
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
    expect((await json(response, 401)).message).toContain('5分钟');
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
    const body = typeof changes === 'string' ? changes : order(changes);
    const answer = await json(await bench.call('POST', PREPAY, body), 400);
    expect(answer).toMatchObject({ code, ...(field && { detail: { field } }) });
  });

  it('accepts 127 bytes of description and every character an order number may have', async () => {
    await prepay({ description: `${'珠'.repeat(42)}a`, out_trade_no: `aZ0_-|*${Date.now()}` });
  });

  it('is answered again for the same parameters, and refused for others', async () => {
    const { body, prepayId } = await prepay();
    expect((await json(await bench.call('POST', PREPAY, body), 200)).prepay_id).toBe(prepayId);
    const dearer = { ...body, amount: { total: 1, currency: 'CNY' } };
    expect((await json(await bench.call('POST', PREPAY, dearer), 403)).code).toBe('OUT_TRADE_NO_USED');
  });

  it('lives for two hours, after which the same order gets another', async () => {
    const { body, prepayId } = await prepay();
    await bench.kernel.clock.advance(7_200_000);
    expect((await pay(prepayId)).json.code).toBe('PREPAY_EXPIRED');
    const again = await json(await bench.call('POST', PREPAY, body), 200);
    expect(again.prepay_id).not.toBe(prepayId);
    expect((await pay(String(again.prepay_id))).status).toBe(200);
  });

  it('is closed at time_expire on the virtual clock', async () => {
    const { outTradeNo, prepayId, body } = await prepay({ time_expire: rfc3339(bench.kernel.clock.now() + 60_000) });
    expect((await json(await query(outTradeNo), 200)).trade_state).toBe('NOTPAY');
    await bench.kernel.clock.advance(61_000);
    expect((await json(await query(outTradeNo), 200)).trade_state).toBe('CLOSED');
    expect((await pay(prepayId)).json.code).toBe('ORDER_CLOSED');
    expect((await json(await bench.call('POST', PREPAY, { ...body, time_expire: undefined }), 400)).code).toBe(
      'ORDER_CLOSED',
    );
  });
});

describe('closing', () => {
  const close = (outTradeNo: string) =>
    bench.call('POST', `/v3/pay/transactions/out-trade-no/${outTradeNo}/close`, {
      mchid: bench.pay.merchantOf('shop').mchid,
    });

  it('answers 204, twice, and the order cannot be paid', async () => {
    const { outTradeNo, prepayId } = await prepay();
    expect((await close(outTradeNo)).status).toBe(204);
    expect((await close(outTradeNo)).status).toBe(204);
    expect((await pay(prepayId)).json.code).toBe('ORDER_CLOSED');
  });

  it('is refused for a paid order and for one that does not exist', async () => {
    const { outTradeNo, prepayId } = await prepay();
    await pay(prepayId);
    expect((await json(await close(outTradeNo), 400)).code).toBe('ORDERPAID');
    expect((await json(await close('no_such_order'), 404)).code).toBe('ORDER_NOT_EXIST');
  });
});

describe('the cashier', () => {
  it('shows the order, is cancelled without effect, and pays once', async () => {
    const { outTradeNo, prepayId } = await prepay();
    expect((await bench.door('GET', `/__wechat-pay/cashier/${prepayId}`)).json).toMatchObject({
      amount: 129900,
      description: '睿珠 · 珍珠项链',
      state: 'NOTPAY',
    });
    expect((await pay(prepayId, { action: 'cancel' })).json.errMsg).toBe('requestPayment:fail cancel');
    expect((await json(await query(outTradeNo), 200)).trade_state).toBe('NOTPAY');
    expect((await pay(prepayId)).json).toMatchObject({ errMsg: 'requestPayment:ok', state: 'SUCCESS' });
    expect((await pay(prepayId)).json.code).toBe('ORDERPAID');
    const paid = await json(await query(outTradeNo), 200);
    expect(paid).toMatchObject({
      trade_state: 'SUCCESS',
      payer: { openid: 'oAlice' },
      amount: { total: 129900, payer_total: 129900, currency: 'CNY' },
    });
    const byId = `/v3/pay/transactions/id/${paid.transaction_id}?mchid=${bench.pay.merchantOf('shop').mchid}`;
    expect(await json(await bench.call('GET', byId), 200)).toEqual(paid);
  });

  it('refuses another payer, an unknown prepay and unknown fields', async () => {
    const { prepayId } = await prepay();
    expect((await pay(prepayId, { openid: 'oMallory' })).json.code).toBe('OPENID_MISMATCH');
    expect((await pay('wx0')).status).toBe(404);
    expect((await pay(prepayId, { price: 1 })).json.code).toBe('INVALID_PARAM');
  });

  it('checks the paySign that requestPayment was called with', async () => {
    const { prepayId } = await prepay();
    const { merchantPrivateKey } = bench.pay.merchantOf('shop');
    const parts = { timeStamp: '1795249752', nonceStr: 'abc', package: `prepay_id=${prepayId}` };
    const paySign = signMessage(lines(APPID, parts.timeStamp, parts.nonceStr, parts.package), merchantPrivateKey);
    const payment = { ...parts, signType: 'RSA', paySign };
    const forged = { ...payment, nonceStr: 'abd' };
    expect((await pay(prepayId, { payment: forged })).json.code).toBe('PAY_SIGN_ERROR');
    expect((await pay(prepayId, { payment: { ...payment, signType: 'MD5' } })).json.code).toBe('PAY_SIGN_ERROR');
    expect((await pay(prepayId, { payment })).json.errMsg).toBe('requestPayment:ok');
  });
});

describe('a callback', () => {
  it('is signed, encrypted and delivered through HTTP access, once', async () => {
    const { outTradeNo, prepayId } = await prepay({ attach: 'a=1' });
    await pay(prepayId);
    await eventually(() => expect(about(outTradeNo)).toHaveLength(1));
    const [received] = about(outTradeNo);
    const { headers, body, url } = received!;
    const keys = bench.pay.merchantOf('shop');
    expect(url).toBe('/__http/shop/pay/wechat/notify');
    expect(headers['wechatpay-serial']).toBe(keys.platformSerial);
    const signed = lines(String(headers['wechatpay-timestamp']), String(headers['wechatpay-nonce']), body);
    expect(isSigned(signed, String(headers['wechatpay-signature']), keys.platformCertificate)).toBe(true);
    expect(open(received!)).toMatchObject({
      event_type: 'TRANSACTION.SUCCESS',
      resource: { out_trade_no: outTradeNo, trade_state: 'SUCCESS', attach: 'a=1', amount: { total: 129900 } },
    });
  });

  it('is retried on the schedule of WeChat Pay, then given up', async () => {
    bench.receiver.status = 500;
    const { outTradeNo, prepayId } = await prepay();
    await pay(prepayId);
    await eventually(() => expect(about(outTradeNo)).toHaveLength(1));
    const waits: number[] = [];
    let last = bench.kernel.clock.now();
    const total = RETRY_WAITS.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBe((24 * 60 + 4) * 60_000);
    for (const wait of RETRY_WAITS) {
      await eventually(() => {
        const notice = bench.pay.orders('shop').notices.find((one) => one.about === outTradeNo);
        expect(notice?.deliveries).toHaveLength(waits.length + 1);
      });
      await bench.kernel.clock.advance(wait + 500);
      waits.push(bench.kernel.clock.now() - last);
      last = bench.kernel.clock.now();
    }
    const notice = bench.pay.orders('shop').notices.find((one) => one.about === outTradeNo)!;
    expect(notice.deliveries).toHaveLength(RETRY_WAITS.length + 1);
    expect(notice.state).toBe('given-up');
    expect(new Set(about(outTradeNo).map((one) => open(one).id)).size).toBe(1);
    bench.receiver.status = 204;
  });

  it('that leads off this machine is refused with a line that says so', async () => {
    const { outTradeNo, prepayId } = await prepay({ notify_url: 'https://pay.example.com/notify' });
    await pay(prepayId);
    await eventually(() =>
      expect(bench.pay.orders('shop').notices.find((one) => one.about === outTradeNo)?.state).toBe('refused'),
    );
    expect(bench.logs.join('\n')).toContain('https://pay.example.com/notify is outside of this machine');
  });

  it('waits while callbacks are held', async () => {
    await bench.door('POST', '/__hub/wechat-pay/switches', { env: 'shop', holdCallbacks: true });
    const { outTradeNo, prepayId } = await prepay();
    await pay(prepayId);
    await bench.kernel.clock.advance(60_000);
    expect(about(outTradeNo)).toHaveLength(0);
    await bench.door('POST', '/__hub/wechat-pay/switches', { env: 'shop', holdCallbacks: false });
    expect(about(outTradeNo)).toHaveLength(1);
  });

  it('can be scripted in every kind', async () => {
    const { outTradeNo, prepayId } = await prepay();
    await pay(prepayId);
    await eventually(() => expect(about(outTradeNo)).toHaveLength(1));
    const keys = bench.pay.merchantOf('shop');
    const script = async (kind: string, more: object = {}) => {
      bench.received.length = 0;
      await bench.door('POST', '/__hub/wechat-pay/callbacks', { env: 'shop', outTradeNo, kind, ...more });
      return [...bench.received];
    };
    const signed = ({ headers, body }: Received) =>
      isSigned(
        lines(String(headers['wechatpay-timestamp']), String(headers['wechatpay-nonce']), body),
        String(headers['wechatpay-signature']),
        keys.platformCertificate,
      );
    expect(await script('duplicate')).toHaveLength(2);
    const resource = async (kind: string, more?: object) => {
      const [one] = await script(kind, more);
      expect(signed(one!)).toBe(true);
      return open(one!).resource;
    };
    expect(await resource('wrong_amount')).toMatchObject({ amount: { total: 1 } });
    expect(await resource('wrong_currency')).toMatchObject({ amount: { currency: 'USD' } });
    expect(await resource('wrong_mchid')).not.toMatchObject({ mchid: keys.mchid });
    expect(await resource('wrong_appid')).not.toMatchObject({ appid: APPID });
    expect(await resource('success', { resource: { trade_state: 'PAYERROR' } })).toMatchObject({
      trade_state: 'PAYERROR',
    });
    expect(signed((await script('bad_signature'))[0]!)).toBe(false);
    expect((await script('wrong_serial'))[0]!.headers['wechatpay-serial']).not.toBe(keys.platformSerial);
    const [foreign] = await script('wrong_key');
    expect(() => open(foreign!)).toThrow();
    const [old] = await script('replayed');
    expect(signed(old!)).toBe(true);
    const age = bench.kernel.clock.now() / 1000 - Number(old!.headers['wechatpay-timestamp']);
    expect(age).toBeCloseTo(48 * 3600, -1);
    expect((await script('out_of_order')).map((one) => open(one).event_type)).toEqual([
      'REFUND.SUCCESS',
      'TRANSACTION.SUCCESS',
    ]);
    expect(await script('late')).toHaveLength(0);
    await bench.kernel.clock.advance(2 * 3_600_000);
    expect(bench.received).toHaveLength(1);
    const unknown = await bench.door('POST', '/__hub/wechat-pay/callbacks', { env: 'shop', outTradeNo, kind: 'nice' });
    expect(unknown.status).toBe(400);
  });
});

describe('a refund', () => {
  const refund = (outTradeNo: string, outRefundNo: string, amount: number, more: object = {}) =>
    bench.call('POST', '/v3/refund/domestic/refunds', {
      out_trade_no: outTradeNo,
      out_refund_no: outRefundNo,
      amount: { refund: amount, total: 129900, currency: 'CNY' },
      notify_url: 'https://shop.service.tcloudbase.com/pay/wechat/notify',
      ...more,
    });
  async function paid() {
    const { outTradeNo, prepayId } = await prepay();
    await pay(prepayId);
    return outTradeNo;
  }

  it('is accepted first and done later, with a callback', async () => {
    const outTradeNo = await paid();
    const accepted = await json(await refund(outTradeNo, `R1${outTradeNo}`, 129900), 200);
    expect(accepted).toMatchObject({ status: 'PROCESSING', amount: { refund: 129900, payer_refund: 129900 } });
    await bench.kernel.clock.advance(2_500);
    const path = `/v3/refund/domestic/refunds/R1${outTradeNo}`;
    expect(await json(await bench.call('GET', path), 200)).toMatchObject({ status: 'SUCCESS' });
    const events = about(outTradeNo).map((one) => open(one).event_type);
    expect(events).toEqual(['TRANSACTION.SUCCESS', 'REFUND.SUCCESS']);
    expect((await json(await query(outTradeNo), 200)).trade_state).toBe('REFUND');
  });

  it('with the same number is the same refund, with other amounts it is refused', async () => {
    const outTradeNo = await paid();
    const first = await json(await refund(outTradeNo, `S${outTradeNo}`, 100), 200);
    const again = await json(await refund(outTradeNo, `S${outTradeNo}`, 100), 200);
    expect(again.refund_id).toBe(first.refund_id);
    expect((await json(await refund(outTradeNo, `S${outTradeNo}`, 101), 400)).code).toBe('INVALID_REQUEST');
  });

  it('never gives back more than was paid, nor two within a minute', async () => {
    const outTradeNo = await paid();
    await json(await refund(outTradeNo, `T${outTradeNo}`, 100_000), 200);
    expect((await json(await refund(outTradeNo, `U${outTradeNo}`, 29_900), 429)).code).toBe('FREQUENCY_LIMITED');
    await bench.kernel.clock.advance(61_000);
    expect((await json(await refund(outTradeNo, `V${outTradeNo}`, 29_901), 400)).code).toBe('INVALID_REQUEST');
    await json(await refund(outTradeNo, `W${outTradeNo}`, 29_900), 200);
  });

  it('is refused for an order that is unknown, unpaid or told with another total', async () => {
    expect((await json(await refund('no_such_order', 'X1', 1), 404)).code).toBe('RESOURCE_NOT_EXISTS');
    const { outTradeNo } = await prepay();
    expect((await json(await refund(outTradeNo, 'X2', 1), 400)).code).toBe('INVALID_REQUEST');
    const other = { amount: { refund: 1, total: 5, currency: 'CNY' } };
    expect((await json(await refund(await paid(), 'X3', 1, other), 400)).code).toBe('INVALID_REQUEST');
  });
});

describe('a fault', () => {
  const fault = (rule: object) => bench.door('POST', '/__hub/wechat-pay/faults', { env: 'shop', ...rule });

  it('answers the next request with the code that was asked for, once', async () => {
    await fault({ api: 'prepay', kind: 'error', code: 'FREQUENCY_LIMITED' });
    const body = order();
    expect((await json(await bench.call('POST', PREPAY, body), 429)).code).toBe('FREQUENCY_LIMITED');
    await json(await bench.call('POST', PREPAY, body), 200);
  });

  it('drops an answer after the work was done', async () => {
    const body = order();
    await fault({ api: 'prepay', kind: 'drop' });
    await expect(bench.call('POST', PREPAY, body)).rejects.toThrow();
    expect((await json(await query(body.out_trade_no), 200)).trade_state).toBe('NOTPAY');
  });

  it('ends the connection without doing anything after a time-out', async () => {
    const body = order();
    await fault({ api: 'prepay', kind: 'timeout', ms: 20 });
    await expect(bench.call('POST', PREPAY, body)).rejects.toThrow();
    expect((await query(body.out_trade_no)).status).toBe(404);
  });
});

describe('a restart', () => {
  it('keeps keys, orders and the retries that are pending', async () => {
    const first = await openBench();
    first.receiver.status = 500;
    const keys = first.pay.merchantOf('shop');
    const body = { ...order(), mchid: keys.mchid };
    const { prepay_id } = await json(await first.call('POST', PREPAY, body), 200);
    await first.door('POST', `/__wechat-pay/cashier/${prepay_id}`, { action: 'pay', openid: 'oAlice' });
    await eventually(() => expect(first.pay.orders('shop').notices[0]?.deliveries).toHaveLength(1));
    await first.close();
    const second = await openBench(first.kernel.dataDir);
    expect(second.pay.merchantOf('shop')).toEqual(keys);
    await second.kernel.clock.advance(16_000);
    expect(second.received).toHaveLength(1);
    expect(second.pay.orders('shop').notices[0]).toMatchObject({ state: 'delivered' });
    await second.close();
  });
});
