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

/** How many pieces of a SKU that grants something can be ordered at a time: there is no stock of it. */
export const GRANTED_AT_ONCE = 99;
