import type { Output } from '../../contracts/contract.js';
import type { orderSweep } from '../../contracts/order/sweep.js';
import { Failure } from '../../core/failure.js';
import { describeError, log } from '../../core/log.js';
import { after, DAY, HOUR, MINUTE, now, SECOND, toMs } from '../../core/time.js';
import type { PaymentGateway } from '../payment/gateway.js';
import { carryOutRefund } from '../payment/refund-order.js';
import { closeTrade } from './close-trade.js';
import { releaseHolds, STRAGGLERS_GONE_AFTER } from './holds.js';
import { advance, checkAgain, findDue, forgetRejected, type Order, type Withdrawal } from './orders.js';
import type { OrderState } from './transitions.js';
import { withdraw } from './withdraw.js';

const BATCH = 100;
/** Orders that are looked after at the same time. */
const AT_ONCE = 5;
/** The sweep takes on no more after this long; the next minute's goes on. Well below the function's time-out. */
const ENOUGH = 40 * SECOND;
const LONGEST_WAIT = HOUR;

/** What waits for us alone comes first: a payment platform that is slow to answer must not hold stock back. */
const OURS: readonly OrderState[] = ['placing', 'rejected', 'closed', 'refunded', 'paid'];
const THE_PLATFORMS: readonly OrderState[] = ['awaiting-payment', 'refunding'];

type Run = Output<typeof orderSweep>;

/**
 * Brings every order that waits for something to its end: drafts that a crash left behind, orders that nobody paid,
 * refunds that nobody answered, stock that a straggler set aside. Safe to run twice, and at the same time.
 */
export async function sweepOrders(gateway: PaymentGateway): Promise<Run> {
  const run: Run = { looked: 0, done: 0, failed: 0 };
  const startedAt = now();
  const inTime = () => toMs(now()) - toMs(startedAt) < ENOUGH;
  // Nearly always one query finds all of them, and mostly none.
  const first = await findDue([...OURS, ...THE_PLATFORMS], startedAt, BATCH);
  for (const states of [OURS, THE_PLATFORMS]) {
    const more = () => findDue(states, startedAt, BATCH);
    let due = first.length < BATCH ? first.filter(({ status }) => states.includes(status)) : await more();
    for (;;) {
      if (!(await lookAfterAll(due, gateway, run, inTime))) return run;
      if (due.length < BATCH) break;
      due = await more();
    }
  }
  return run;
}

/** @returns whether it makes sense to go on: there is time, and the payment platform answers */
async function lookAfterAll(due: Order[], gateway: PaymentGateway, run: Run, inTime: () => boolean): Promise<boolean> {
  for (let next = 0; next < due.length; next += AT_ONCE) {
    if (!inTime()) return false;
    const turns = due.slice(next, next + AT_ONCE).map((order) => takeTurn(order, gateway));
    const results = await Promise.all(turns);
    run.looked += results.length;
    run.done += results.filter((result) => result === 'done').length;
    run.failed += results.filter((result) => result !== 'done').length;
    if (results.every((result) => result === 'no-answer')) return false;
  }
  return true;
}

async function takeTurn(order: Order, gateway: PaymentGateway): Promise<'done' | 'failed' | 'no-answer'> {
  try {
    await lookAfter(order, gateway);
    return 'done';
  } catch (error) {
    log('error', 'sweep.failed', { orderId: order._id, status: order.status, ...describeError(error) });
    await postpone(order);
    return error instanceof Failure && error.code === 'PAYMENT_UNAVAILABLE' ? 'no-answer' : 'failed';
  }
}

async function lookAfter(order: Order, gateway: PaymentGateway): Promise<void> {
  switch (order.status) {
    case 'placing':
      return giveUp(order);
    case 'rejected':
      return clearAway(order);
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
      return order.withdrawal ? completeWithdrawal(order, order.withdrawal, gateway) : checkAgain(order, null);
  }
}

/** The call that was taking the order back is dead. When something of it was used meanwhile, the order stands. */
async function completeWithdrawal(order: Order, withdrawal: Withdrawal, gateway: PaymentGateway): Promise<void> {
  try {
    await withdraw(order, withdrawal, gateway);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'BENEFIT_SPENT') throw error;
  }
}

/** The call that was placing the order is dead. */
async function giveUp(order: Order): Promise<void> {
  const rejected = await advance(order, 'reject', { checkAt: after(now(), STRAGGLERS_GONE_AFTER) });
  if (rejected) await releaseHolds(order);
}

/** A rejected order stays for a day, so that its request id finds it and is not used for another order. */
async function clearAway(order: Order): Promise<void> {
  await releaseHolds(order);
  const forgetAt = after(order.createdAt, DAY);
  if (forgetAt <= now()) await forgetRejected(order);
  else await checkAgain(order, forgetAt);
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
