import { Failure } from '../../core/failure.js';
import { after, now } from '../../core/time.js';
import { takeBack } from '../benefit/take-back.js';
import type { PaymentGateway } from '../payment/gateway.js';
import { pushRefund, refundOf } from '../payment/refund-order.js';
import { STRAGGLERS_GONE_AFTER } from './holds.js';
import { advance, dropWithdrawal, noteWithdrawal, type Order, type Withdrawal } from './orders.js';

/**
 * Takes back an order that is paid, and asks for its refund in full. When the platform does not answer, the sweeper asks again. What
 * the order has granted is taken back first: nobody has the money and its use.
 * @returns the order as it is now, or undefined when it has moved on meanwhile
 * @throws Failure BENEFIT_SPENT when something of what it has granted is used
 */
export async function withdraw(
  order: Order,
  withdrawal: Withdrawal,
  gateway: PaymentGateway,
): Promise<Order | undefined> {
  if (!order.payment) throw new Error(`order ${order._id} is paid without a payment`);
  if (grantsSomething(order) && !(await takeBackGrants(order, withdrawal))) return undefined;
  const { closeReason, refundReason } = withdrawal;
  const refund = refundOf(order, order.payment.amount, refundReason);
  const facts = { refund, closeReason, checkAt: now(), ...(grantsSomething(order) && { withdrawal: null }) };
  const withdrawn = await advance(order, 'withdraw', facts);
  return withdrawn && pushRefund(withdrawn, gateway);
}

/** Whether an order is granted to its buyer and not sent. */
export function grantsSomething({ lines }: Pick<Order, 'lines'>): boolean {
  return lines.some(({ grants }) => grants);
}

/** Noted first, so that the sweeper completes what dies between here and the refund. @returns whether the order is still paid */
async function takeBackGrants(order: Order, withdrawal: Withdrawal): Promise<boolean> {
  const checkAt = after(now(), STRAGGLERS_GONE_AFTER);
  if (!(await noteWithdrawal(order, withdrawal, checkAt))) return false;
  try {
    await takeBack({ userId: order.userId, orderId: order._id });
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'BENEFIT_SPENT') await dropWithdrawal(order, checkAt);
    throw error;
  }
}
