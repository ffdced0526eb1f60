import type { Output, Parsed } from '../../contracts/contract.js';
import type { orderCancel } from '../../contracts/order/cancel.js';
import type { OrderStatus } from '../../contracts/order/order.js';
import { Failure } from '../../core/failure.js';
import { fen } from '../../core/money.js';
import { after, now } from '../../core/time.js';
import { checkRefundable } from '../benefit/take-back.js';
import type { PaymentGateway } from '../payment/gateway.js';
import { closeTrade } from './close-trade.js';
import { releaseHolds, STRAGGLERS_GONE_AFTER } from './holds.js';
import { advance, findOwned, type Order } from './orders.js';
import { grantsSomething, withdraw } from './withdraw.js';

/**
 * Cancels the acting member's order. Safe to repeat.
 *
 * An unpaid order is closed at the payment platform before its stock goes back: otherwise somebody could still pay for
 * goods that are on sale again. A paid order is refunded in full, and its stock goes back with the money; one that has granted
 * something only as long as nothing of that is used, and within the days that the rule allows.
 *
 * @throws Failure ORDER_NOT_FOUND, also when it is someone else's
 * @throws Failure ORDER_NOT_CANCELLABLE when it has moved on
 * @throws Failure BENEFIT_SPENT, REFUND_TOO_LATE
 */
export async function cancelOrder(
  { orderId, reason }: Parsed<typeof orderCancel>,
  gateway: PaymentGateway,
): Promise<Output<typeof orderCancel>> {
  let order = await findOwned(orderId);

  if (order.status === 'awaiting-payment') order = await closeTrade(order, gateway);
  if (order.status === 'awaiting-payment') order = await close(order, reason);
  if (order.status === 'paid') order = await giveMoneyBack(order, reason, gateway);
  if (order.status === 'awaiting-payment' || order.status === 'paid') throw new Failure('ORDER_NOT_CANCELLABLE');

  return { orderId, status: order.status as OrderStatus, refundDue: order.refund?.amount ?? fen(0) };
}

async function giveMoneyBack(order: Order, reason: string, gateway: PaymentGateway): Promise<Order> {
  const { _id: orderId, userId } = order;
  if (grantsSomething(order)) await checkRefundable({ userId, orderId, by: 'buyer' });
  const withdrawn = await withdraw(order, { closeReason: reason, refundReason: '买家取消订单' }, gateway);
  return withdrawn ?? findOwned(orderId);
}

async function close(order: Order, closeReason: string): Promise<Order> {
  const closedAt = now();
  const checkAt = after(closedAt, STRAGGLERS_GONE_AFTER);
  const closed = await advance(order, 'cancel', { closedAt, closeReason, checkAt });
  if (!closed) return findOwned(order._id);
  await releaseHolds(order);
  return closed;
}
