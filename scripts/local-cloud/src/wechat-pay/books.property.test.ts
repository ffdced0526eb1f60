import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createClock } from '../kernel/clock.js';
import { type Account, createAccounts } from './account.js';
import { PayError } from './errors.js';
import { Fields } from './fields.js';
import { placeTrade } from './prepay.js';
import { findRefund, requestRefund } from './refunds.js';
import { closeTrade, findTrade, payTrade } from './trades.js';

const clock = createClock();
const accounts = createAccounts(
  {
    clock,
    dataDir: mkdtempSync(join(tmpdir(), 'books-')),
    baseUrl: () => 'http://127.0.0.1:9',
    hasEnvironment: () => true,
    environments: () => ['shop'],
    log: () => undefined,
  },
  {
    appidOf: () => 'wx0123456789abcdef',
    nameOf: () => '睿珠',
    deliver: async () => ({ status: 204, answer: '' }),
    publicKeyMode: false,
  },
);
const account: Account = accounts.of('shop');
afterAll(async () => {
  await accounts.close();
  clock.close();
});

const TOTAL = 1000;
type Step =
  | { do: 'prepay' | 'pay' | 'close' }
  | { do: 'refund'; number: number; amount: number }
  | { do: 'wait'; ms: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom({ do: 'prepay' as const }, { do: 'pay' as const }, { do: 'close' as const }),
  fc.record({ do: fc.constant('refund' as const), number: fc.nat(5), amount: fc.integer({ min: 1, max: TOTAL }) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 61_000, 8 * 86_400_000) }),
);

async function take(one: Step, outTradeNo: string): Promise<void> {
  const trade = findTrade(account, outTradeNo);
  if (one.do === 'wait') return clock.advance(one.ms);
  if (one.do === 'pay') return void (trade && payTrade(account, trade, 'oAlice'));
  if (one.do === 'close') return closeTrade(account, outTradeNo);
  if (one.do === 'refund') {
    const amount = { refund: one.amount, total: TOTAL, currency: 'CNY' };
    const out_refund_no = `${outTradeNo}_${one.number}`;
    requestRefund(account, Fields.of({ out_trade_no: outTradeNo, out_refund_no, amount }));
    return;
  }
  const order = {
    appid: account.appid,
    mchid: account.keys.mchid,
    description: 'x',
    out_trade_no: outTradeNo,
    notify_url: 'https://shop.service.tcloudbase.com/n',
    amount: { total: TOTAL },
    payer: { openid: 'oAlice' },
  };
  placeTrade(account, 'JSAPI', Fields.of(order));
}

describe('whatever is asked in whatever order', () => {
  it('an order is paid once at most, never both paid and closed, and never refunded beyond what was paid', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const outTradeNo = `property_${run++}`;
        let transactionId: string | undefined;
        for (const one of steps) {
          try {
            await take(one, outTradeNo);
          } catch (error) {
            if (!(error instanceof PayError)) throw error;
          }
          const trade = findTrade(account, outTradeNo);
          const refunds = account.ledger.refunds.find('third', outTradeNo);
          const refunded = refunds.reduce((sum, refund) => sum + refund.amount, 0);
          expect(refunded).toBeLessThanOrEqual(trade?.paidAt === undefined ? 0 : TOTAL);
          expect(trade?.transactionId).toBe(transactionId ?? trade?.transactionId);
          if (transactionId !== undefined) expect(['SUCCESS', 'REFUND']).toContain(trade?.state);
          transactionId = trade?.transactionId;
          for (const { outRefundNo, settlesAt } of refunds) {
            const { state } = findRefund(account, outRefundNo)!;
            expect(state).toBe(clock.now() >= settlesAt ? 'SUCCESS' : 'PROCESSING');
          }
        }
        const told = account.ledger.notices.find('third', outTradeNo);
        expect(told).toHaveLength(transactionId === undefined ? 0 : 1);
      }),
      { numRuns: 60 },
    );
  });
});
