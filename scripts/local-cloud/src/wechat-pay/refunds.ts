import type { Account } from './account.js';
import { PayError } from './errors.js';
import type { Fields } from './fields.js';
import { notifyUrlProblem } from './notify-target.js';
import type { Refund, Trade } from './records.js';
import { randomDigits } from './signing.js';
import { chinaStamp, rfc3339 } from './times.js';
import { requireTrade, requireTransaction } from './trades.js';

const MINUTE = 60_000;
const YEAR = 365 * 86_400_000;
/** Partial refunds of one order at most (pay.weixin.qq.com, 退款申请). */
const MOST_REFUNDS = 50;
const OUT_REFUND_NO = { min: 1, max: 64, pattern: /^[\w|*@-]+$/ } as const;

/**
 * Accepts a refund, or answers it again when the number and the amounts are the same. It ends later, at the instant
 * that the switches say.
 * @throws PayError PARAM_ERROR, INVALID_REQUEST, RESOURCE_NOT_EXISTS, FREQUENCY_LIMITED
 */
export function requestRefund(account: Account, fields: Fields): Refund {
  const outRefundNo = fields.text('out_refund_no', OUT_REFUND_NO);
  const trade = readTrade(account, fields);
  const { amount, total } = readAmount(fields);
  const reason = fields.optionalText('reason', { max: 80 });
  return acceptRefund(account, { outRefundNo, trade, amount, total, reason, notifyUrl: readNotifyUrl(fields) });
}

/** What a merchant asks to give back, checked; amounts in fen. */
export interface RefundRequest {
  outRefundNo: string;
  trade: Trade;
  amount: number;
  total: number;
  reason?: string;
  notifyUrl?: string;
}

/**
 * Writes a checked refund down, or finds it again, and lets it end when its time has come.
 * @throws PayError INVALID_REQUEST, FREQUENCY_LIMITED
 */
export function acceptRefund(account: Account, request: RefundRequest): Refund {
  const { outRefundNo, trade, amount, total, reason, notifyUrl } = request;
  const known = findRefund(account, outRefundNo);
  if (known) return sameRefund(known, trade, amount, total);
  checkRefundable(account, trade, amount, total);
  const now = account.now();
  const { switches } = account.faults;
  const refund: Refund = {
    outRefundNo,
    refundId: `5030${randomDigits(6)}${chinaStamp(now).slice(0, 8)}${randomDigits(11)}`,
    outTradeNo: trade.outTradeNo,
    transactionId: trade.transactionId!,
    state: 'PROCESSING',
    outcome: switches.refundOutcome,
    reason,
    notifyUrl,
    amount,
    total,
    createdAt: now,
    settlesAt: now + switches.refundDelayMs,
  };
  account.ledger.together(() => {
    account.ledger.refunds.put(refund);
    account.ledger.trades.put({ ...trade, state: 'REFUND' });
  });
  account.watch(refund.settlesAt, () => findRefund(account, outRefundNo));
  return refund;
}

/** A refund as it is now: past `settlesAt` it has ended, and its callback is in the books. */
export function findRefund(account: Account, outRefundNo: string): Refund | undefined {
  const refund = account.ledger.refunds.get(outRefundNo);
  return refund && settleRefund(account, refund);
}

/** Ends a refund that is due, with its callback. */
export function settleRefund(account: Account, refund: Refund): Refund {
  if (refund.state !== 'PROCESSING' || account.now() < refund.settlesAt) return refund;
  const settled: Refund = { ...refund, state: refund.outcome };
  account.ledger.together(() => {
    account.ledger.refunds.put(settled);
    if (!settled.notifyUrl) return;
    account.notifier.enqueue(refundNotice(account, settled, settled.notifyUrl));
  });
  return settled;
}

/** The callback that tells of a refund's end. */
export function refundNotice(account: Account, refund: Refund, notifyUrl: string) {
  const outcome = refund.state === 'PROCESSING' ? 'SUCCESS' : refund.state;
  const payerAmounts = { payer_total: refund.total, payer_refund: refund.amount };
  return {
    event: `REFUND.${outcome}` as const,
    summary: { SUCCESS: '退款成功', ABNORMAL: '退款异常', CLOSED: '退款关闭' }[outcome],
    kind: 'refund',
    about: refund.outRefundNo,
    notifyUrl,
    resource: {
      mchid: account.keys.mchid,
      out_trade_no: refund.outTradeNo,
      transaction_id: refund.transactionId,
      out_refund_no: refund.outRefundNo,
      refund_id: refund.refundId,
      refund_status: outcome,
      ...(outcome === 'SUCCESS' && { success_time: rfc3339(refund.settlesAt) }),
      user_received_account: '支付用户零钱',
      amount: { total: refund.total, refund: refund.amount, ...payerAmounts },
    },
  };
}

/** A refund as the API answers it. */
export function refundView(refund: Refund): Record<string, unknown> {
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...(refund.state === 'SUCCESS' && { success_time: rfc3339(refund.settlesAt) }),
    create_time: rfc3339(refund.createdAt),
    status: refund.state,
    funds_account: 'AVAILABLE',
    amount: {
      total: refund.total,
      refund: refund.amount,
      payer_total: refund.total,
      payer_refund: refund.amount,
      settlement_refund: refund.amount,
      settlement_total: refund.total,
      discount_refund: 0,
      currency: 'CNY',
    },
  };
}

function readTrade(account: Account, fields: Fields): Trade {
  const transactionId = fields.optionalText('transaction_id', { max: 32 });
  const outTradeNo = fields.optionalText('out_trade_no', { min: 6, max: 32 });
  if (transactionId === undefined && outTradeNo === undefined) {
    fields.fail('transaction_id', '与out_trade_no必须二选一');
  }
  try {
    return transactionId ? requireTransaction(account, transactionId) : requireTrade(account, outTradeNo!);
  } catch (error) {
    if (error instanceof PayError) throw new PayError('RESOURCE_NOT_EXISTS', '订单不存在');
    throw error;
  }
}

function readAmount(fields: Fields): { amount: number; total: number } {
  const amounts = fields.object('amount');
  if (amounts.text('currency') !== 'CNY') amounts.fail('currency', '只支持CNY');
  const total = amounts.integer('total', 1);
  return { amount: amounts.integer('refund', 1, total), total };
}

function readNotifyUrl(fields: Fields): string | undefined {
  const notifyUrl = fields.optionalText('notify_url');
  const problem = notifyUrl === undefined ? undefined : notifyUrlProblem(notifyUrl);
  if (problem) fields.fail('notify_url', problem);
  return notifyUrl;
}

function sameRefund(known: Refund, trade: Trade, amount: number, total: number): Refund {
  if (known.outTradeNo === trade.outTradeNo && known.amount === amount && known.total === total) return known;
  throw new PayError('INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试');
}

function checkRefundable(account: Account, trade: Trade, amount: number, total: number): void {
  if (trade.paidAt === undefined) throw new PayError('INVALID_REQUEST', '订单未支付，不能退款');
  if (total !== trade.total) throw new PayError('INVALID_REQUEST', '原订单金额与实际不一致');
  if (account.now() > trade.paidAt + YEAR) throw new PayError('INVALID_REQUEST', '订单已超过可退款的最大期限');
  const earlier = account.ledger.refunds.find('third', trade.outTradeNo);
  if (earlier.length >= MOST_REFUNDS) throw new PayError('INVALID_REQUEST', `一笔订单最多退款${MOST_REFUNDS}次`);
  const refunded = earlier.reduce((sum, one) => (one.state === 'CLOSED' ? sum : sum + one.amount), 0);
  if (refunded + amount > trade.total) throw new PayError('INVALID_REQUEST', '申请退款金额大于订单剩余可退金额');
  const newest = earlier.at(-1);
  if (newest && account.now() < newest.createdAt + MINUTE) {
    throw new PayError('FREQUENCY_LIMITED', '同一笔订单的多次退款需间隔1分钟');
  }
}
