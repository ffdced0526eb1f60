import { Solar } from 'lunar-javascript';
import { describe, expect, it } from 'vitest';
import { baziLuck } from '../../contracts/bazi/luck.js';
import { parseInput } from '../../core/pipeline/input.js';
import { showLuck } from './show-luck.js';

const luck = (more: object = {}) =>
  showLuck(
    parseInput(baziLuck, {
      birth: { calendar: 'solar', year: 1995, month: 8, day: 20, hour: 9, minute: 30 },
      sex: 'female',
      ziRule: 'day-at-23',
      trueSolar: false,
      ...more,
    }),
  );

describe('the course of luck', () => {
  it('has every year once, from birth to the end of the last decade', () => {
    const { childhood, decades } = luck();
    const years = [...childhood, ...decades.flatMap((decade) => decade.years)];
    expect(years.map(({ year }) => year)).toEqual(years.map((_, place) => 1995 + place));
    expect(years.map(({ age }) => age)).toEqual(years.map((_, place) => 1 + place));
  });

  it('has the years and the small luck of lunar-javascript', () => {
    const theirs = Solar.fromYmdHms(1995, 8, 20, 9, 30, 0).getLunar().getEightChar().getYun(0, 2).getDaYun(11);
    const { childhood, decades } = luck();
    const ours = [childhood, ...decades.map((decade) => decade.years)];
    expect(ours.map((years) => years.map(({ ganzhi }) => ganzhi))).toEqual(
      theirs.map((one) => one.getLiuNian().map((year) => year.getGanZhi())),
    );
    expect(ours.map((years) => years.map(({ minor }) => minor))).toEqual(
      theirs.map((one) => one.getXiaoYun().map((year) => year.getGanZhi())),
    );
  });

  it('has the months of a year from 立春, and the days of a month from its 节', () => {
    const { months, days } = luck({ year: 2024, month: 0 });
    expect(months[0]).toEqual({ ganzhi: '丙寅', jie: '立春', startsAt: '2024-02-04 16:27:07' });
    expect(months.at(-1)).toMatchObject({ ganzhi: '丁丑', jie: '小寒' });
    expect(days[0]).toEqual({ date: '2024-02-04', ganzhi: '戊戌' });
    expect(days.at(-1)).toEqual({ date: '2024-03-04', ganzhi: '丁卯' });
  });

  it('has no small luck without an hour, and no days without a year', () => {
    const birth = { calendar: 'solar', year: 1995, month: 8, day: 20 };
    expect(luck({ birth }).decades[0]!.years.every(({ minor }) => minor === null)).toBe(true);
    expect(() => luck({ month: 3 })).toThrow('year：查流日时要填写流年');
  });
});
