import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant } from '../terms.js';

export const CostItem = z.strictObject({
  item: z.string(),
  title: z.string(),
  quantity: z.number(),
  unit: z.string(),
  yuan: z.number(),
});
export type CostItem = z.output<typeof CostItem>;

export const costDays = contract({
  name: 'cost-days',
  title: '查询每日费用估算',
  access: 'metric.read',
  input: z.strictObject({ limit: z.int().min(1).max(90).default(30) }),
  /** The newest first; without traffic and capacity, which functions do not see. */
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        day: z.iso.date(),
        yuan: z.number(),
        budgetYuan: z.number(),
        items: z.array(CostItem),
        pricesAsOf: z.string(),
        estimatedAt: Instant,
      }),
    ),
  }),
  budget: { roundTrips: 3 },
});
