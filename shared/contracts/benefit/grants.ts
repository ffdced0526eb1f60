import * as z from 'zod';

/** What one piece of a SKU grants to its buyer, in place of a parcel: passes, a plan, or both. */
export const Grants = z.strictObject({
  /** Each is good for one unit of use. */
  passes: z.int().min(0).max(1000),
  /** Days that the passes are good for, from payment on; null for ever. */
  passDays: z.int().min(1).max(3660).nullable(),
  /** Days of the plan, from its present end on. */
  planDays: z.int().min(0).max(3660),
  /** Units of use a day while the plan runs. */
  planPerDay: z.int().min(0).max(1000),
});
export type Grants = z.output<typeof Grants>;

/** Grants that grant something, and a plan only as a whole. */
export const SomeGrants = Grants.refine(({ passes, planDays }) => passes > 0 || planDays > 0, {
  message: '应有次数或会员天数',
}).refine(({ planDays, planPerDay }) => planDays > 0 === planPerDay > 0, {
  message: '会员天数与每日次数应同时填写',
});

/** How many pieces of a SKU that grants something can be ordered at a time: there is no stock of it. */
export const GRANTED_AT_ONCE = 99;
