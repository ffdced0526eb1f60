import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RETRY_WAITS } from './notifier.js';
import { isSigned, lines } from './signing.js';
import { APPID, answerOf, type Bench, eventually, openBench, PREPAY, type Received } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

describe('a callback', () => {
  it('is signed, encrypted and delivered through HTTP access, once', async () => {
    const { outTradeNo, prepayId } = await bench.prepay({ attach: 'a=1' });
    await bench.payAs(prepayId);
    await eventually(() => expect(bench.about(outTradeNo)).toHaveLength(1));
    const [received] = bench.about(outTradeNo);
    const { headers, body, url } = received!;
    const keys = bench.pay.merchantOf('shop');
    expect(url).toBe('/__http/shop/pay/wechat/notify');
    expect(headers['wechatpay-serial']).toBe(keys.platformSerial);
    const signed = lines(String(headers['wechatpay-timestamp']), String(headers['wechatpay-nonce']), body);
    expect(isSigned(signed, String(headers['wechatpay-signature']), keys.platformCertificate)).toBe(true);
    expect(bench.open(received!)).toMatchObject({
      event_type: 'TRANSACTION.SUCCESS',
      resource: { out_trade_no: outTradeNo, trade_state: 'SUCCESS', attach: 'a=1', amount: { total: 129900 } },
    });
  });

  it('is retried on the schedule of WeChat Pay, then given up', async () => {
    bench.receiver.status = 500;
    const { outTradeNo, prepayId } = await bench.prepay();
    await bench.payAs(prepayId);
    await eventually(() => expect(bench.about(outTradeNo)).toHaveLength(1));
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
    expect(new Set(bench.about(outTradeNo).map((one) => bench.open(one).id)).size).toBe(1);
    bench.receiver.status = 204;
  });

  it('that leads off this machine is refused with a line that says so', async () => {
    const { outTradeNo, prepayId } = await bench.prepay({ notify_url: 'https://pay.example.com/notify' });
    await bench.payAs(prepayId);
    await eventually(() =>
      expect(bench.pay.orders('shop').notices.find((one) => one.about === outTradeNo)?.state).toBe('refused'),
    );
    expect(bench.logs.join('\n')).toContain('https://pay.example.com/notify is outside of this machine');
  });

  it('waits while callbacks are held', async () => {
    await bench.door('POST', '/__hub/wechat-pay/switches', { env: 'shop', holdCallbacks: true });
    const { outTradeNo, prepayId } = await bench.prepay();
    await bench.payAs(prepayId);
    await bench.kernel.clock.advance(60_000);
    expect(bench.about(outTradeNo)).toHaveLength(0);
    await bench.door('POST', '/__hub/wechat-pay/switches', { env: 'shop', holdCallbacks: false });
    expect(bench.about(outTradeNo)).toHaveLength(1);
  });

  it('can be scripted in every kind', async () => {
    const { outTradeNo, prepayId } = await bench.prepay();
    await bench.payAs(prepayId);
    await eventually(() => expect(bench.about(outTradeNo)).toHaveLength(1));
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
      return bench.open(one!).resource;
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
    expect(() => bench.open(foreign!)).toThrow();
    const [old] = await script('replayed');
    expect(signed(old!)).toBe(true);
    const age = bench.kernel.clock.now() / 1000 - Number(old!.headers['wechatpay-timestamp']);
    expect(age).toBeCloseTo(48 * 3600, -1);
    expect((await script('out_of_order')).map((one) => bench.open(one).event_type)).toEqual([
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

describe('a restart', () => {
  it('keeps keys, orders and the retries that are pending', async () => {
    const first = await openBench();
    first.receiver.status = 500;
    const keys = first.pay.merchantOf('shop');
    const body = first.order();
    const { prepay_id } = await answerOf(await first.call('POST', PREPAY, body), 200);
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
