import * as z from 'zod';
import type { OrderId } from '../../../contracts/terms.js';
import { parseInstant } from '../../../core/time.js';
import type { RefundState, Transaction } from '../../../modules/payment/gateway.js';

/** A trade as WeChat Pay writes it, in answers and in callbacks. */
const WechatTransaction = z.object({
  out_trade_no: z.string(),
  transaction_id: z.string().optional(),
  trade_state: z.string(),
  mchid: z.string(),
  appid: z.string(),
  success_time: z.string().optional(),
  amount: z.object({ total: z.int(), currency: z.string().default('CNY') }).optional(),
});

const states: Record<string, Transaction['state']> = {
  SUCCESS: 'paid',
  REFUND: 'refunded',
  CLOSED: 'closed',
  REVOKED: 'closed',
};

/** @throws ZodError when it is not a trade */
export function toTransaction(value: unknown): Transaction {
  const trade = WechatTransaction.parse(value);
  return {
    tradeNo: trade.out_trade_no as OrderId,
    state: states[trade.trade_state] ?? 'unpaid',
    transactionId: trade.transaction_id ?? '',
    amount: trade.amount?.total ?? 0,
    currency: trade.amount?.currency ?? 'CNY',
    merchantId: trade.mchid,
    appid: trade.appid,
    paidAt: trade.success_time ? parseInstant(trade.success_time) : null,
  };
}

/** What WeChat Pay calls the state of a refund, in ours. */
export function toRefundState(status: unknown): RefundState {
  const states: Record<string, RefundState> = { SUCCESS: 'done', PROCESSING: 'processing', CLOSED: 'closed' };
  return states[String(status)] ?? 'abnormal';
}
