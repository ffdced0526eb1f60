import type { PaymentGateway } from '../payment/gateway.js';
import { settlePayment } from '../payment/settle-payment.js';
import type { Order } from './orders.js';

/**
 * Makes sure that an unpaid order cannot be paid any more; if the money came first, settles it instead.
 * @returns the order, still awaiting payment when its trade is closed
 * @throws when the payment platform gives no answer
 */
export async function closeTrade(order: Order, gateway: PaymentGateway): Promise<Order> {
  if ((await gateway.close(order._id)) === 'closed') return order;

  const transaction = await gateway.query(order._id);
  if (transaction?.state !== 'paid') throw new Error(`trade ${order._id} is paid and yet is ${transaction?.state}`);
  return settlePayment(transaction, gateway);
}
