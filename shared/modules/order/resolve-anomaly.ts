import type { Output, Parsed } from '../../contracts/contract.js';
import type { Resolution } from '../../contracts/order/for-shop.js';
import type { orderResolve } from '../../contracts/order/resolve.js';
import { noteForAudit } from '../../core/audit/audit.js';
import { Failure } from '../../core/failure.js';
import { after, now } from '../../core/time.js';
import type { PaymentGateway } from '../payment/gateway.js';
import { askForRefund, countRefund, recordRefund } from '../payment/refund-order.js';
import { type Anomaly, findAnomaly, resolve, TWICE, viewAnomaly } from './anomalies.js';
import { STRAGGLERS_GONE_AFTER } from './holds.js';
import { advance, findForShop, type Order, sameRefund } from './orders.js';

/**
 * Closes an anomaly as its operator decides. A refund that could not reach its payer ends the order's refund with it, so that
 * whoever sends the money by hand is the only one who does.
 * @throws Failure ANOMALY_NOT_FOUND, ANOMALY_RESOLVED; INVALID_INPUT when money is kept that is a buyer's
 * @throws Failure REFUND_UNDER_WAY when the platform is trying again
 */
export async function resolveAnomaly(
  { anomalyId, resolution }: Parsed<typeof orderResolve>,
  gateway: PaymentGateway,
): Promise<Output<typeof orderResolve>> {
  const anomaly = await findAnomaly(anomalyId);
  if (!anomaly) throw new Failure('ANOMALY_NOT_FOUND');
  noteForAudit({ orderId: anomaly.orderId, kind: anomaly.kind, amount: anomaly.amount, resolution });
  if (anomaly.state === 'resolved') throw new Failure('ANOMALY_RESOLVED');

  const outcome = isStuck(anomaly) ? await endRefund(anomaly, resolution, gateway) : resolution;
  const resolved = await resolve(anomaly, outcome);
  if (!resolved) throw new Failure('ANOMALY_RESOLVED');
  noteForAudit({ outcome });
  return viewAnomaly(resolved);
}

/** A refund that waits for somebody; one that came twice has ended. */
function isStuck({ kind, wrong }: Anomaly): boolean {
  return kind === 'refund-abnormal' && !wrong.includes(TWICE);
}

/** The buyer's money cannot be kept: it is paid back by hand, or has arrived after all. */
async function endRefund(anomaly: Anomaly, resolution: Resolution, gateway: PaymentGateway): Promise<Resolution> {
  if (resolution !== 'paid-back') {
    const problem = '退款只能是 paid-back';
    throw new Failure('INVALID_INPUT', { message: `resolution：${problem}`, fields: { resolution: problem } });
  }
  const order = await theOrderOf(anomaly);
  if (order.status === 'refunding') await takeOver(order, anomaly, gateway);

  const { status, refund } = await theOrderOf(anomaly);
  if (status !== 'refunded') throw new Failure('REFUND_UNDER_WAY');
  return refund?.byHand ? 'paid-back' : 'arrived';
}

/** Ends the refund, as long as the platform says that it cannot carry it out. */
async function takeOver(order: Order, anomaly: Anomaly, gateway: PaymentGateway): Promise<void> {
  const state = await askForRefund(order, gateway);
  const stuck = state === 'abnormal' && order.refund?.refundNo === anomaly.reference;
  if (!stuck || !order.refund) {
    await recordRefund(order, state);
    return;
  }
  const taken = { refund: { ...order.refund, byHand: true as const }, refundedAt: now() };
  const checkAt = after(now(), STRAGGLERS_GONE_AFTER);
  if (await advance(order, 'refund', { ...taken, checkAt }, sameRefund(order))) countRefund(order);
}

async function theOrderOf({ orderId }: Anomaly): Promise<Order> {
  const order = await findForShop(orderId);
  if (!order) throw new Failure('ORDER_NOT_FOUND');
  return order;
}
