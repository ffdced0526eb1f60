import * as z from 'zod';
import { Instant, OrderId, UserId } from '../terms.js';
import { Amounts, OrderDetail, OrderRecipient, OrderSummary } from './order.js';

/** An order as those who work for the shop see it in a list. */
export const ShopOrderSummary = z.strictObject({
  orderId: OrderId,
  userId: UserId,
  status: OrderSummary.shape.status,
  /** The first line's goods, and how many lines there are. */
  title: z.string(),
  lines: z.int(),
  amounts: Amounts,
  createdAt: Instant,
  paidAt: Instant.nullable(),
});

/**
 * - `payment-mismatch`: money came that is not what the order waits for
 * - `second-payment`: an order that is paid was paid again
 * - `refund-abnormal`: the platform cannot give the money back to its payer; with `twice` among `wrong`: it has, although
 *   somebody had taken the refund over to pay it by hand
 */
export const AnomalyKind = z.enum(['payment-mismatch', 'second-payment', 'refund-abnormal']);
export type AnomalyKind = z.output<typeof AnomalyKind>;

/**
 * What became of it.
 *
 * - `paid-back`: somebody gives the money back outside of Yunshu, on the platform or by bank transfer: the shop to the buyer,
 *   or a buyer who has got it twice to the shop
 * - `kept`: it is in order that who has the money keeps it
 * - `arrived`: the platform could give it back after all; nobody has to
 */
export const Resolution = z.enum(['paid-back', 'kept', 'arrived']);
export type Resolution = z.output<typeof Resolution>;

export const AnomalyId = z
  .string()
  .regex(/^anm_[0-9A-HJKMNP-TV-Z]{26}$/, '应为 anm_ 开头的编号')
  .brand('AnomalyId');
export type AnomalyId = z.output<typeof AnomalyId>;

/** Money that somebody has to see to. */
export const AnomalyView = z.strictObject({
  anomalyId: AnomalyId,
  orderId: OrderId,
  kind: AnomalyKind,
  at: Instant,
  /** The platform's number of the payment, or ours of the refund. */
  reference: z.string(),
  /** In the smallest unit of `currency`. */
  amount: z.int(),
  currency: z.string(),
  /** What does not fit. */
  wrong: z.array(z.string()),
  resolution: Resolution.nullable(),
  resolvedAt: Instant.nullable(),
  resolvedBy: z.string().nullable(),
});

export const ShopOrder = z.strictObject({
  ...OrderDetail.shape,
  /** With the middle of the telephone number hidden. */
  recipient: z.strictObject({ ...OrderRecipient.shape, phone: z.string() }),
  userId: UserId,
  /** WeChat Pay's number of the payment. */
  transactionId: z.string().nullable(),
  refundNo: z.string().nullable(),
  refundReason: z.string().nullable(),
  anomalies: z.array(AnomalyView),
});
