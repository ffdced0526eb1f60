import type { benefitWaive } from '../../contracts/benefit/waive.js';
import type { Output } from '../../contracts/contract.js';
import { member } from '../../core/actor.js';
import { changeBenefits } from './accounts.js';
import { waive } from './grants.js';
import { shownBenefits } from './show.js';

/** Gives up everything that the acting member has left, for nothing. Safe to repeat. */
export async function waiveBenefits(): Promise<Output<typeof benefitWaive>> {
  const left = await changeBenefits(member().userId, (before, at) => {
    const account = waive(before, at);
    return { account, result: account ?? before };
  });
  return shownBenefits(left);
}
