import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../contracts/terms.js';
import { HOUR, after as later, MINUTE } from '../../core/time.js';
import type { AlertRecord } from './alerts.js';
import type { Breach } from './measure.js';
import { alertRules } from './rules.js';
import { observed, unobserved } from './transitions.js';

const START = '2026-11-21T10:00:20.000Z' as Instant;
const breach: Breach = { rule: alertRules[0]!, subject: 'order-create', value: '50 %', limit: '10 %' };

/** Evaluates once a minute: `1` where the condition holds. Whoever is told hears of it at once. */
function run(
  holds: readonly boolean[],
  acknowledgedAfter = Number.POSITIVE_INFINITY,
): { told: string[]; alert?: AlertRecord } {
  let alert: AlertRecord | undefined;
  const told: string[] = [];
  for (const [n, held] of holds.entries()) {
    const at = later(START, n * MINUTE);
    const next = held ? observed(alert, breach, at) : alert && unobserved(alert, at);
    alert = next ?? alert;
    if (!alert) continue;
    if (n >= acknowledgedAfter) alert = { ...alert, acknowledgedBy: 'somebody' };
    if (!alert.untold) continue;
    told.push(`${alert.state} ${n}`);
    alert = { ...alert, untold: false, toldState: alert.state, toldAt: at };
  }
  return { told, ...(alert && { alert }) };
}
const minutes = (count: number, held: boolean) => Array.from({ length: count }, () => held);

describe('an alert', () => {
  it('fires when its condition has held for five minutes, once, and says once that it is over', () => {
    expect(run([...minutes(5, true), ...minutes(5, false)]).told).toEqual([]);
    expect(run([...minutes(9, true), ...minutes(9, false)]).told).toEqual(['firing 5', 'resolved 11']);
  });

  it('begins to wait anew when the condition is gone before that', () => {
    expect(run([...minutes(4, true), false, ...minutes(5, true)]).told).toEqual([]);
  });

  it('begins to wait anew when nobody has looked for three minutes', () => {
    const first = observed(undefined, breach, START);
    const soon = observed(first, breach, later(START, 2 * MINUTE));
    expect(soon.since).toBe(START);
    const late = later(START, 6 * MINUTE);
    expect(observed(soon, breach, late)).toMatchObject({ state: 'pending', since: late });
  });

  it('stays one alert while the condition comes and goes within three minutes', () => {
    const flapping = Array.from({ length: 40 }, (_, n) => n % 2 === 0);
    expect(run([...minutes(8, true), ...flapping]).told).toEqual(['firing 5']);
  });

  it('reminds after four hours, unless somebody has acknowledged it', () => {
    const long = minutes(5 + (9 * HOUR) / MINUTE, true);
    expect(run(long).told).toEqual(['firing 5', 'firing 245', 'firing 485']);
    expect(run(long, 30).told).toEqual(['firing 5']);
  });

  it('never says that something is over that nobody was told of, nor twice the same in a row without four hours between', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 200 }), (holds) => {
        const { told } = run(holds);
        for (const [n, one] of told.entries()) {
          if (one.startsWith('resolved')) expect(told[n - 1]).toMatch(/^firing/);
          else if (n > 0) expect(told[n - 1]).toMatch(/^resolved/);
        }
      }),
    );
  });

  it('fires with the evaluation that completes its minutes, though it comes a moment early', () => {
    const evaluations = [16, 10, 12, 8, 15, 7].map((ms, minute) => later(START, minute * MINUTE + ms));
    const states: AlertRecord[] = [];
    for (const at of evaluations) states.push(observed(states.at(-1), breach, at));
    expect(states.map(({ state }) => state)).toEqual([...Array(5).fill('pending'), 'firing']);
  });
});
