import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING, plus, times } from '../../shared/modules/cost/usage.js';
import { estimate } from './estimate.js';

const visit = { ...NOTHING, call: 8, compute: 8 * 0.25 * 0.2, database: 20, storageRequest: 2, cdn: 3 / 1024 };
const order = { ...NOTHING, call: 6, database: 15 };
const profile = { visit, order, idle: NOTHING };

describe('the monthly estimate', () => {
  it('is that of the worked example: a thousand users a day are about 32.6 yuan, inside of the personal plan', () => {
    const { points, yuan, plan } = estimate(profile, { dau: 1000, orders: 0 });
    expect(Math.round(points / 100) * 100).toBe(32_200);
    expect(yuan).toBeCloseTo(points / 1000);
    expect(plan).toEqual({ name: '个人版', yuan: 39.9 });
  });

  it('takes no free plan that would stop, and pays what is over a plan as it is used', () => {
    expect(estimate(profile, { dau: 10, orders: 0 }).plan).toEqual({ name: '体验版', yuan: 0 });
    const { points, plan } = estimate(profile, { dau: 2000, orders: 0 });
    expect(plan.name).toBe('个人版');
    expect(plan.yuan).toBeCloseTo(39.9 + (points - 40_000) / 1000);
  });

  it('grows in proportion to users and orders, and is the sum of its lines', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), (dau, orders) => {
        const { points, lines } = estimate(profile, { dau, orders });
        expect(points).toBeCloseTo(
          lines.reduce((sum, line) => sum + line.points, 0),
          3,
        );
        const apart = estimate(profile, { dau, orders: 0 }).points + estimate(profile, { dau: 0, orders }).points;
        expect(points).toBeCloseTo(apart, 3);
      }),
    );
  });

  it('adds usages item by item', () => {
    expect(plus(visit, order)).toMatchObject({ call: 14, database: 35 });
    expect(times(order, 2)).toMatchObject({ call: 12, database: 30 });
  });
});
