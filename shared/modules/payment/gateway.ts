import type { Fen, Instant, OrderId } from '../../contracts/terms.js';

/** What `wx.requestPayment` takes. */
export interface PaymentParameters {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

export interface PrepayRequest {
  /** The merchant's number of the trade (out_trade_no); the order's id. */
  tradeNo: OrderId;
  description: string;
  amount: Fen;
  openid: string;
  appid: string;
  /** When the gateway itself closes the trade. */
  expiresAt: Instant;
}

/** A trade that is paid in a browser, outside of WeChat. */
export interface H5PrepayRequest extends Omit<PrepayRequest, 'openid' | 'appid'> {
  /** The payer's address, as the platform asks for it. */
  payerIp: string;
}

/** A trade as the gateway knows it. */
export interface Transaction {
  tradeNo: OrderId;
  state: 'paid' | 'unpaid' | 'closed' | 'refunded';
  /** The gateway's number of the payment; empty while unpaid. */
  transactionId: string;
  /** What was paid, in the smallest unit of `currency`. */
  amount: number;
  currency: string;
  merchantId: string;
  appid: string;
  paidAt: Instant | null;
}

export interface RefundRequest {
  tradeNo: OrderId;
  /** The merchant's number of the refund (out_refund_no): the same on every try. */
  refundNo: string;
  amount: Fen;
  /** What was paid for the whole trade. */
  total: Fen;
  reason: string;
}

/**
 * - `processing`: accepted, the money is on its way
 * - `closed`: given up by the platform; may be asked for again under a new number
 * - `abnormal`: the money cannot reach the payer; somebody has to see to it on the platform
 */
export type RefundState = 'processing' | 'done' | 'closed' | 'abnormal';

/** What a verified callback says. */
export type Callback =
  | { kind: 'payment'; transaction: Transaction }
  | { kind: 'refund'; tradeNo: OrderId; refundNo: string; state: RefundState }
  | { kind: 'other'; type: string };

/**
 * The way to the payment platform.
 *
 * Every method is safe to repeat. One that fails without an answer leaves the outcome unknown, and throws: the caller
 * asks again later and does not guess.
 */
export interface PaymentGateway {
  /** The merchant that the money goes to. */
  readonly merchantId: string;
  /** The app that trades of browsers are made in; undefined when there are none. */
  readonly h5Appid: string | undefined;
  /** Opens a trade and gives what the client needs to pay it. */
  prepay(request: PrepayRequest): Promise<PaymentParameters>;
  /**
   * Opens a trade for a browser. @returns the address of the platform's cashier, good for a few minutes
   * @throws Failure PAYMENT_UNAVAILABLE also when there is no `h5Appid`
   */
  prepayH5(request: H5PrepayRequest): Promise<string>;
  /** Undefined when the gateway never heard of the trade. */
  query(tradeNo: OrderId): Promise<Transaction | undefined>;
  /** Makes sure that nobody can pay the trade any more, unless somebody has. */
  close(tradeNo: OrderId): Promise<'closed' | 'already-paid'>;
  refund(request: RefundRequest): Promise<RefundState>;
  /**
   * Reads a callback.
   * @param body the bytes as they came, as text; a parsed and re-written body has another signature
   * @throws Failure CALLBACK_REFUSED when it is not from the platform, or older than five minutes
   */
  readCallback(headers: Record<string, string | undefined>, body: string): Callback;
}
