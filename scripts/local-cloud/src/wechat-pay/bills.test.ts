import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './testing.js';
import { chinaDate, startOfChinaDate } from './times.js';

const { Formatter } = createRequire(import.meta.url)('wechatpay-axios-plugin') as {
  Formatter: { castCsvBill(csv: Buffer): { rows: Record<string, string>[]; summary: Record<string, string> } };
};

let bench: Bench;
let day: string;
let outTradeNo: string;
beforeAll(async () => {
  bench = await openBench();
  // From noon in China, so that the refund falls on the same day.
  const { clock } = bench.kernel;
  await clock.advance(startOfChinaDate(chinaDate(clock.now())) + 36 * 3_600_000 - clock.now());
  day = chinaDate(clock.now());
  await bench.prepay();
  const { prepayId, outTradeNo: paid } = await bench.prepay({ attach: 'a,b' });
  outTradeNo = paid;
  await bench.payAs(prepayId);
  await bench.ask(200, 'POST', '/v3/refund/domestic/refunds', {
    out_trade_no: outTradeNo,
    out_refund_no: 'R1',
    amount: { refund: 29900, total: 129900, currency: 'CNY' },
  });
  await clock.advance(5_000);
});
afterAll(() => bench.close());

const bill = (query: string) => `/v3/bill/tradebill?bill_date=${day}${query}`;
async function download(query: string) {
  const { download_url, hash_type, hash_value } = await bench.ask(200, 'GET', bill(query));
  expect(hash_type).toBe('SHA1');
  const { pathname, search } = new URL(String(download_url));
  const bytes = Buffer.from(await (await bench.call('GET', pathname + search)).arrayBuffer());
  const csv = query.includes('GZIP') ? gunzipSync(bytes) : bytes;
  expect(createHash('sha1').update(csv).digest('hex')).toBe(hash_value);
  return Formatter.castCsvBill(csv);
}

describe('a trade bill', () => {
  it('is not there on the same day, nor before nine the next', async () => {
    expect((await bench.ask(400, 'GET', bill(''))).code).toBe('PARAM_ERROR');
    await bench.kernel.clock.advance(20 * 3_600_000);
    expect((await bench.ask(400, 'GET', bill(''))).code).toBe('STATEMENT_CREATING');
    await bench.kernel.clock.advance(2 * 3_600_000);
    expect((await bench.ask(200, 'GET', bill(''))).download_url).toContain(
      'https://api.mch.weixin.qq.com/v3/billdownload/',
    );
  });

  it('lists payments and refunds, and adds them up', async () => {
    for (const query of ['', '&bill_type=ALL&tar_type=GZIP']) {
      const { rows, summary } = await download(query);
      expect(rows).toHaveLength(2);
      expect(rows[0]).toMatchObject({
        商户订单号: outTradeNo,
        交易状态: 'SUCCESS',
        应结订单金额: '1299.00',
        手续费: '7.79000',
        商户数据包: 'a b',
      });
      expect(rows[1]).toMatchObject({ 交易状态: 'REFUND', 商户退款单号: 'R1', 退款金额: '299.00', 手续费: '-1.79000' });
      expect(summary).toMatchObject({ 总交易单数: '2', 订单总金额: '1299.00', 退款总金额: '299.00' });
    }
  });

  it('comes by type', async () => {
    expect((await download('&bill_type=SUCCESS')).rows).toHaveLength(1);
    expect((await download('&bill_type=REFUND')).rows[0]).toMatchObject({ 退款状态: 'SUCCESS' });
  });

  it('is refused for a day without trade, a wrong date, and by a forged or stale token', async () => {
    const none = await bench.ask(400, 'GET', `/v3/bill/tradebill?bill_date=${chinaDate(startOfChinaDate(day) - 1)}`);
    expect(none.code).toBe('NO_STATEMENT_EXIST');
    expect((await bench.ask(400, 'GET', '/v3/bill/tradebill?bill_date=2026-02-30')).code).toBe('PARAM_ERROR');
    const { download_url } = await bench.ask(200, 'GET', bill(''));
    const { pathname, search } = new URL(String(download_url));
    expect((await bench.ask(400, 'GET', `${pathname}${search}x`)).code).toBe('PARAM_ERROR');
    await bench.kernel.clock.advance(31_000);
    expect((await bench.ask(400, 'GET', pathname + search)).code).toBe('PARAM_ERROR');
  });
});
