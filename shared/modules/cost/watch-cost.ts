import type { Output } from '../../contracts/contract.js';
import { costDailyBudget } from '../../contracts/cost/rules.js';
import type { costWatch } from '../../contracts/cost/watch.js';
import { rule } from '../../core/config/config.js';
import { log } from '../../core/log.js';
import { after, businessDay, DAY, now, startOfBusinessDay } from '../../core/time.js';
import { endOfPeriod, recordsBetween } from '../metric/records.js';
import { type CostDay, costDays } from './cost-days.js';
import { usageOf } from './day-usage.js';
import { inYuan, priced } from './price.js';
import prices from './prices.json' with { type: 'json' };

/** Holds what yesterday has cost against the budget of a day, and keeps it. Alerts look at what is kept. Safe to repeat. */
export async function watchCost(): Promise<Output<typeof costWatch>> {
  const at = now();
  const day = businessDay(after(at, -DAY));
  const from = startOfBusinessDay(day);
  const [record] = await recordsBetween('day', from, endOfPeriod('day', from), ['actions', 'cloud']);
  if (!record) return { days: 0, yuan: 0, over: 0 };
  const items = priced(usageOf(record))
    .filter(({ quantity }) => quantity > 0)
    .map(({ item, title, quantity, unit, points }) => ({ item, title, quantity, unit, yuan: inYuan(points) }));
  const yuan = items.reduce((sum, item) => sum + item.yuan, 0);
  const budgetYuan = await rule(costDailyBudget);
  await keep({ _id: day, yuan, budgetYuan, items, pricesAsOf: prices.asOf, estimatedAt: at });
  if (yuan > budgetYuan) log('warn', 'cost.over-budget', { day, yuan, budgetYuan });
  return { days: 1, yuan, over: Math.max(0, yuan - budgetYuan) };
}

/** Estimated again, a day knows more. */
async function keep({ _id, ...estimate }: CostDay): Promise<void> {
  if (!(await costDays.insert({ _id, ...estimate }))) await costDays.change(_id, {}, estimate);
}
