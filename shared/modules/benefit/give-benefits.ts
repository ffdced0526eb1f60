import type { benefitGive } from '../../contracts/benefit/give.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { noteForAudit } from '../../core/audit/audit.js';
import { idForRequest } from '../../core/context.js';
import type { GrantId } from './account.js';
import { changeBenefits } from './accounts.js';
import { grant } from './grants.js';
import { shownBenefits } from './show.js';

/** Gives a member passes or days of a plan, once for each request: to make up for something, or to be kind. */
export async function giveBenefits({
  userId,
  grants,
  reason,
}: Parsed<typeof benefitGive>): Promise<Output<typeof benefitGive>> {
  const id = idForRequest<GrantId>('gift');
  const now = await changeBenefits(userId, (before, at) => {
    const account = grant(before, { ...grants, id, title: reason }, at);
    return { account, result: account ?? before };
  });
  noteForAudit({ gift: id, passes: grants.passes, planDays: grants.planDays });
  return shownBenefits(now);
}
