import * as z from 'zod';
import { contract } from '../contract.js';
import { AddressId, Fen, Instant, OrderId, RequestId, textOfLines } from '../terms.js';
import { OrderStatus, orderLines } from './order.js';
import { orderTaking } from './rules.js';

export const orderCreate = contract({
  name: 'order-create',
  title: '提交订单',
  access: 'member',
  idempotent: 'derived',
  flag: orderTaking,
  rateLimit: { burst: 5, perSecond: 1, strict: true },
  input: z.strictObject({
    requestId: RequestId,
    lines: orderLines,
    addressId: AddressId,
    remark: textOfLines(200).default(''),
    /** Whether what is ordered leaves the cart. */
    fromCart: z.boolean().default(false),
    /** From `order-preview`; with it the order is only made at the prices its buyer saw. */
    quote: z.string().min(1).max(64).optional(),
  }),
  output: z.strictObject({ orderId: OrderId, status: OrderStatus, payable: Fen, expiresAt: Instant }),
  errors: [
    'PRODUCT_NOT_FOUND',
    'ADDRESS_NOT_FOUND',
    'OUT_OF_STOCK',
    'PRICE_CHANGED',
    'ORDER_NOT_PLACED',
    'ORDER_TOO_LARGE',
    'TOO_MANY_UNPAID',
  ],
  budget: { roundTrips: 9, perLine: 1 },
});
