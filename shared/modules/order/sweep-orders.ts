import type { Output } from '../../contracts/contract.js';
import type { orderSweep } from '../../contracts/order/sweep.js';
import { describeError, log } from '../../core/log.js';
import { after, HOUR, MINUTE, now, SECOND, toMs } from '../../core/time.js';
import type { PaymentGateway } from '../payment/gateway.js';
import { carryOutRefund } from '../payment/refund-order.js';
import { closeTrade } from './close-trade.js';
import { releaseHolds, STRAGGLERS_GONE_AFTER } from './holds.js';
import { advance, checkAgain, findDue, forgetRejected, type Order } from './orders.js';

const BATCH = 100;
/** The sweep stops taking on work after this long; the next minute's goes on. Well below the function's time-out. */
const ENOUGH = 40 * SECOND;
const LONGEST_WAIT = HOUR;

/**
 * Brings every order that waits for something to its end: drafts that a crash left behind, orders that nobody paid,
 * refunds that nobody answered, stock that a straggler set aside. Safe to run twice, and at the same time.
 */
export async function sweepOrders(gateway: PaymentGateway): Promise<Output<typeof orderSweep>> {
  const startedAt = now();
  const run = { looked: 0, settled: 0, failed: 0 };

  for (let due = await findDue(startedAt, BATCH); due.length > 0; due = await findDue(startedAt, BATCH)) {
    for (const order of due) {
      if (toMs(now()) - toMs(startedAt) > ENOUGH) return run;
      run.looked += 1;
      try {
        await lookAfter(order, gateway);
        run.settled += 1;
      } catch (error) {
        run.failed += 1;
        log('error', 'sweep.failed', { orderId: order._id, status: order.status, ...describeError(error) });
        await postpone(order);
      }
    }
    if (due.length < BATCH) break;
  }
  return run;
}

async function lookAfter(order: Order, gateway: PaymentGateway): Promise<void> {
  switch (order.status) {
    case 'placing':
      return giveUp(order);
    case 'rejected':
      await releaseHolds(order);
      return forgetRejected(order);
    case 'awaiting-payment':
      return expire(order, gateway);
    case 'refunding':
      await carryOutRefund(order, gateway);
      return;
    case 'closed':
    case 'refunded':
      await releaseHolds(order);
      return checkAgain(order, null);
    case 'paid':
      return checkAgain(order, null);
  }
}

/** The call that was placing the order is dead. */
async function giveUp(order: Order): Promise<void> {
  const rejected = await advance(order, 'reject', { checkAt: after(now(), STRAGGLERS_GONE_AFTER) });
  if (rejected) await releaseHolds(order);
}

async function expire(order: Order, gateway: PaymentGateway): Promise<void> {
  const current = await closeTrade(order, gateway);
  if (current.status !== 'awaiting-payment') return;

  const closedAt = now();
  const checkAt = after(closedAt, STRAGGLERS_GONE_AFTER);
  const closed = await advance(order, 'expire', { closedAt, closeReason: '超时未支付', checkAt });
  if (closed) await releaseHolds(order);
}

/** Tries again later, less and less often, and never gives up. */
async function postpone(order: Order): Promise<void> {
  const failures = order.failedChecks + 1;
  const wait = Math.min(MINUTE * 2 ** Math.min(failures, 10), LONGEST_WAIT);
  await checkAgain(order, after(now(), wait), failures);
}
