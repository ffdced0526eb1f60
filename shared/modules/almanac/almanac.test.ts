import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Purpose } from '../../contracts/almanac/pick.js';
import { type CivilMs, civil, DAY, partsOf, textOf } from '../bazi/birth/civil.js';
import { dayPillar } from '../bazi/chart/pillars.js';
import { BRANCHES, ganzhi } from '../bazi/chart/sexagenary.js';
import { dayOf, essentialsOf, solarDayOf } from './day-of.js';
import { monthOf } from './month-of.js';
import { pickDays } from './pick-days.js';
import { termsOf } from './terms-of.js';

const DUTIES = '建除满平定执破危成收开闭';
const branch = (pillar: string) => BRANCHES.indexOf(pillar[1] as (typeof BRANCHES)[number]);

const dates = fc
  .integer({ min: civil({ year: 1901, month: 1, day: 1 }) / DAY, max: civil({ year: 2099, month: 1, day: 1 }) / DAY })
  .map((day) => textOf((day * DAY) as CivilMs).slice(0, 10));

describe('a day of the almanac', () => {
  it('has the pillar of its day, the duty that month and day make, and hours that follow from the day', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const day = dayOf(date);
        const [year, month, number] = date.split('-').map(Number);
        const noon = civil({ year: year!, month: month!, day: number!, hour: 12 });
        expect(partsOf(noon).hour).toBe(12);
        expect(day.pillars.day).toBe(ganzhi(dayPillar(noon, 'day-at-0')));
        // 建除: the day whose branch is the month's own is 建, the next 除, and so on.
        expect(day.duty).toBe(DUTIES[(branch(day.pillars.day) - branch(day.pillars.month) + 12) % 12]);
        expect(day.clash.branch).toBe(BRANCHES[(branch(day.pillars.day) + 6) % 12]);
        expect(day.hours.map(({ ganzhi: hour }) => hour[1]).join('')).toBe(BRANCHES.join(''));
        for (const one of day.recommends) expect(day.avoids).not.toContain(one);
      }),
      { seed: 20_261_121, numRuns: 100 },
    );
  });

  it('is 2026-11-21 as almanacs print it', () => {
    expect(dayOf('2026-11-21')).toMatchObject({
      lunar: '农历丙午年十月十三',
      pillars: { year: '丙午', month: '己亥', day: '己亥' },
      duty: '建',
      star: { name: '天德', ecliptic: '黄道' },
      clash: { branch: '巳', zodiac: '蛇', direction: '西' },
      pengZu: ['己不破券二比并亡', '亥不嫁娶不利新郎'],
      mansion: { name: '女', fullName: '女土蝠' },
      season: { name: '立冬', day: 15, next: { name: '小雪', date: '2026-11-22' } },
    });
    expect(dayOf('2026-11-22')).toMatchObject({
      term: '小雪',
      season: { name: '小雪', day: 1, next: { name: '大雪', date: '2026-12-07' } },
    });
  });
});

describe('days for a purpose', () => {
  it('are none that the almanac advises against or that clash with anybody, and all others are accounted for', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Purpose.options),
        dates,
        fc.array(fc.integer({ min: 1930, max: 2020 }), { maxLength: 3 }),
        fc.boolean(),
        (purpose, from, birthYears, weekendsOnly) => {
          const { days, looked, left } = pickDays({ purpose, from, days: 28, birthYears, weekendsOnly });
          expect(days.length + Object.values(left).reduce((sum, count) => sum + count, 0)).toBe(looked);
          const scores = days.map(({ score }) => score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
          for (const { date, weekend } of days) {
            const clash = BRANCHES.indexOf(essentialsOf(solarDayOf(date)).clash.branch as (typeof BRANCHES)[number]);
            for (const year of birthYears) expect((year - 4) % 12).not.toBe(clash);
            if (weekendsOnly) expect(weekend).toBe(true);
          }
        },
      ),
      { seed: 20_261_121, numRuns: 40 },
    );
  });
});

describe('a month of the calendar', () => {
  const month = fc.record({ year: fc.integer({ min: 1901, max: 2100 }), month: fc.integer({ min: 1, max: 12 }) });

  it('has each of its days once, each as the almanac of that day says', () => {
    fc.assert(
      fc.property(month, (asked) => {
        const { days } = monthOf(asked, '2026-11-21');
        const first = civil({ year: asked.year, month: asked.month, day: 1 });
        const dates = days.map((_, index) => textOf((first + index * DAY) as CivilMs).slice(0, 10));
        expect(days.map(({ date }) => date)).toEqual(dates);
        expect(textOf((first + days.length * DAY) as CivilMs).slice(8, 10)).toBe('01');
        for (const { date, pillars, term, festivals, lunar } of [days[0]!, days[14]!]) {
          const day = dayOf(date);
          expect({ pillars, term, festivals }).toEqual({
            pillars: day.pillars,
            term: day.term,
            festivals: day.festivals,
          });
          expect(day.lunar.endsWith(lunar.month + lunar.day)).toBe(true);
        }
      }),
      { seed: 20_261_121, numRuns: 40 },
    );
  });

  it('is the month of today when none is asked for, and refuses half a question', () => {
    expect(monthOf({}, '2026-11-21')).toMatchObject({ year: 2026, month: 11 });
    expect(() => monthOf({ year: 2026 }, '2026-11-21')).toThrow('年和月');
    expect(() => monthOf({ year: 1900, month: 1 }, '2026-11-21')).toThrow('1900 年 2 月');
  });

  it('names a leap month', () => {
    const { days } = monthOf({ year: 2025, month: 7 }, '2026-11-21');
    expect(days.find(({ date }) => date === '2025-07-25')?.lunar).toEqual({ month: '闰六月', day: '初一' });
  });
});

describe('the solar terms of a year', () => {
  it('begin with 小寒, end with 冬至, are in order, and 节 and 气 take turns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1901, max: 2100 }), (year) => {
        const { terms } = termsOf(year, '2026-11-21');
        expect([terms[0]!.name, terms[23]!.name]).toEqual(['小寒', '冬至']);
        const moments = terms.map(({ date, time }) => `${date} ${time}`);
        expect(moments).toEqual([...moments].sort());
        expect(terms.every(({ date }) => date.startsWith(String(year)))).toBe(true);
        expect(terms.map(({ kind }) => kind).join('')).toBe('节气'.repeat(12));
      }),
      { seed: 20_261_121, numRuns: 50 },
    );
  });

  it('are those that the Purple Mountain Observatory printed for 2026', () => {
    const at = (name: string) => termsOf(2026, '2026-11-21').terms.find((term) => term.name === name);
    expect(at('立春')).toMatchObject({ date: '2026-02-04', time: '04:02' });
    expect(at('冬至')).toMatchObject({ date: '2026-12-22', time: '04:50' });
  });
});
