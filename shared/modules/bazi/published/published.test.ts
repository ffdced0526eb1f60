import { describe, expect, it } from 'vitest';
import { Birth, type Sex } from '../../../contracts/bazi/birth.js';
import { type CivilMs, DAY, HOUR, partsOf } from '../birth/civil.js';
import { dayPillar, midnightBefore } from '../chart/pillars.js';
import { BRANCHES, cycleOf, type Ganzhi, ganzhi, indexOf, STEMS } from '../chart/sexagenary.js';
import { jie } from '../chart/solar-terms.js';
import { monthsOf, yearPillar } from '../luck/flow.js';
import { makeChart } from '../make-chart.js';
import published from './charts.json' with { type: 'json' };

/** What a printed chart breaks: a pillar that does not exist, 五虎遁 of the month, 五鼠遁 of the hour. */
type Break = 'pillar' | 'month' | 'hour';

const SCHOOL = { ziRule: 'day-at-0', trueSolar: false } as const;
const BEIJING = { longitude: 120, timeZone: '+08:00' };

const split = (text: string) => text.split(' ') as Ganzhi[];
const stem = (pillar: string) => STEMS.indexOf(pillar[0] as (typeof STEMS)[number]);
const branch = (pillar: string) => BRANCHES.indexOf(pillar[1] as (typeof BRANCHES)[number]);
const exists = (pillar: string) => stem(pillar) >= 0 && branch(pillar) >= 0 && stem(pillar) % 2 === branch(pillar) % 2;

/** The verses of the books, by themselves: 甲己之年丙作首, 甲己还加甲. */
function brokenBy([year, month, day, hour]: string[]): Break | undefined {
  if (![year, month, day, hour].every((pillar) => exists(pillar!))) return 'pillar';
  const firstMonth = '丙戊庚壬甲'[stem(year!) % 5]!;
  if ((STEMS.indexOf(firstMonth as '丙') + ((branch(month!) + 10) % 12)) % 10 !== stem(month!)) return 'month';
  const firstHour = '甲丙戊庚壬'[stem(day!) % 5]!;
  if ((STEMS.indexOf(firstHour as '甲') + branch(hour!)) % 10 !== stem(hour!)) return 'hour';
  return undefined;
}

/** A moment by Beijing's clock whose pillars must be these: from the 节 and the cycle of days alone. */
function momentOf([year, month, day, hour]: Ganzhi[]): CivilMs | undefined {
  for (let y = 1700 + ((indexOf(year!) - yearPillar(1700) + 60) % 60); y < 2190; y += 60) {
    const place = (branch(month!) + 10) % 12;
    const from = monthsOf(y)[place]!.jie.at + 8 * HOUR;
    const until = (place === 11 ? jie(y + 1, 2) : monthsOf(y)[place + 1]!.jie).at + 8 * HOUR;
    for (let at = midnightBefore(from as CivilMs); at < until; at = (at + DAY) as CivilMs) {
      const time = (at + branch(hour!) * 2 * HOUR) as CivilMs;
      if (time > from && time < until && dayPillar(time, 'day-at-0') === indexOf(day!)) return time;
    }
  }
  return undefined;
}

describe('published charts', () => {
  it('are two hundred and more, each once, and from books that are named', () => {
    const titles = published.books.map(({ title }) => title);
    const keys = published.charts.map(({ pillars, decades }) => `${pillars} ${decades?.split(' ')[0] ?? ''}`);
    expect(published.charts.length).toBeGreaterThan(500);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { source } of [...published.charts, ...published.dated, ...published.misprints]) {
      expect(
        titles.some((title) => source.includes(title)),
        source,
      ).toBe(true);
    }
  });

  it('keep the rules of month and hour, and the misprints that are listed are found', () => {
    for (const { pillars } of published.charts) expect(brokenBy(split(pillars)), pillars).toBeUndefined();
    for (const { pillars, against } of published.misprints) expect(brokenBy(split(pillars)), pillars).toBe(against);
  });

  it('come out of a day that has their pillars, with the decades of luck that the book prints', () => {
    for (const { source, pillars, decades } of published.charts) {
      const at = momentOf(split(pillars));
      expect(at, `${source} ${pillars}`).toBeDefined();
      const { year, month, day, hour } = partsOf(at!);
      const chart = makeChart({
        birth: { calendar: 'solar', year, month, day, hour, minute: 0 },
        place: BEIJING,
        sex: decades ? sexFor(split(pillars), split(decades)) : 'male',
        ...SCHOOL,
      });
      expect(Object.values(chart.pillars).join(' '), source).toBe(pillars);
      if (decades) {
        const printed = split(decades);
        expect(chart.luck.decades.slice(0, printed.length).map((one) => one.ganzhi)).toEqual(printed);
      }
    }
  });
});

/** Whose luck it must be: men of yang years and women of yin years go forward. */
function sexFor([year, month]: Ganzhi[], [first]: Ganzhi[]): Sex {
  const forward = ganzhi(cycleOf(stem(month!) + 1, branch(month!) + 1)) === first;
  return forward === (stem(year!) % 2 === 0) ? 'male' : 'female';
}

describe('published charts of a known date', () => {
  it.each(published.dated)('$source', ({ birth, sex, pillars, decades, startsAfterDays }) => {
    const chart = makeChart({ birth: Birth.parse(birth), sex: sex as Sex, ...SCHOOL });
    const printed = split(pillars);
    expect(Object.values(chart.pillars).slice(0, printed.length)).toEqual(printed);
    if (decades) {
      const expected = split(decades);
      expect(chart.luck.decades.slice(0, expected.length).map((one) => one.ganzhi)).toEqual(expected);
    }
    if (startsAfterDays !== undefined) {
      const { years, months, days } = chart.luck.startsAfter;
      // The books count double hours, each ten days of life, from an almanac that rounds to them.
      expect(Math.abs(years * 360 + months * 30 + days - startsAfterDays)).toBeLessThanOrEqual(20);
    }
  });
});
