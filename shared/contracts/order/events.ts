import * as z from 'zod';
import { Grants } from '../benefit/grants.js';
import { event } from '../event.js';
import { Fen, Instant, OrderId, SkuId, SpuId, UserId } from '../terms.js';

const order = {
  orderId: OrderId,
  userId: UserId,
  /** The goods in a few words, for people. */
  title: z.string().max(80),
};
const lines = z.array(
  z.strictObject({
    skuId: SkuId,
    spuId: SpuId,
    quantity: z.int().min(1),
    subtotal: Fen,
    /** What each piece grants to its buyer. */
    grants: Grants.optional(),
  }),
);

/** The money is there, and the goods are sold. */
export const orderPaid = event('order.paid', z.strictObject({ ...order, lines, payable: Fen, paidAt: Instant }));

/** Its buyer has stepped back. What was paid is on its way back. */
export const orderCancelled = event(
  'order.cancelled',
  // Events of before 21 November 2026 may still be on their way with a reason; what a buyer typed is told to nobody.
  z.strictObject({ ...order, reason: z.string().optional(), wasPaid: z.boolean() }),
);

/** Nobody paid in time. */
export const orderClosed = event('order.closed', z.strictObject({ ...order, closedAt: Instant }));

/** The money has gone back to its buyer. */
export const orderRefunded = event(
  'order.refunded',
  z.strictObject({
    ...order,
    lines,
    amount: Fen,
    refundedAt: Instant,
    /** Whether the goods had been sold: false for money that came when the order was closed already. */
    wasSold: z.boolean(),
  }),
);
