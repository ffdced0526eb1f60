import fc from 'fast-check';
import { type LunarMonth, LunarYear, SolarDay } from 'tyme4ts';
import { describe, expect, it } from 'vitest';
import { dayName, inOtherCalendar, lunarText, monthName, yearName } from './calendar-names';
import { turned, wheelOf, withinWheel } from './date-wheel';
import { lunarMonths, solarMonthDays, toLunar, toSolar } from './lunar';

const RANGE = { first: 1700, last: 2200 };
const someDay = fc
  .record({
    year: fc.integer({ min: 1700, max: 2200 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .map(({ year, month, day }) => ({ year, month, day: Math.min(day, solarMonthDays(year, month)) }));

describe('the table of lunar months', () => {
  it('has the months of every year from 1700 to 2200, and their lengths, as tyme4ts has them', () => {
    for (let year = 1700; year <= 2200; year += 1) {
      const months = LunarYear.fromYear(year)
        .getMonths()
        .map((month: LunarMonth) => ({ month: month.getMonth(), isLeap: month.isLeap(), days: month.getDayCount() }));
      expect(lunarMonths(year), String(year)).toEqual(months);
    }
  });

  it('turns every date into the lunar one of tyme4ts, and back', () => {
    fc.assert(
      fc.property(someDay, (date) => {
        const lunar = SolarDay.fromYmd(date.year, date.month, date.day).getLunarDay();
        const ours = toLunar(date);
        expect(ours).toEqual({
          year: lunar.getYear(),
          month: Math.abs(lunar.getMonth()),
          isLeap: lunar.getMonth() < 0,
          day: lunar.getDay(),
        });
        expect(toSolar(ours)).toEqual(date);
        expect(monthName(ours)).toBe(
          lunar.getLunarMonth().getName().replace('十一月', '冬月').replace('十二月', '腊月'),
        );
        expect(dayName(ours.day)).toBe(lunar.getName());
        expect(yearName(ours.year)).toBe(lunar.getLunarMonth().getLunarYear().getSixtyCycle().getName());
      }),
      { numRuns: 500 },
    );
  });

  it('says in words what a date is in the other calendar', () => {
    const date = toSolar({ year: 1990, month: 5, isLeap: true, day: 15 });
    expect(inOtherCalendar('lunar', date)).toBe('公历 1990 年 7 月 7 日，星期六');
    expect(inOtherCalendar('solar', date)).toBe('农历庚午马年闰五月十五');
    expect(lunarText(toLunar({ year: 2000, month: 2, day: 5 }))).toBe('农历庚辰龙年正月初一');
  });
});

describe('the wheel of dates', () => {
  it('shows a date so that turning nothing changes nothing, in either calendar', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom('solar' as const, 'lunar' as const), (day, calendar) => {
        const date = withinWheel(calendar, day, RANGE);
        const { columns, value } = wheelOf(calendar, date, RANGE);
        expect(turned(calendar, date, value, RANGE)).toEqual(date);
        for (const [index, column] of columns.entries()) expect(column[value[index]!]).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  it('always comes to rest on a date that the calendar has', () => {
    const rows = fc.tuple(fc.nat(500), fc.nat(12), fc.nat(30));
    fc.assert(
      fc.property(someDay, rows, fc.constantFrom('solar' as const, 'lunar' as const), (day, value, calendar) => {
        const places = calendar === 'solar' ? [value[0], Math.min(value[1], 11), value[2]] : value;
        const date = turned(calendar, withinWheel(calendar, day, RANGE), places, RANGE);
        expect(date.day).toBeLessThanOrEqual(solarMonthDays(date.year, date.month));
        expect(toSolar(toLunar(date))).toEqual(date);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the month when the year has no leap month, and the last day when the month is short', () => {
    const leap = toSolar({ year: 1990, month: 5, isLeap: true, day: 15 });
    const { columns, value } = wheelOf('lunar', leap, RANGE);
    expect(columns[1]![value[1]!]).toBe('闰五月');
    const next = turned('lunar', leap, [value[0]! + 1, value[1]!, value[2]!], RANGE);
    expect(toLunar(next)).toEqual({ year: 1991, month: 5, isLeap: false, day: 15 });
    expect(turned('solar', { year: 2024, month: 2, day: 29 }, [325, 1, 28], RANGE)).toEqual({
      year: 2025,
      month: 2,
      day: 28,
    });
  });
});
