import { now } from '../../core/time.js';
import type { PaymentGateway } from '../payment/gateway.js';
import { pushRefund, refundOf } from '../payment/refund-order.js';
import { advance, type Order } from './orders.js';

/** Why an order that is paid is taken back. */
interface Withdrawal {
  /** In the words of whoever takes it back. */
  closeReason: string;
  /** In the shop's words, for the payment platform. */
  refundReason: string;
}

/**
 * Takes back an order that is paid, and asks for its refund in full. When the platform does not answer, the sweeper asks again.
 * @returns the order as it is now, or undefined when it has moved on meanwhile
 */
export async function withdraw(
  order: Order,
  { closeReason, refundReason }: Withdrawal,
  gateway: PaymentGateway,
): Promise<Order | undefined> {
  if (!order.payment) throw new Error(`order ${order._id} is paid without a payment`);
  const refund = refundOf(order, order.payment.amount, refundReason);
  const withdrawn = await advance(order, 'withdraw', { refund, closeReason, checkAt: now() });
  return withdrawn && pushRefund(withdrawn, gateway);
}
