import { describe, expect, it } from 'vitest';
import { baziChart } from '../../contracts/bazi/chart.js';
import type { Input } from '../../contracts/contract.js';
import { Failure } from '../../core/failure.js';
import { parseInput } from '../../core/pipeline/input.js';
import { makeChart } from './make-chart.js';

type ChartInput = Input<typeof baziChart>;
const solar = (year: number, month: number, day: number, hour?: number, minute = 0): ChartInput['birth'] => ({
  calendar: 'solar',
  year,
  month,
  day,
  ...(hour !== undefined && { hour, minute }),
});
const chart = (input: Pick<ChartInput, 'birth'> & Partial<ChartInput>) =>
  makeChart(parseInput(baziChart, { sex: 'male', ziRule: 'day-at-23', trueSolar: false, ...input }));
const pillars = (input: Parameters<typeof chart>[0]) => Object.values(chart(input).pillars).join(' ');
const refusal = (input: Parameters<typeof chart>[0]) => {
  try {
    chart(input);
  } catch (error) {
    if (error instanceof Failure) return error.fields;
  }
  throw new Error('was not refused');
};

describe('the turn of the day', () => {
  const late = solar(1995, 5, 15, 23, 30);
  it('is a school of its own: at 23:00, at midnight, at midnight with the same stem', () => {
    expect(pillars({ birth: late, ziRule: 'day-at-23' })).toBe('乙亥 辛巳 丁未 庚子');
    expect(pillars({ birth: late, ziRule: 'day-at-0' })).toBe('乙亥 辛巳 丙午 庚子');
    expect(pillars({ birth: late, ziRule: 'day-at-0-same-stem' })).toBe('乙亥 辛巳 丙午 戊子');
  });

  it('makes no difference from midnight on', () => {
    const all = (['day-at-23', 'day-at-0', 'day-at-0-same-stem'] as const).map((ziRule) =>
      pillars({ birth: solar(1995, 5, 16, 0, 30), ziRule }),
    );
    expect(new Set(all)).toEqual(new Set(['乙亥 辛巳 丁未 庚子']));
  });
});

describe('the clock', () => {
  it('was an hour ahead in the summers of 1986 to 1991', () => {
    const { corrections, time } = chart({ birth: solar(1988, 7, 1, 12, 20) });
    expect(corrections).toMatchObject([{ kind: 'summer-time', minutes: -60 }]);
    expect(time.local).toBe('1988-07-01 11:20:00');
    expect(chart({ birth: solar(1992, 7, 1, 12, 20) }).corrections).toEqual([]);
  });

  it('was set forward over an hour that nobody was born in', () => {
    expect(refusal({ birth: solar(1986, 5, 4, 2, 30) })).toEqual({
      'birth.hour': '当地钟表在这一刻拨快，没有出现过 1986-05-04 02:30，请填写 1986-05-04 03:00 或之后的时间',
    });
  });

  it('was set back over an hour that came twice: both charts are offered until somebody says which', () => {
    const birth = solar(1991, 9, 15, 1, 30);
    expect(chart({ birth }).candidates.map(({ pillars: one }) => one.hour)).toEqual(['壬子', '癸丑']);
    expect(chart({ birth: { ...birth, fold: 0 } })).toMatchObject({ pillars: { hour: '壬子' }, candidates: [] });
    expect(chart({ birth: { ...birth, fold: 1 } })).toMatchObject({ pillars: { hour: '癸丑' }, candidates: [] });
  });

  it('may be of any zone, and the year and month turn at the same instant everywhere', () => {
    // 立春 2024 was at 16:27:07 in Beijing, 03:27:07 in New York.
    const birth = (hour: number, minute: number) => solar(2024, 2, 4, hour, minute);
    const newYork = { longitude: -74, timeZone: 'America/New_York' };
    expect(chart({ birth: birth(3, 20), place: newYork }).pillars).toMatchObject({ year: '癸卯', month: '乙丑' });
    expect(chart({ birth: birth(3, 30), place: newYork }).pillars).toMatchObject({ year: '甲辰', month: '丙寅' });
    expect(chart({ birth: birth(16, 20) }).pillars.year).toBe('癸卯');
    const fixed = { longitude: 120, timeZone: '+08:00' };
    expect(chart({ birth: birth(16, 30), place: fixed }).pillars.year).toBe('甲辰');
  });

  it.each(['Mars/Olympus', '+15:00', '08:00', '+08:60'])('is of no zone called %s', (timeZone) => {
    expect(refusal({ birth: solar(2024, 2, 4, 3), place: { longitude: 0, timeZone } })).toHaveProperty([
      'place.timeZone',
    ]);
  });
});

describe('the sun of the place', () => {
  it('is reckoned by longitude and the equation of time, each shown', () => {
    // 乌鲁木齐, 87.62° E, in November: 129.5 min behind Beijing, the sundial 15.5 min fast.
    const { corrections, time } = chart({
      birth: solar(2000, 11, 13, 14, 0),
      place: { longitude: 87.62 },
      trueSolar: true,
    });
    expect(corrections.map(({ kind, minutes }) => [kind, Math.round(minutes)])).toEqual([
      ['longitude', -130],
      ['equation-of-time', 16],
    ]);
    expect(time.local.slice(0, 16)).toBe('2000-11-13 12:06');
  });

  it('stays near the clock across the date line', () => {
    const place = { longitude: -179.9, timeZone: 'Pacific/Fiji' };
    const [longitude] = chart({ birth: solar(2000, 6, 1, 12), place, trueSolar: true }).corrections;
    expect(longitude!.minutes).toBeCloseTo(0.4, 1);
  });

  it('is not reckoned where nobody said where, and the chart says so', () => {
    const { corrections, time } = chart({ birth: solar(2000, 6, 1, 12), trueSolar: true });
    expect(corrections).toMatchObject([{ kind: 'no-longitude', minutes: 0 }]);
    expect(time.local).toBe(time.clock);
  });
});

describe('a doubtful time', () => {
  it('within two minutes of a double hour offers both charts', () => {
    expect(chart({ birth: solar(2000, 6, 1, 12, 59) }).candidates.map((one) => one.pillars.hour)).toEqual([
      '壬午',
      '癸未',
    ]);
    expect(chart({ birth: solar(2000, 6, 1, 13, 2) }).candidates.map((one) => one.pillars.hour)).toEqual([
      '癸未',
      '壬午',
    ]);
    expect(chart({ birth: solar(2000, 6, 1, 13, 3) }).candidates).toEqual([]);
  });

  it('within two minutes of a 节 offers both charts', () => {
    const { candidates } = chart({ birth: solar(2024, 2, 4, 16, 28) });
    expect(candidates.map((one) => `${one.pillars.year} ${one.pillars.month}`)).toEqual(['甲辰 丙寅', '癸卯 乙丑']);
  });

  it('without an hour has three pillars, and two charts on the day of a 节', () => {
    expect(chart({ birth: solar(2000, 6, 1) })).toMatchObject({ pillars: { hour: null }, candidates: [] });
    expect(
      chart({ birth: solar(2024, 2, 4) })
        .candidates.map((one) => one.pillars.month)
        .sort(),
    ).toEqual(['丙寅', '乙丑'].sort());
  });
});

describe('the chart of a candidate', () => {
  const births: [string, Pick<ChartInput, 'birth'> & Partial<ChartInput>][] = [
    ['a double hour', { birth: solar(2000, 6, 1, 12, 59) }],
    ['a double hour by the sun', { birth: solar(2000, 6, 1, 12, 53), place: { longitude: 121.47 }, trueSolar: true }],
    ['a 节', { birth: solar(2024, 2, 4, 16, 28) }],
    ['midnight', { birth: solar(2024, 3, 31, 23, 59), ziRule: 'day-at-0' }],
    [
      'midnight, in a leap month',
      {
        birth: { calendar: 'lunar', year: 1990, month: 5, day: 15, hour: 23, minute: 59, isLeapMonth: true },
        ziRule: 'day-at-0',
      },
    ],
    ['an hour that came twice', { birth: solar(1991, 9, 15, 1, 30) }],
    ['an unknown hour on the day of a 节', { birth: solar(2024, 2, 4) }],
  ];

  it.each(births)('near %s is had by asking with its birth', (_name, input) => {
    const { candidates } = chart(input);
    expect(candidates.length).toBeGreaterThan(1);
    for (const { birth, pillars: offered } of candidates) {
      expect(birth.calendar).toBe(input.birth.calendar);
      expect(chart({ ...input, birth }).pillars).toEqual(offered);
    }
  });

  it('of an hour that came twice is asked for although the pillars are the same: luck begins five days apart', () => {
    const { candidates } = chart({ birth: solar(1988, 9, 11, 1, 0) });
    expect(candidates.map(({ birth }) => birth.fold)).toEqual([0, 1]);
    const [first, second] = candidates.map(({ birth }) => chart({ birth }).luck.startsAt);
    expect(first).not.toBe(second);
  });

  it('before or after a 节 is refused on a day that has none', () => {
    expect(refusal({ birth: { ...solar(2000, 6, 1), beforeJie: true } })).toEqual({
      'birth.beforeJie': '当天没有交节',
    });
  });
});

describe('a lunar birthday', () => {
  const lunar = (month: number, day: number, isLeapMonth?: boolean): ChartInput['birth'] => ({
    calendar: 'lunar',
    year: 2023,
    month,
    day,
    hour: 10,
    ...(isLeapMonth !== undefined && { isLeapMonth }),
  });
  it('is the same chart as its Gregorian date', () => {
    expect(chart({ birth: lunar(2, 1) }).time.clock).toBe('2023-02-20 10:00:00');
    expect(chart({ birth: lunar(2, 1, true) }).time.clock).toBe('2023-03-22 10:00:00');
  });

  it('must be in the calendar', () => {
    expect(refusal({ birth: lunar(3, 1, true) })).toEqual({ 'birth.isLeapMonth': '农历 2023 年没有闰 3 月' });
    expect(refusal({ birth: lunar(1, 30) })).toEqual({ 'birth.day': '农历 2023 年 1 月没有 30 日' });
    expect(refusal({ birth: solar(2023, 2, 29, 1) })).toEqual({ 'birth.day': '2023 年 2 月没有 29 日' });
    expect(refusal({ birth: { ...solar(2023, 2, 1, 1), isLeapMonth: true } })).toEqual({
      'birth.isLeapMonth': '公历没有闰月',
    });
  });
});

describe('a chart', () => {
  it('is the same, byte for byte, in whatever order charts are asked for', () => {
    const inputs = Array.from({ length: 100 }, (_, i) => ({
      birth: solar(1930 + (i % 90), 1 + (i % 12), 1 + (i % 28), (i * 7) % 24, (i * 13) % 60),
      ziRule: (['day-at-23', 'day-at-0', 'day-at-0-same-stem'] as const)[i % 3]!,
      sex: (['male', 'female'] as const)[i % 2]!,
    }));
    const once = inputs.map((input) => JSON.stringify(chart(input)));
    for (let i = 0; i < 1000; i += 1) {
      const at = (i * 37) % inputs.length;
      expect(JSON.stringify(chart(inputs[at]!))).toBe(once[at]);
    }
  });
});
