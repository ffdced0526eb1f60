import { Failure } from '../../core/failure.js';
import type { PaymentGateway } from '../payment/gateway.js';
import { settlePayment } from '../payment/settle-payment.js';
import type { Order } from './orders.js';

/**
 * Makes sure that an unpaid order cannot be paid any more; if the money came first, settles it instead.
 *
 * Money that is not what the order waits for does not hold the order up: it has been noted for somebody to look at, and no
 * more can come.
 *
 * @returns the order, still awaiting payment when its trade is over
 * @throws when the payment platform gives no answer
 */
export async function closeTrade(order: Order, gateway: PaymentGateway): Promise<Order> {
  if ((await gateway.close(order._id)) === 'closed') return order;

  const transaction = await gateway.query(order._id);
  if (transaction?.state !== 'paid') return order;
  try {
    return await settlePayment(transaction, gateway);
  } catch (error) {
    if (error instanceof Failure && error.code === 'PAYMENT_MISMATCH') return order;
    throw error;
  }
}
