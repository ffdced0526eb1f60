import type { CostItem } from '../../contracts/cost/days.js';
import type { Instant } from '../../contracts/terms.js';
import { collection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

/** What one business day has cost, as far as the functions know. */
export interface CostDay {
  /** The day, YYYY-MM-DD. */
  _id: string;
  yuan: number;
  /** The budget that it was held against. */
  budgetYuan: number;
  items: CostItem[];
  pricesAsOf: string;
  estimatedAt: Instant;
}

export const costDayCollection = declareCollection('costDays', [], 'none');
export const costDays = collection<CostDay>(costDayCollection.name);

/** The last days, the newest first. One round trip. */
export function lastCostDays(most: number): Promise<CostDay[]> {
  return costDays.find({}, { orderBy: [['_id', 'desc']], limit: most });
}
