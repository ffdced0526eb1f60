import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, type Bench, openBench } from './testing.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

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
    const { outTradeNo, prepayId } = await bench.prepay();
    await bench.payAs(prepayId);
    return outTradeNo;
  }

  it('is accepted first and done later, with a callback', async () => {
    const outTradeNo = await paid();
    const accepted = await answerOf(await refund(outTradeNo, `R1${outTradeNo}`, 129900), 200);
    expect(accepted).toMatchObject({ status: 'PROCESSING', amount: { refund: 129900, payer_refund: 129900 } });
    await bench.kernel.clock.advance(2_500);
    const path = `/v3/refund/domestic/refunds/R1${outTradeNo}`;
    expect(await answerOf(await bench.call('GET', path), 200)).toMatchObject({ status: 'SUCCESS' });
    const events = bench.about(outTradeNo).map((one) => bench.open(one).event_type);
    expect(events).toEqual(['TRANSACTION.SUCCESS', 'REFUND.SUCCESS']);
    expect((await answerOf(await bench.query(outTradeNo), 200)).trade_state).toBe('REFUND');
  });

  it('with the same number is the same refund, with other amounts it is refused', async () => {
    const outTradeNo = await paid();
    const first = await answerOf(await refund(outTradeNo, `S${outTradeNo}`, 100), 200);
    const again = await answerOf(await refund(outTradeNo, `S${outTradeNo}`, 100), 200);
    expect(again.refund_id).toBe(first.refund_id);
    expect((await answerOf(await refund(outTradeNo, `S${outTradeNo}`, 101), 400)).code).toBe('INVALID_REQUEST');
  });

  it('never gives back more than was paid, nor two within a minute', async () => {
    const outTradeNo = await paid();
    await answerOf(await refund(outTradeNo, `T${outTradeNo}`, 100_000), 200);
    expect((await answerOf(await refund(outTradeNo, `U${outTradeNo}`, 29_900), 429)).code).toBe('FREQUENCY_LIMITED');
    await bench.kernel.clock.advance(61_000);
    expect((await answerOf(await refund(outTradeNo, `V${outTradeNo}`, 29_901), 400)).code).toBe('INVALID_REQUEST');
    await answerOf(await refund(outTradeNo, `W${outTradeNo}`, 29_900), 200);
  });

  it('is refused for an order that is unknown, unpaid or told with another total', async () => {
    expect((await answerOf(await refund('no_such_order', 'X1', 1), 404)).code).toBe('RESOURCE_NOT_EXISTS');
    const { outTradeNo } = await bench.prepay();
    expect((await answerOf(await refund(outTradeNo, 'X2', 1), 400)).code).toBe('INVALID_REQUEST');
    const other = { amount: { refund: 1, total: 5, currency: 'CNY' } };
    expect((await answerOf(await refund(await paid(), 'X3', 1, other), 400)).code).toBe('INVALID_REQUEST');
  });
});
