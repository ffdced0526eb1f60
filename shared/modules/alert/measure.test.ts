import { describe, expect, it } from 'vitest';
import type { Instant } from '../../contracts/terms.js';
import { observe } from '../../core/metrics/histogram.js';
import { actionOf, cloudOf, noStats } from '../../core/metrics/stats.js';
import { after, MINUTE } from '../../core/time.js';
import { breachesOf, type Minute } from './measure.js';
import { alertRules } from './rules.js';

const AT = '2026-11-21T10:10:20.000Z' as Instant;

/** What was seen in the minute that began `ago` minutes before the present one. */
function minute(
  ago: number,
  seen: { action?: string; calls?: number; errors?: number; ms?: number; failures?: number },
): Minute {
  const stats = noStats();
  const { action = 'order-create', calls = 0, errors = 0, ms = 20, failures = 0 } = seen;
  const counted = actionOf(stats, action);
  Object.assign(counted, { calls, errors });
  for (let n = 0; n < calls; n += 1) observe(counted.ms, ms);
  Object.assign(cloudOf(stats, 'database-find'), { calls, failures });
  return { ...stats, at: after('2026-11-21T10:10:00.000Z' as Instant, -ago * MINUTE) };
}

const breaches = (minutes: Minute[], gauges = {}) =>
  breachesOf(alertRules, minutes, gauges, AT).map(({ rule, subject, value }) => `${rule.id} ${subject} ${value}`);

describe('a rule', () => {
  it('sees errors above a tenth of the calls of five minutes', () => {
    const five = [1, 2, 3, 4, 5].map((ago) => minute(ago, { calls: 10, errors: 2 }));
    expect(breaches(five)).toEqual(['error-rate order-create 20 %']);
    expect(breaches([1, 2, 3, 4, 5].map((ago) => minute(ago, { calls: 10, errors: 1 })))).toEqual([]);
  });

  it('looks neither at the minute that still lasts nor at what is older than its window', () => {
    expect(breaches([minute(0, { calls: 100, errors: 100 }), minute(6, { calls: 100, errors: 100 })])).toEqual([]);
  });

  it('sees nothing in too few calls', () => {
    expect(breaches([minute(1, { calls: 19, errors: 19 })])).toEqual([]);
    expect(breaches([minute(1, { calls: 20, errors: 20 })])).toEqual(['error-rate order-create 100 %']);
  });

  it('does not care in how many pieces and in what order minutes come', () => {
    const pieces = [minute(2, { calls: 15, errors: 9 }), minute(1, { calls: 5, errors: 3 })];
    expect(breaches(pieces)).toEqual(breaches([...pieces].reverse()));
  });

  it('sees what is slow, by the time that 95 in 100 stay within', () => {
    expect(breaches([minute(1, { calls: 30, ms: 2600 })])[0]).toMatch(/^slow order-create 2\d{3} ms$/);
    expect(breaches([minute(1, { calls: 30, ms: 1800 })])).toEqual([]);
  });

  it('sees a database that fails', () => {
    expect(breaches([minute(1, { calls: 6, failures: 4 })])).toEqual(['database-failure database 66.7 %']);
  });

  it('sees a number that somebody else knows', () => {
    expect(breaches([], { 'dead-letters': { 'notice-paid': 2 }, 'jobs-unwell': {} })).toEqual([
      'dead-letters notice-paid 2',
    ]);
  });
});
