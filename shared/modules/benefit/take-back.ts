import { benefitRefundDays } from '../../contracts/benefit/rules.js';
import type { OrderId, UserId } from '../../contracts/terms.js';
import { rule } from '../../core/config/config.js';
import { Failure } from '../../core/failure.js';
import { now } from '../../core/time.js';
import { benefitsOf, changeBenefits } from './accounts.js';
import { type RefundProblem, refundProblem, revoke } from './grants.js';

interface Asked {
  userId: UserId;
  orderId: OrderId;
  /** The buyer has so many days; the shop is not limited. */
  by: 'buyer' | 'shop';
}

/**
 * Refuses what cannot be refunded. One round trip.
 * @throws Failure BENEFIT_SPENT when something of it is used; REFUND_TOO_LATE for its buyer
 */
export async function checkRefundable({ userId, orderId, by }: Asked): Promise<void> {
  const refundDays = by === 'buyer' ? await rule(benefitRefundDays) : undefined;
  refuse(refundProblem(await benefitsOf(userId), orderId, now(), refundDays));
}

/**
 * Takes back what an order has granted, or will have: from here on nothing of it can be used. Safe to repeat.
 * @throws Failure BENEFIT_SPENT, and nothing is taken back
 */
export async function takeBack({ userId, orderId }: Omit<Asked, 'by'>): Promise<void> {
  const problem = await changeBenefits<RefundProblem | undefined>(userId, (before, at) => {
    const found = refundProblem(before, orderId, at, undefined);
    return { account: found ? undefined : revoke(before, orderId, at), result: found };
  });
  refuse(problem);
}

function refuse(problem: RefundProblem | undefined): void {
  if (problem) throw new Failure(problem === 'spent' ? 'BENEFIT_SPENT' : 'REFUND_TOO_LATE');
}
