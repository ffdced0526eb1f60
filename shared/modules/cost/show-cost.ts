import type { Output, Parsed } from '../../contracts/contract.js';
import type { costDays } from '../../contracts/cost/days.js';
import { lastCostDays } from './cost-days.js';

/** What the last days have cost, the newest first. */
export async function showCostDays({ limit }: Parsed<typeof costDays>): Promise<Output<typeof costDays>> {
  const days = await lastCostDays(limit);
  return {
    items: days.map(({ _id, yuan, budgetYuan, items, pricesAsOf, estimatedAt }) => ({
      ...{ day: _id, yuan, budgetYuan, items, pricesAsOf, estimatedAt },
    })),
  };
}
