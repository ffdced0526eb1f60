import * as z from 'zod';
import { contract } from '../contract.js';
import { Fen, lineOfText, OrderId, RequestId } from '../terms.js';
import { OrderStatus } from './order.js';

export const orderRefund = contract({
  name: 'order-refund',
  title: '为买家全额退款',
  access: 'order.refund',
  idempotent: 'claimed',
  audited: ({ orderId }) => orderId,
  input: z.strictObject({
    requestId: RequestId,
    orderId: OrderId,
    /** The buyer reads it, in the order and in WeChat. */
    reason: lineOfText(1, 80),
  }),
  output: z.strictObject({
    orderId: OrderId,
    status: OrderStatus,
    /** What has been or is being given back. */
    refund: Fen,
  }),
  errors: ['ORDER_NOT_FOUND', 'ORDER_NOT_REFUNDABLE', 'BENEFIT_SPENT'],
  uses: ['wechat-pay'],
  budget: { roundTrips: 13, perLine: 1, bundleKb: 2000 },
});
