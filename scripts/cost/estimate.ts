import { inYuan, type PricedItem, priced } from '../../shared/modules/cost/price.js';
import prices from '../../shared/modules/cost/prices.json' with { type: 'json' };
import { plus, times, type Usage } from '../../shared/modules/cost/usage.js';

/** What was measured of an app: one visit, one order, and a month of its timers. */
export interface Profile {
  visit: Usage;
  order: Usage;
  /** A month of an app that nobody uses. */
  idle: Usage;
}

/** How much an app is used. */
export interface Scale {
  /** Users a day, each with one visit. */
  dau: number;
  /** Orders a day. */
  orders: number;
}

export interface Estimate {
  lines: PricedItem[];
  points: number;
  yuan: number;
  /** The plan that holds it for the least money, with what goes over its points paid as it is used. */
  plan: { name: string; yuan: number };
}

const DAYS = 30;

/** What a month at this scale costs. Points beyond a plan's are paid at 1 yuan for 1,000. */
export function estimate({ visit, order, idle }: Profile, { dau, orders }: Scale): Estimate {
  const month = plus(times(visit, dau * DAYS), times(order, orders * DAYS), idle);
  const lines = priced(month);
  const points = lines.reduce((total, line) => total + line.points, 0);
  const plans = prices.plans.map((plan) => ({ name: plan.name, yuan: plan.yuan + overrun(points, plan) }));
  const [plan] = plans.filter(({ yuan }) => Number.isFinite(yuan)).sort((a, b) => a.yuan - b.yuan);
  return { lines, points, yuan: inYuan(points), plan: plan! };
}

/** The free plan has none: the environment stops. */
function overrun(points: number, plan: { yuan: number; points: number }): number {
  if (points <= plan.points) return 0;
  return plan.yuan === 0 ? Number.POSITIVE_INFINITY : inYuan(points - plan.points);
}
