import * as z from 'zod';
import { contract } from '../contract.js';
import { Fen, lineOfText, OrderId, RequestId } from '../terms.js';
import { OrderStatus } from './order.js';

export const orderCancel = contract({
  name: 'order-cancel',
  title: '取消订单',
  access: 'member',
  idempotent: 'claimed',
  input: z.strictObject({
    requestId: RequestId,
    orderId: OrderId,
    reason: lineOfText(1, 200).default('不想要了'),
  }),
  output: z.strictObject({
    orderId: OrderId,
    status: OrderStatus,
    /** What is owed to the buyer. */
    refundDue: Fen,
  }),
  errors: ['ORDER_NOT_FOUND', 'ORDER_NOT_CANCELLABLE', 'BENEFIT_SPENT', 'REFUND_TOO_LATE'],
  uses: ['wechat-pay'],
  // Three of them take back what was granted.
  budget: { roundTrips: 10, perLine: 1, bundleKb: 2000 },
});
