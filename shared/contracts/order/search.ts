import * as z from 'zod';
import { Phone } from '../address/address.js';
import { contract } from '../contract.js';
import { Instant, page, pageOf, UserId } from '../terms.js';
import { ShopOrderSummary } from './for-shop.js';
import { OrderStatus } from './order.js';

export const orderSearch = contract({
  name: 'order-search',
  title: '查询所有订单',
  access: 'order.read',
  input: z.strictObject({
    userId: UserId.optional(),
    /** Of who receives it. */
    phone: Phone.optional(),
    status: OrderStatus.optional(),
    /** When it was made. */
    from: Instant.optional(),
    /** Not included. */
    until: Instant.optional(),
    ...page,
  }),
  output: pageOf(ShopOrderSummary),
  budget: { roundTrips: 3 },
});
