import * as z from 'zod';
import { contract } from '../contract.js';
import { OrderId } from '../terms.js';
import { ShopOrder } from './for-shop.js';

export const orderLookup = contract({
  name: 'order-lookup',
  title: '查看任一订单',
  access: 'order.read',
  input: z.strictObject({ orderId: OrderId }),
  output: ShopOrder,
  errors: ['ORDER_NOT_FOUND'],
  budget: { roundTrips: 4 },
});
