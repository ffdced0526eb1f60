import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sex } from '../../../contracts/bazi/birth.js';
import { Failure } from '../../../core/failure.js';
import { after, businessDay, DAY, now } from '../../../core/time.js';
import { matchCharts } from './match-charts.js';

const born = (year: number, month: number, day: number, sex: Sex = 'female') => ({
  ...({ sex, ziRule: 'day-at-0', trueSolar: false } as const),
  birth: { calendar: 'solar', year, month, day, hour: 10 } as const,
});
const births = fc
  .record({
    year: fc.integer({ min: 1940, max: 2005 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => born(year, month, day));

describe('a match', () => {
  it('is the sum of its items, whoever of the two comes first', () => {
    fc.assert(
      fc.property(births, births, (one, other) => {
        const match = matchCharts({ one, other });
        expect(match.items.reduce((sum, { score }) => sum + score, 0)).toBe(match.score);
        expect(match.items.reduce((sum, { most }) => sum + most, 0)).toBe(100);
        for (const { score, most, reason } of match.items) {
          expect(score).toBeLessThanOrEqual(most);
          expect(reason).not.toBe('');
        }
        expect(matchCharts({ one: other, other: one }).score).toBe(match.score);
      }),
      { seed: 20_261_121, numRuns: 50 },
    );
  });

  it('says what it sees: 1984 甲子 and 1990 庚午 clash, 1984 甲子 and 1985 乙丑 combine', () => {
    const years = (other: number) => matchCharts({ one: born(1984, 6, 1), other: born(other, 6, 1) }).items[0]!;
    expect(years(1990)).toMatchObject({ reason: '子与午六冲' });
    expect(years(1985)).toMatchObject({ reason: '子与丑六合', score: 15 });
    expect(years(1990).score).toBeLessThan(years(1985).score);
  });

  it('is for adults alone', () => {
    expect(() => matchCharts({ one: born(1990, 1, 1), other: born(2020, 1, 1) })).toThrow(Failure);
    const tomorrow = businessDay(after(now(), DAY)).split('-').map(Number);
    const almost = born(tomorrow[0]! - 18, tomorrow[1]!, tomorrow[2]!);
    expect(() => matchCharts({ one: almost, other: born(1990, 1, 1) })).toThrow(Failure);
  });
});
