import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { OrderStatus, OrderSummary } from './order.js';

export const orderList = contract({
  name: 'order-list',
  title: '我的订单',
  access: 'member',
  input: z.strictObject({ ...page, status: OrderStatus.optional() }),
  output: pageOf(OrderSummary),
  budget: { roundTrips: 1 },
});
