import { describe, expect, it } from 'vitest';
import { monthOf } from '../../../../shared/modules/almanac/month-of.js';
import { monthFrom, weekdayOf, weeksOf } from './month-grid.js';

describe('the grid of a month', () => {
  it('puts every day below its weekday, and nothing else', () => {
    for (const [year, month] of [
      [2026, 2],
      [2026, 11],
      [2028, 2],
      [1900, 2],
      [2100, 12],
    ] as const) {
      const weeks = weeksOf(monthOf({ year, month }, '2026-11-21'));
      for (const { cells } of weeks) {
        expect(cells).toHaveLength(7);
        for (const [place, { date }] of cells.entries()) if (date) expect(weekdayOf(date)).toBe(place);
      }
      const numbers = weeks.flatMap(({ cells }) => cells).flatMap(({ number }) => (number ? [number] : []));
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });

  it('notes a festival before a solar term, and a term before the lunar date', () => {
    const cells = weeksOf(monthOf({ year: 2026, month: 4 }, '2026-04-05')).flatMap((week) => week.cells);
    expect(cells.find(({ date }) => date === '2026-04-05')).toMatchObject({
      note: '清明节',
      marked: true,
      isToday: true,
    });
    expect(cells.find(({ date }) => date === '2026-04-20')).toMatchObject({ note: '谷雨', marked: true });
    expect(cells.find(({ date }) => date === '2026-04-17')).toMatchObject({ note: '三月', marked: false });
  });

  it('turns the year, and stays within the calendar', () => {
    expect(monthFrom({ year: 2026, month: 12 }, 1)).toEqual({ year: 2027, month: 1 });
    expect(monthFrom({ year: 2026, month: 1 }, -1)).toEqual({ year: 2025, month: 12 });
    expect(monthFrom({ year: 1900, month: 2 }, -1)).toEqual({ year: 1900, month: 2 });
    expect(monthFrom({ year: 2100, month: 12 }, 1)).toEqual({ year: 2100, month: 12 });
  });
});
