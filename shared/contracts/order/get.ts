import * as z from 'zod';
import { contract } from '../contract.js';
import { OrderId } from '../terms.js';
import { OrderDetail } from './order.js';

export const orderGet = contract({
  name: 'order-get',
  title: '订单详情',
  access: 'member',
  input: z.strictObject({ orderId: OrderId }),
  output: OrderDetail,
  errors: ['ORDER_NOT_FOUND'],
  budget: { roundTrips: 1 },
});
