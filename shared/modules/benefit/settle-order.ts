import type { benefitSettle } from '../../contracts/benefit/settle.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { log } from '../../core/log.js';
import { count } from '../../core/metrics/count.js';
import { changeBenefits } from './accounts.js';
import { grant, refundProblem, revoke } from './grants.js';

type Told = Parsed<typeof benefitSettle>;

/** Grants what a paid order has bought, once however often and however late it is told, and never after its refund. */
export async function settleOrder({ type, data }: Told): Promise<Output<typeof benefitSettle>> {
  const { orderId, userId, lines, title } = data;
  const granted = lines.flatMap(({ grants, quantity }) => (grants ? [{ grants, quantity }] : []));
  if (granted.length === 0) return {};
  const sold = granted[0]!;
  if (granted.length > 1) throw new Error(`order ${orderId} has more than one line that grants something`);
  const { grants, quantity } = sold;
  const whole = { ...grants, passes: grants.passes * quantity, planDays: grants.planDays * quantity };
  const outcome = await changeBenefits(userId, (before, at) => {
    if (type === 'order.paid') {
      const account = grant(before, { ...whole, id: orderId, title }, at);
      return { account, result: account ? 'granted' : 'known' };
    }
    // Taken back before the money went; only what was paid past us can have come here without.
    if (refundProblem(before, orderId, at, undefined)) return { account: undefined, result: 'spent' };
    return { account: revoke(before, orderId, at), result: 'revoked' };
  });
  if (outcome === 'granted') count('benefit.granted');
  if (outcome === 'spent') log('error', 'benefit.refunded-though-spent', { orderId });
  return {};
}
