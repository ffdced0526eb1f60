import { expect, it } from 'vitest';
import { type AlmanacDay, lunarDay, seasonWords, shortList } from './almanac-words';

it('names a lunar day without its year, in a leap month as well', () => {
  expect(lunarDay('农历丙午年十月十三')).toBe('十月十三');
  expect(lunarDay('农历乙巳年闰六月初一')).toBe('闰六月初一');
});

it('tells the solar term that reigns and the way to the next', () => {
  const day = (date: string, season: AlmanacDay['season']) => seasonWords({ date, season } as AlmanacDay);
  const next = { name: '小雪', date: '2026-11-22' };
  expect(day('2026-11-21', { name: '立冬', day: 15, next })).toBe('立冬第 15 天 · 距小雪 1 天');
  expect(day('2026-11-22', { name: '小雪', day: 1, next: { name: '大雪', date: '2026-12-07' } })).toBe(
    '交小雪 · 距大雪 15 天',
  );
});

it('cuts a long list and says so', () => {
  expect(shortList(['祭祀', '祈福', '求嗣'], 2)).toBe('祭祀 祈福 …');
  expect(shortList(['祭祀'], 2)).toBe('祭祀');
  expect(shortList([], 2)).toBe('无');
});
