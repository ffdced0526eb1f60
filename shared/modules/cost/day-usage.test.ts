import { describe, expect, it } from 'vitest';
import { noStats } from '../../core/metrics/stats.js';
import { usageOf } from './day-usage.js';
import { inYuan, priced } from './price.js';

const action = (calls: number, sumMs: number) => ({
  ...{ calls, codes: {}, errors: 0, cold: 0, roundTrips: 0, overhead: 0, sumMs, ms: {} as never },
});
const kind = (calls: number) => ({ calls, failures: 0, sumMs: 0, ms: {} as never });

describe('the spend of a day', () => {
  it('is nothing for a day in which nothing happened', () => {
    expect(priced(usageOf(noStats())).reduce((sum, { points }) => sum + points, 0)).toBe(0);
  });

  it('counts calls, their seconds at 256 MB, and what they asked of database and storage', () => {
    const actions = { 'order-create': action(9_000, 1_800_000), 'http-pay-notify': action(1_000, 200_000) };
    const cloud = {
      'database-find': kind(30_000),
      'database-change': kind(20_000),
      'storage-call': kind(500),
      'function-call': kind(7),
    };
    const usage = usageOf({ actions, cloud });
    expect(usage).toMatchObject({ call: 10_000, compute: 500, database: 50_000, storageRequest: 500, http: 1_000 });
    // 13.3 for calls, 55.5 for compute, 1,000 for the database, 0.5 for storage, 3 for HTTP, 1.7 for logs.
    expect(inYuan(priced(usage).reduce((sum, { points }) => sum + points, 0))).toBeCloseTo(1.074, 3);
  });
});
