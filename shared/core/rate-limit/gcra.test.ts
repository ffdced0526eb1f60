import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, type Limit } from './gcra.js';

const limits = fc.record({
  burst: fc.integer({ min: 1, max: 50 }),
  perSecond: fc.double({ min: 0.01, max: 100, noNaN: true }),
});
const pauses = fc.array(
  fc.record({ pauseMs: fc.integer({ min: 0, max: 20_000 }), wanted: fc.integer({ min: 1, max: 8 }) }),
  {
    maxLength: 60,
  },
);
const START = 1_800_000_000_000;

describe('a token bucket', () => {
  it('never gives more than burst + rate × time in any stretch of any schedule', () => {
    fc.assert(
      fc.property(limits, pauses, (limit, schedule) => {
        const given = runSchedule(limit, schedule);
        for (const [from, first] of given.entries()) {
          let total = 0;
          for (const { at, granted } of given.slice(from)) {
            total += granted;
            const bound = limit.burst + (limit.perSecond * (at - first.at)) / 1000;
            expect(total).toBeLessThanOrEqual(bound + 1e-3);
          }
        }
      }),
    );
  });

  it('gives a token to whoever waits as long as it says, and none a moment before', () => {
    fc.assert(
      fc.property(limits, (limit) => {
        const { fullAt, granted } = draw(limit, 0, START, limit.burst);
        expect(granted).toBe(limit.burst);
        const { retryAfterMs } = draw(limit, fullAt, START, 1);
        expect(draw(limit, fullAt, START + retryAfterMs, 1).granted).toBe(1);
        if (retryAfterMs > 2) expect(draw(limit, fullAt, START + retryAfterMs - 2, 1).granted).toBe(0);
      }),
    );
  });

  it('gives the whole burst again after a rest', () => {
    const limit: Limit = { burst: 20, perSecond: 10 };
    const { fullAt } = draw(limit, 0, START, 20);
    expect(draw(limit, fullAt, START + 2000, 50).granted).toBe(20);
  });

  it('counts as empty, not as closed for an hour, after a clock was an hour ahead', () => {
    const limit: Limit = { burst: 5, perSecond: 1 };
    const { fullAt } = draw(limit, 0, START + 3_600_000, 5);
    const refused = draw(limit, fullAt, START, 1);
    expect(refused.granted).toBe(0);
    expect(refused.retryAfterMs).toBe(1000);
    expect(draw(limit, refused.fullAt, START + 1000, 1).granted).toBe(1);
  });
});

function runSchedule(limit: Limit, schedule: { pauseMs: number; wanted: number }[]) {
  let [at, fullAt] = [START, 0];
  return schedule.map(({ pauseMs, wanted }) => {
    at += pauseMs;
    const drawn = draw(limit, fullAt, at, wanted);
    fullAt = drawn.fullAt;
    return { at, granted: drawn.granted };
  });
}
