import type { Account } from './account.js';

/** A paid order as those see it who are not its merchant. */
export interface PaidOrder {
  transactionId: string;
  outTradeNo: string;
  mchid: string;
  description: string;
  /** Fen. */
  total: number;
  /** Who paid: an openid. */
  payer: string;
  /** ms since the epoch. */
  createdAt: number;
  paidAt: number;
  /** Some of it, or all, is on its way back. */
  refunded: boolean;
}

/** Finds a paid order by either number; undefined when there is none or it is not paid. */
export function findPaidOrder(
  { ledger }: Account,
  { transactionId, outTradeNo }: { transactionId?: string; outTradeNo?: string },
): PaidOrder | undefined {
  const trade = transactionId
    ? ledger.trades.find('second', transactionId)[0]
    : outTradeNo
      ? ledger.trades.get(outTradeNo)
      : undefined;
  if (trade?.paidAt === undefined) return undefined;
  const { mchid, description, total, createdAt, paidAt } = trade;
  return {
    transactionId: trade.transactionId!,
    outTradeNo: trade.outTradeNo,
    mchid,
    description,
    total,
    payer: trade.payer!,
    createdAt,
    paidAt,
    refunded: trade.state === 'REFUND',
  };
}
