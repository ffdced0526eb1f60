import type { Account } from './account.js';
import { PayError } from './errors.js';
import type { Trade } from './records.js';
import { randomDigits } from './signing.js';
import { chinaStamp, rfc3339 } from './times.js';

/** Finds a trade as it is now: past its expiry it is closed. */
export function findTrade(account: Account, outTradeNo: string): Trade | undefined {
  const trade = account.ledger.trades.get(outTradeNo);
  return trade && current(account, trade);
}

/** @throws PayError ORDER_NOT_EXIST */
export function requireTrade(account: Account, outTradeNo: string): Trade {
  return findTrade(account, outTradeNo) ?? notFound();
}

/** @throws PayError ORDER_NOT_EXIST */
export function requireTransaction(account: Account, transactionId: string): Trade {
  return account.ledger.trades.find('second', transactionId)[0] ?? notFound();
}

/** The trade behind a prepay id, wherever it is. */
export function findPrepay(accounts: Account[], prepayId: string): { account: Account; trade: Trade } | undefined {
  for (const account of accounts) {
    const trade = account.ledger.trades.find('third', prepayId)[0];
    if (trade) return { account, trade: current(account, trade) };
  }
  return undefined;
}

/** Closes an order so that it cannot be paid any more; again is the same as once. @throws PayError ORDERPAID */
export function closeTrade(account: Account, outTradeNo: string): void {
  const trade = requireTrade(account, outTradeNo);
  if (trade.paidAt !== undefined) throw new PayError('ORDERPAID', '该订单已支付');
  account.ledger.trades.put({ ...trade, state: 'CLOSED' });
}

/**
 * Pays an order in full and leaves a callback to be delivered; both are kept or none.
 * @throws PayError ORDERPAID, ORDER_CLOSED
 */
export function payTrade(account: Account, trade: Trade, payer: string): Trade {
  if (trade.paidAt !== undefined) throw new PayError('ORDERPAID', '该订单已支付');
  if (trade.state === 'CLOSED') throw new PayError('ORDER_CLOSED', '该订单已关闭');
  const paidAt = account.now();
  const transactionId = `4200${randomDigits(6)}${chinaStamp(paidAt).slice(0, 8)}${randomDigits(10)}`;
  const paid: Trade = { ...trade, state: 'SUCCESS', transactionId, paidAt, payer };
  account.ledger.together(() => {
    account.ledger.trades.put(paid);
    account.notifier.enqueue({
      event: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      kind: 'transaction',
      about: paid.outTradeNo,
      notifyUrl: paid.notifyUrl,
      resource: transactionView(paid),
    });
  });
  return paid;
}

const STATE_DESC = { NOTPAY: '订单未支付', SUCCESS: '支付成功', REFUND: '订单发生退款', CLOSED: '订单已关闭' } as const;

/** A trade as queries and callbacks tell it. */
export function transactionView(trade: Trade): Record<string, unknown> {
  const paid = trade.paidAt !== undefined;
  const { total } = trade;
  return {
    appid: trade.appid,
    mchid: trade.mchid,
    out_trade_no: trade.outTradeNo,
    ...(paid && { transaction_id: trade.transactionId }),
    trade_type: trade.tradeType,
    trade_state: trade.state,
    trade_state_desc: STATE_DESC[trade.state],
    ...(paid && { bank_type: 'OTHERS', success_time: rfc3339(trade.paidAt!) }),
    ...(trade.attach !== undefined && { attach: trade.attach }),
    payer: paid ? { openid: trade.payer } : {},
    amount: paid ? { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' } : { total, currency: 'CNY' },
  };
}

function current(account: Account, trade: Trade): Trade {
  return trade.state === 'NOTPAY' && account.now() >= trade.expiresAt ? { ...trade, state: 'CLOSED' } : trade;
}

function notFound(): never {
  throw new PayError('ORDER_NOT_EXIST', '订单不存在');
}
