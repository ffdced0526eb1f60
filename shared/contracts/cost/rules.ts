import * as z from 'zod';
import { rule } from '../setting.js';

/** What a day may cost before somebody is told; the default is the personal plan's month, by day, five times over. */
export const costDailyBudget = rule('cost.dailyBudgetYuan', {
  title: '每日云资源费用超过多少时告警',
  unit: '元',
  schema: z.number().min(0).max(100_000),
  default: 7,
});

export const costSettings = [costDailyBudget] as const;
