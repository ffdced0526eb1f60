import * as z from 'zod';
import { Recipient } from '../address/address.js';
import { Grants } from '../benefit/grants.js';
import { OptionChoice, Picture } from '../catalog/product.js';
import { personal } from '../confidential.js';
import { Fen, Instant, OrderId, Quantity, SkuId, SpuId } from '../terms.js';

/**
 * Where an order stands, as its owner sees it.
 *
 * - `awaiting-payment`: stock is held until it is paid, cancelled or expires
 * - `paid`: the money is there
 * - `closed`: cancelled or expired before any money came
 * - `refunding`, `refunded`: the money is on its way back, or has arrived
 */
export const OrderStatus = z.enum(['awaiting-payment', 'paid', 'closed', 'refunding', 'refunded']);
export type OrderStatus = z.output<typeof OrderStatus>;

/** What a buyer asks for. The same SKU on two lines counts as one line with both quantities. */
export const OrderLine = z.strictObject({ skuId: SkuId, quantity: Quantity });
export const orderLines = z
  .array(OrderLine)
  .min(1)
  .max(50)
  .superRefine((lines, { addIssue }) => {
    const pieces = new Map<string, number>();
    for (const [index, { skuId, quantity }] of lines.entries()) {
      pieces.set(skuId, (pieces.get(skuId) ?? 0) + quantity);
      if (!Quantity.safeParse(pieces.get(skuId)).success) {
        addIssue({ code: 'custom', path: [index, 'quantity'], message: '同一规格每单不能超过 99 件' });
      }
    }
  });

export const PricedLine = z.strictObject({
  skuId: SkuId,
  spuId: SpuId,
  title: z.string(),
  picture: Picture,
  options: OptionChoice,
  unitPrice: Fen,
  quantity: z.int().min(1),
  subtotal: Fen,
  /** What each piece grants to its buyer, in place of a parcel. */
  grants: Grants.optional(),
});

export const Amounts = z.strictObject({ goods: Fen, freight: Fen, payable: Fen });

export const OrderSummary = z.strictObject({
  orderId: OrderId,
  status: OrderStatus,
  lines: z.array(PricedLine),
  amounts: Amounts,
  createdAt: Instant,
  /** Until when it can be paid. */
  expiresAt: Instant,
});

/** Whom an order was sent to; empty texts for one that is granted and not sent. */
export const OrderRecipient = z.strictObject({
  ...Recipient.shape,
  name: personal(z.string()),
  phone: personal(z.string()),
  province: z.string(),
  city: z.string(),
  detail: personal(z.string()),
});

export const OrderDetail = z.strictObject({
  ...OrderSummary.shape,
  recipient: OrderRecipient,
  remark: z.string(),
  paidAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  closeReason: z.string().nullable(),
  refundedAt: Instant.nullable(),
  /** What was paid, and what has been or is being given back. */
  paid: Fen,
  refund: Fen,
});
