import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeChart } from '../bazi/make-chart.js';
import { makeCard, toWhole } from './make-card.js';

const chartAt = (hour: number, sex: 'male' | 'female' = 'female') =>
  makeChart({
    birth: { calendar: 'solar', year: 1990, month: 5, day: 17, hour },
    ...{ sex, ziRule: 'day-at-23', trueSolar: false },
  });

it('a hidden hour changes nothing that is shown: not the shares, not what the day is to the chart', () => {
  const choice = { name: null, hideHour: true, decades: false, line: { today: '2026-11-24' } };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 0, max: 22 }), (one, other) => {
      expect(makeCard(chartAt(one), choice)).toEqual(makeCard(chartAt(other), choice));
    }),
    { numRuns: 30 },
  );
});

it('a card tells the sex by the order of the decades alone, and no age by anything', () => {
  const choice = { name: null, hideHour: false, decades: false, line: null };
  expect(makeCard(chartAt(8, 'male'), choice)).toEqual(makeCard(chartAt(8, 'female'), choice));
  const withDecades = { ...choice, decades: true };
  expect(makeCard(chartAt(8, 'male'), withDecades)).not.toEqual(makeCard(chartAt(8, 'female'), withDecades));
  expect(makeCard(chartAt(8), withDecades).decades).toEqual(chartAt(8).luck.decades.map(({ ganzhi }) => ganzhi));
});

it('shares in whole percent come to a hundred', () => {
  const parts = fc
    .array(fc.integer({ min: 0, max: 50 }), { minLength: 5, maxLength: 5 })
    .filter((all) => all.some(Boolean));
  fc.assert(
    fc.property(parts, (points) => {
      const total = points.reduce((sum, one) => sum + one, 0);
      const whole = toWhole(points.map((one) => Math.round((one / total) * 1000) / 10));
      expect(whole.reduce((sum, one) => sum + one, 0)).toBe(100);
      for (const [place, one] of whole.entries())
        expect(Math.abs(one - (points[place]! / total) * 100)).toBeLessThan(1.2);
    }),
  );
});
