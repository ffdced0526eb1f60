/** What the simulator remembers. Instants are ms since the epoch, money is fen. */

export type TradeType = 'JSAPI' | 'MWEB' | 'NATIVE';
export type TradeState = 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';

/** An order at WeChat Pay: made by a prepay, ended by a payment, a close or its expiry. */
export interface Trade {
  outTradeNo: string;
  tradeType: TradeType;
  state: TradeState;
  appid: string;
  mchid: string;
  description: string;
  attach?: string;
  notifyUrl: string;
  total: number;
  /** The openid that JSAPI orders name in advance. */
  openid?: string;
  createdAt: number;
  expiresAt: number;
  /** The newest prepay, valid for two hours. */
  prepayId: string;
  prepaidAt: number;
  /** Everything that a repeated prepay must repeat. */
  fingerprint: string;
  transactionId?: string;
  paidAt?: number;
  /** Who paid. */
  payer?: string;
}

export type RefundState = 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';

export interface Refund {
  outRefundNo: string;
  refundId: string;
  outTradeNo: string;
  transactionId: string;
  state: RefundState;
  /** What it becomes at `settlesAt`. */
  outcome: Exclude<RefundState, 'PROCESSING'>;
  reason?: string;
  notifyUrl?: string;
  amount: number;
  total: number;
  createdAt: number;
  settlesAt: number;
}

export type TransferState = 'WAIT_USER_CONFIRM' | 'SUCCESS' | 'FAIL' | 'CANCELLED';

/** A merchant transfer (商家转账): the user confirms it within 24 hours, or the money stays. */
export interface Transfer {
  outBillNo: string;
  transferBillNo: string;
  state: TransferState;
  failReason?: string;
  appid: string;
  openid: string;
  amount: number;
  remark: string;
  sceneId: string;
  notifyUrl?: string;
  packageInfo: string;
  fingerprint: string;
  createdAt: number;
  updatedAt: number;
}

export type NoticeEvent =
  | 'TRANSACTION.SUCCESS'
  | 'REFUND.SUCCESS'
  | 'REFUND.ABNORMAL'
  | 'REFUND.CLOSED'
  | 'MCHTRANSFER.BILL.FINISHED';

export interface Delivery {
  at: number;
  /** HTTP status of the receiver; 0 when there was no answer. */
  status: number;
  /** Start of the answer's body, or why there was none. */
  answer: string;
}

/** A callback to the merchant, with what became of each attempt. */
export interface Notice {
  id: string;
  event: NoticeEvent;
  summary: string;
  /** `transaction`, `refund`, `mch_payment`: the associated data of the encryption. */
  kind: string;
  /** The business number that it is about. */
  about: string;
  notifyUrl: string;
  /** The decrypted resource. */
  resource: Record<string, unknown>;
  createdAt: number;
  state: 'pending' | 'delivered' | 'given-up' | 'refused';
  /** Attempts made so far; one may be delivered twice. */
  attempts: number;
  /** When the next attempt is due; absent when none is. */
  dueAt?: number;
  deliveries: Delivery[];
}
