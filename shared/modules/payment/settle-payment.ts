import { actor } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { log } from '../../core/log.js';
import { count } from '../../core/metrics/count.js';
import { fen } from '../../core/money.js';
import { now } from '../../core/time.js';
import { joinTrace } from '../../core/trace.js';
import { noteAnomaly } from '../order/anomalies.js';
import { advance, findForShop, type Order } from '../order/orders.js';
import type { PaymentGateway, Transaction } from './gateway.js';
import { pushRefund, refundOf } from './refund-order.js';

/**
 * Records that an order has been paid. The only door by which money comes to an order: callback, query and the sweeper
 * all pass here, as often as they like.
 *
 * When the order was closed in the meantime the payment is recorded all the same, and given back in full.
 *
 * @throws Failure PAYMENT_MISMATCH when the payment is not the one the order waits for; that is noted, and nothing else
 * @throws Failure ORDER_NOT_FOUND when there is no such order
 */
export async function settlePayment(paid: Transaction, gateway: PaymentGateway): Promise<Order> {
  const order = await findForShop(paid.tradeNo);
  if (!order) throw new Failure('ORDER_NOT_FOUND');
  if (actor().kind === 'payment-platform') joinTrace(order.traceId);
  await checkMatch(order, paid, gateway);
  if (order.payment) return alreadySettled(order, paid);

  const payment = { transactionId: paid.transactionId, amount: fen(paid.amount) };
  const paidAt = paid.paidAt ?? now();

  const settled = await advance(order, 'pay', { payment, paidAt, checkAt: null });
  if (settled) {
    count('order.paid');
    count('order.paid.fen', {}, payment.amount);
    return settled;
  }

  const late = await advance(order, 'payLate', {
    payment,
    paidAt,
    refund: refundOf(order, payment.amount, '订单关闭后付款，原路退回'),
    checkAt: now(),
  });
  if (late) return pushRefund(late, gateway);

  const current = await findForShop(order._id);
  if (current?.payment) return alreadySettled(current, paid);
  throw new Error(`order ${order._id} takes no payment in status ${current?.status}`);
}

/** The payment must be the one that the order waits for: to us, from its buyer's app, in yuan, to the last fen. */
async function checkMatch(order: Order, paid: Transaction, { merchantId, h5Appid }: PaymentGateway): Promise<void> {
  const wrong = [
    paid.state !== 'paid' && 'state',
    paid.amount !== order.amounts.payable && 'amount',
    paid.currency !== 'CNY' && 'currency',
    paid.merchantId !== merchantId && 'mchid',
    paid.appid !== (order.appid || h5Appid) && 'appid',
    !paid.transactionId && 'transaction_id',
  ].filter((field) => field !== false);
  if (wrong.length === 0) return;

  log('error', 'payment.mismatch', {
    orderId: order._id,
    wrong: wrong.join(','),
    expected: order.amounts.payable,
    got: paid.amount,
    transactionId: paid.transactionId,
  });
  const { transactionId, amount, currency } = paid;
  await noteAnomaly({
    orderId: order._id,
    kind: 'payment-mismatch',
    reference: transactionId,
    amount,
    currency,
    wrong,
  });
  throw new Failure('PAYMENT_MISMATCH');
}

/** One trade is paid once; a second payment of it would be the platform's mistake, and somebody has to know. */
async function alreadySettled(order: Order, paid: Transaction): Promise<Order> {
  const { transactionId, amount, currency } = paid;
  if (order.payment?.transactionId === transactionId) return order;
  log('error', 'payment.second', { orderId: order._id, transactionId });
  await noteAnomaly({ orderId: order._id, kind: 'second-payment', reference: transactionId, amount, currency });
  throw new Failure('PAYMENT_MISMATCH');
}
