import * as z from 'zod';
import { contract } from '../contract.js';
import { orderCreate } from '../order/create.js';
import { orderTaking } from '../order/rules.js';
import { Fen, Quantity, RequestId, SkuId } from '../terms.js';

/** The order is paid, shown and cancelled as every order is. */
export const benefitBuy = contract({
  name: 'benefit-buy',
  title: '购买权益',
  access: 'member',
  idempotent: 'derived',
  flag: orderTaking,
  rateLimit: { burst: 5, perSecond: 1, strict: true },
  input: z.strictObject({
    requestId: RequestId,
    skuId: SkuId,
    quantity: Quantity.default(1),
    /** Of one piece; with it the order is only made at the price that its buyer saw. */
    price: Fen.optional(),
  }),
  output: orderCreate.output,
  errors: ['PRODUCT_NOT_FOUND', 'PRICE_CHANGED', 'ORDER_NOT_PLACED', 'ORDER_TOO_LARGE', 'TOO_MANY_UNPAID'],
  budget: { roundTrips: 6 },
});
