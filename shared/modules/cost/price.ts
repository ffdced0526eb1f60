import prices from './prices.json' with { type: 'json' };
import type { Usage } from './usage.js';

/** What one item of a usage costs. */
export interface PricedItem {
  item: keyof Usage;
  title: string;
  quantity: number;
  unit: string;
  points: number;
  confidence: string;
}

const POINTS_PER_YUAN = 1000;

/** The price of a usage, item by item, at the prices of `prices.json`: 1,000 points are 1 yuan. */
export function priced(usage: Usage): PricedItem[] {
  return (Object.keys(usage) as (keyof Usage)[]).map((item) => {
    const { title, points, per, unit, confidence } = prices.items[item];
    return { item, title, quantity: usage[item], unit, points: (usage[item] / per) * points, confidence };
  });
}

export function inYuan(points: number): number {
  return points / POINTS_PER_YUAN;
}
