import type { Fen, OrderId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { describeError, log } from '../../core/log.js';
import { count } from '../../core/metrics/count.js';
import { after, HOUR, MINUTE, now } from '../../core/time.js';
import { joinTrace } from '../../core/trace.js';
import { noteAnomaly, TWICE } from '../order/anomalies.js';
import { releaseHolds, STRAGGLERS_GONE_AFTER } from '../order/holds.js';
import {
  advance,
  checkAgain,
  findForShop,
  type Order,
  type Refund,
  renumberRefund,
  sameRefund,
} from '../order/orders.js';
import type { PaymentGateway, RefundState } from './gateway.js';

/** How long the platform gets to give the money back before it is asked again. */
const REFUND_PATIENCE = 5 * MINUTE;

/** The refund of a whole order. An order is refunded once, so the number follows from the order's. */
export function refundOf(order: Order, amount: Fen, reason: string): Refund {
  return { refundNo: order._id.replace('ord_', 'rfd_'), amount, reason };
}

/**
 * Asks the payment platform to carry out the refund that an order is waiting for. Safe to repeat.
 *
 * When the platform does not answer, the order stays as it is and the sweeper asks again.
 * @returns the order as it is now
 */
export async function pushRefund(order: Order, gateway: PaymentGateway): Promise<Order> {
  try {
    return await carryOutRefund(order, gateway);
  } catch (error) {
    log('warn', 'refund.unanswered', { orderId: order._id, ...describeError(error) });
    return order;
  }
}

/**
 * As `pushRefund`, for those who can deal with the platform not answering.
 * @throws when the platform gives no answer
 */
export async function carryOutRefund(order: Order, gateway: PaymentGateway): Promise<Order> {
  return recordRefund(order, await askForRefund(order, gateway));
}

/**
 * Asks the platform for the refund of an order, and how it stands. Safe to repeat.
 * @throws when the platform gives no answer
 */
export function askForRefund(order: Order, gateway: PaymentGateway): Promise<RefundState> {
  const { refund, payment } = order;
  if (!refund || !payment) throw new Error(`order ${order._id} has nothing to refund`);
  return gateway.refund({
    tradeNo: order._id,
    refundNo: refund.refundNo,
    amount: refund.amount,
    total: payment.amount,
    reason: refund.reason,
  });
}

/**
 * Records what a verified callback says of a refund.
 * @throws Failure ORDER_NOT_FOUND when there is no order with such a refund
 */
export async function settleRefund(orderId: OrderId, refundNo: string, state: RefundState): Promise<void> {
  const order = await findForShop(orderId);
  if (!order?.refund || baseOf(order.refund.refundNo) !== baseOf(refundNo)) throw new Failure('ORDER_NOT_FOUND');
  joinTrace(order.traceId);
  if (order.status === 'refunding' && order.refund.refundNo === refundNo) await recordRefund(order, state);
  else if (state === 'done') await noteIfTwice(order, refundNo);
}

/** What all numbers of an order's refund have in common. */
function baseOf(refundNo: string): string {
  return refundNo.split('-')[0]!;
}

/** The platform has given the refund up, and never takes its number again. The new one is written before it is used. */
async function takeNewNumber(order: Order): Promise<Order> {
  const { refund } = order;
  if (!refund) throw new Error(`order ${order._id} has nothing to refund`);
  const [base, tries = '1'] = refund.refundNo.split('-');
  const again = { ...refund, refundNo: `${base}-${Number(tries) + 1}` };
  log('error', 'refund.closed', { orderId: order._id, refundNo: refund.refundNo, next: again.refundNo });
  await renumberRefund(order, again, after(now(), REFUND_PATIENCE));
  return { ...order, refund: again };
}

/** Records how a refund stands. @returns the order as it is now */
export async function recordRefund(order: Order, state: RefundState): Promise<Order> {
  if (state === 'done') {
    const facts = { refundedAt: now(), checkAt: after(now(), STRAGGLERS_GONE_AFTER) };
    const refunded = await advance(order, 'refund', facts, sameRefund(order));
    if (refunded) countRefund(order);
    else await noteIfTwice(await findForShop(order._id), order.refund?.refundNo);
    await releaseHolds(order);
    return refunded ?? order;
  }
  if (state === 'closed') return takeNewNumber(order);
  if (state === 'abnormal') await reportAbnormal(order);
  await checkAgain(order, after(now(), state === 'abnormal' ? HOUR : REFUND_PATIENCE));
  return order;
}

/** Counts an order whose money is back with its buyer, by whatever way. */
export function countRefund({ refund }: Order): void {
  count('order.refunded');
  count('order.refunded.fen', {}, refund?.amount ?? 0);
}

/** The platform has carried out the refund `refundNo`. When that is not what ended the order, its buyer has the money twice. */
async function noteIfTwice(order: Order | undefined, refundNo: string | undefined): Promise<void> {
  if (!order?.refund || refundNo === undefined) return;
  const { amount, byHand, refundNo: counted } = order.refund;
  if (!byHand && counted === refundNo) return;
  log('error', 'refund.twice', { orderId: order._id, refundNo });
  const facts = { orderId: order._id, reference: refundNo, amount, currency: 'CNY' };
  await noteAnomaly({ ...facts, kind: 'refund-abnormal', wrong: [TWICE, byHand ? 'byHand' : 'refundNo'] });
}

async function reportAbnormal({ _id: orderId, refund }: Order): Promise<void> {
  if (!refund) throw new Error(`order ${orderId} has nothing to refund`);
  const { refundNo, amount } = refund;
  log('error', 'refund.abnormal', { orderId, refundNo });
  await noteAnomaly({ orderId, kind: 'refund-abnormal', reference: refundNo, amount, currency: 'CNY' });
}
