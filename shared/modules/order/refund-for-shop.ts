import type { Output, Parsed } from '../../contracts/contract.js';
import type { OrderStatus } from '../../contracts/order/order.js';
import type { orderRefund } from '../../contracts/order/refund.js';
import type { OrderId } from '../../contracts/terms.js';
import { noteForAudit } from '../../core/audit/audit.js';
import { Failure } from '../../core/failure.js';
import type { PaymentGateway } from '../payment/gateway.js';
import { findForShop, type Order } from './orders.js';
import { withdraw } from './withdraw.js';

/**
 * Gives a buyer back all that an order was paid with; its stock goes back with the money. Safe to repeat, and at the same time as
 * the buyer's own cancelling: the money goes back once. What it has granted is taken back with it.
 * @throws Failure BENEFIT_SPENT when something of that is used
 * @throws Failure ORDER_NOT_FOUND, ORDER_NOT_REFUNDABLE when it is not paid
 */
export async function refundForShop(
  { orderId, reason }: Parsed<typeof orderRefund>,
  gateway: PaymentGateway,
): Promise<Output<typeof orderRefund>> {
  let order = await known(orderId);
  if (order.status === 'paid') {
    const withdrawn = await withdraw(order, { closeReason: reason, refundReason: reason }, gateway);
    order = withdrawn ?? (await known(orderId));
  }
  if ((order.status !== 'refunding' && order.status !== 'refunded') || !order.refund) {
    throw new Failure('ORDER_NOT_REFUNDABLE');
  }

  noteForAudit({ amount: order.refund.amount, refundNo: order.refund.refundNo });
  return { orderId, status: order.status satisfies OrderStatus, refund: order.refund.amount };
}

async function known(orderId: OrderId): Promise<Order> {
  const order = await findForShop(orderId);
  if (!order) throw new Failure('ORDER_NOT_FOUND');
  return order;
}
