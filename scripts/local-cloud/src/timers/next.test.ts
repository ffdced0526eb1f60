import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cron, parseCron } from './cron.js';
import { nextOccurrence } from './next.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
const next = (expression: string, after: string) => nextOccurrence(parseCron(expression), at(after));

describe('nextOccurrence', () => {
  it('reads the fields in Beijing time', () => {
    expect(next('0 0 2 * * * *', '2026-11-21T01:00:00')).toBe(at('2026-11-21T02:00:00'));
    expect(next('0 0 2 * * * *', '2026-11-21T02:00:00')).toBe(at('2026-11-22T02:00:00'));
    expect(next('*/5 * * * * * *', '2026-11-21T01:00:57')).toBe(at('2026-11-21T01:01:00'));
  });

  it('is strictly later than the given instant, also within a second', () => {
    const cron = parseCron('* * * * * * *');
    expect(nextOccurrence(cron, 1_000)).toBe(2_000);
    expect(nextOccurrence(cron, 999)).toBe(1_000);
  });

  it('takes either of day and weekday when both are given', () => {
    expect(next('0 0 0 1 * MON *', '2026-11-21T00:00:00')).toBe(at('2026-11-23T00:00:00'));
    expect(next('0 0 0 22 * MON *', '2026-11-21T00:00:00')).toBe(at('2026-11-22T00:00:00'));
  });

  it('finds the leap day, and nothing for a day that never comes or a year that is over', () => {
    expect(next('0 0 0 29 2 * *', '2026-11-21T00:00:00')).toBe(at('2028-02-29T00:00:00'));
    expect(next('0 0 0 30 2 * *', '2026-11-21T00:00:00')).toBeUndefined();
    expect(next('0 0 0 * * * 2020', '2026-11-21T00:00:00')).toBeUndefined();
  });

  it('agrees with trying every second', () => {
    const field = (min: number, max: number) =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min, max }).map(String),
        fc
          .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
          .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
        fc.integer({ min: 1, max: max }).map((n) => `*/${n}`),
        fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }).map((list) => list.join(',')),
      );
    const expression = fc
      .tuple(field(0, 59), field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6))
      .map((fields) => `${fields.join(' ')} *`);
    const start = fc.integer({ min: Date.UTC(2024, 1, 27) / 1000, max: Date.UTC(2027, 0, 2) / 1000 });
    fc.assert(
      fc.property(expression, start, (text, seconds) => {
        const cron = parseCron(text);
        const after = seconds * 1000;
        const found = nextOccurrence(cron, after);
        const span = Math.min(found ?? Number.POSITIVE_INFINITY, after + 86_400_000);
        expect(bruteForce(cron, after, span)).toBe(found !== undefined && found <= span ? found : undefined);
      }),
      { numRuns: 150 },
    );
  });
});

describe('parseCron', () => {
  it('refuses what is not seven sound fields, naming the field', () => {
    expect(() => parseCron('0 0 * * *')).toThrow(/5 fields, not the 7/);
    expect(() => parseCron('0 60 * * * * *')).toThrow(/minute/);
    expect(() => parseCron('0 0 5-2 * * * *')).toThrow(/hour/);
    expect(() => parseCron('0 0 0 */0 * * *')).toThrow(/day/);
    expect(() => parseCron('0 0 0 * FOO * *')).toThrow(/month/);
  });

  it('knows names, and 7 as Sunday', () => {
    expect(parseCron('0 0 0 * JAN,dec SUN *')).toMatchObject({ months: [1, 12] });
    expect([...parseCron('0 0 0 * * 7 *').weekdays]).toEqual([0]);
  });
});

/** The definition itself, second by second. */
function bruteForce(cron: Cron, after: number, until: number): number | undefined {
  for (let time = after + 1000; time <= until; time += 1000) {
    const wall = new Date(time + 8 * 3_600_000);
    const byDay = cron.days.has(wall.getUTCDate());
    const byWeekday = cron.weekdays.has(wall.getUTCDay());
    const day = cron.dayGiven && cron.weekdayGiven ? byDay || byWeekday : byDay && byWeekday;
    if (
      cron.seconds.includes(wall.getUTCSeconds()) &&
      cron.minutes.includes(wall.getUTCMinutes()) &&
      cron.hours.includes(wall.getUTCHours()) &&
      cron.months.includes(wall.getUTCMonth() + 1) &&
      cron.years.includes(wall.getUTCFullYear()) &&
      day
    ) {
      return time;
    }
  }
  return undefined;
}
