import { Duty, Taboo, TwelveStar, TwentyEightStar } from 'tyme4ts';
import { expect, it } from 'vitest';
import { ACTIVITIES } from './activity-terms';
import { termOf } from './almanac-terms';
import { DUTIES, quarterOf, STARS } from './day-terms';

it('explains everything that the calendar can print, and nothing else', () => {
  expect(new Set(Object.keys(ACTIVITIES))).toEqual(new Set(Taboo.NAMES));
  expect(new Set(Object.keys(DUTIES))).toEqual(new Set(Duty.NAMES));
  expect(new Set(Object.keys(STARS))).toEqual(new Set(TwelveStar.NAMES));
});

it('sends nobody who is ill to the almanac', () => {
  for (const name of ['求医', '治病', '求医疗病', '针灸']) expect(termOf('activity', name).text).toContain('不必择日');
});

it('knows the quarter of the sky of each mansion', () => {
  const quarters = TwentyEightStar.NAMES.map(quarterOf);
  expect(['角', '斗', '奎', '井'].map(quarterOf)).toEqual(['东方青龙', '北方玄武', '西方白虎', '南方朱雀']);
  expect(new Set(quarters).size).toBe(4);
  expect(termOf('mansion', '角').text).toContain('东方青龙');
});
