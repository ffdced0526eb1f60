import { expect, it } from 'vitest';
import { Purpose } from '../../../../shared/contracts/almanac/pick.js';
import { ganzhi } from '../../../../shared/modules/bazi/chart/sexagenary.js';
import { yearPillar } from '../../../../shared/modules/bazi/luck/flow.js';
import type { ChartRecord } from './current-subject';
import { birthYearOf, funnelOf, type Picked, PURPOSES, rowsOf, wayOnOf } from './pick-form';

it('offers every purpose that the server knows', () => {
  expect(PURPOSES.map(({ value }) => value)).toEqual(Purpose.options);
});

it('counts the year of a birth from 立春, for solar and lunar births', () => {
  const born = (year: number, pillar: string) =>
    birthYearOf({ subject: { birth: { year } }, pillars: { year: pillar } } as ChartRecord);
  expect(born(1990, '己巳')).toBe(1989);
  expect(born(1990, '庚午')).toBe(1990);
  expect(born(1989, '庚午')).toBe(1990);
  for (let year = 1700; year <= 2200; year += 1) expect(born(year, ganzhi(yearPillar(year)))).toBe(year);
});

const found: Picked = {
  days: [
    { date: '2026-12-06', lunar: '农历丙午年十月廿八', ganzhi: '甲寅', weekend: true, score: 90, reasons: ['宜嫁娶'] },
  ],
  looked: 30,
  left: { notRecommended: 9, avoided: 0, clashing: 2, notWeekend: 18 },
};

it('accounts for every day that was looked at', () => {
  const parts = funnelOf(found);
  expect(parts.map(({ name, days }) => [name, days])).toEqual([
    ['合适', 1],
    ['历书未列此事', 9],
    ['冲生年', 2],
    ['不是周末', 18],
  ]);
  expect(parts.reduce((sum, { days }) => sum + days, 0)).toBe(found.looked);
  expect(funnelOf({ ...found, left: { ...found.left, notRecommended: 10 } })[0]).toMatchObject({
    name: '合适',
    days: 0,
  });
});

it('lists a day with its weekday and how far away it is', () => {
  expect(rowsOf(found, '2026-11-21')).toMatchObject([
    { place: 1, title: '12 月 6 日', under: '2026 年 · 星期日 · 15 天后', lunar: '十月廿八' },
  ]);
});

it('suggests more days, and later ones when there are no more', () => {
  expect(wayOnOf(30).action).toBe('看 120 天');
  expect(wayOnOf(120).action).toBe('再往后 120 天');
});
