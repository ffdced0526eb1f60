import type { Instant } from '../../contracts/terms.js';
import { after, businessDay, DAY } from '../../core/time.js';
import type { CostDay } from './cost-days.js';

/** The yuan by which yesterday was over its budget, for alerts: by day, nothing when it was not. */
export function overBudget([last]: readonly CostDay[], at: Instant): Record<string, number> {
  if (!last || last._id !== businessDay(after(at, -DAY)) || last.yuan <= last.budgetYuan) return {};
  return { [last._id]: Number((last.yuan - last.budgetYuan).toFixed(2)) };
}
