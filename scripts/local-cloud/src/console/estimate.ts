import { type Confidence, PLANS, type Plan, PRICES, type Price, UNIT_PRICES } from './prices.js';
import type { Usage } from './usage.js';

const DAYS = 30;
const GB = 1024 ** 3;

export interface EstimateInput {
  /** What was measured here; the mix of calls is taken from it. */
  usage: Usage;
  /** Function calls that a day on the platform is expected to have. */
  callsPerDay: number;
  /** What lies in the database and in storage now. */
  databaseBytes: number;
  storageBytes: number;
}

export interface EstimateLine {
  item: Price['item'];
  /** How much of it a month of 30 days takes, in units of `per` (`10k` counts tens of thousands). */
  quantity: number;
  per: Price['per'];
  unitPoints: number;
  points: number;
  confidence: Confidence;
}

export interface Estimate {
  callsPerDay: number;
  /** Invocations that the mix was taken from; nothing can be said from none. */
  measuredCalls: number;
  lines: EstimateLine[];
  points: number;
  yuan: number;
  /** The smallest plan that holds it; absent when none does. */
  plan?: Plan;
  plans: readonly Plan[];
  prices: typeof PRICES;
}

/** What a month of 30 days would come to, if calls went on as the measured ones did. Traffic is left out. */
export function estimateMonth({ usage, callsPerDay, databaseBytes, storageBytes }: EstimateInput): Estimate {
  const calls = callsPerDay * DAYS;
  const perCall = (measured: number) => (usage.calls === 0 ? 0 : (measured / usage.calls) * calls);
  const amounts: Record<Price['item'], number> = {
    functionCall: usage.calls === 0 ? 0 : calls,
    compute: perCall(usage.gbSeconds),
    databaseCall: perCall(usage.databaseCalls),
    storageRequest: perCall(usage.storageRequests),
    httpAccess: perCall(usage.httpCalls),
    databaseDay: (databaseBytes / GB) * DAYS,
    storageDay: (storageBytes / GB) * DAYS,
  };
  const lines = UNIT_PRICES.map(({ item, points: unitPoints, per, confidence }) => {
    const quantity = per === '10k' ? amounts[item] / 10_000 : amounts[item];
    return { item, quantity, per, unitPoints, points: quantity * unitPoints, confidence };
  });
  const points = lines.reduce((sum, line) => sum + line.points, 0);
  return {
    callsPerDay,
    measuredCalls: usage.calls,
    lines,
    points,
    yuan: points / PRICES.pointsPerYuan,
    plan: PLANS.find((one) => one.points >= points),
    plans: PLANS,
    prices: PRICES,
  };
}
