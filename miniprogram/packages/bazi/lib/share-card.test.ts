import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeChart } from '../../../../shared/modules/bazi/make-chart.js';
import { sayOfDay } from '../../../../shared/modules/reading/read-day.js';
import { makeCard } from '../../../../shared/modules/share/make-card.js';
import type { Chart } from './current-subject';
import { previewCard } from './share-card';
import { lineOfDay } from './share-line';

const drawn = fc.record({
  year: fc.integer({ min: 1920, max: 2010 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  hour: fc.option(fc.integer({ min: 0, max: 23 })),
  sex: fc.constantFrom('male' as const, 'female' as const),
});

function chartOf({ year, month, day, hour, sex }: typeof drawn extends fc.Arbitrary<infer T> ? T : never): Chart {
  const birth = { calendar: 'solar' as const, year, month, day, ...(hour !== null && { hour, minute: 20 }) };
  return makeChart({ birth, sex, ziRule: 'day-at-23', trueSolar: false } as never) as Chart;
}

describe('the card that is looked at while choosing', () => {
  it('is the one that the server makes, hour shown or hidden, with decades or without', () => {
    fc.assert(
      fc.property(drawn, fc.boolean(), fc.boolean(), (birth, hideHour, decades) => {
        const chart = chartOf(birth);
        const choice = { hideHour, decades, line: null };
        const made = makeCard(chart as never, { ...choice, name: '林小满' as never });
        expect(previewCard(chart, { ...choice, name: ' 林小满 ' })).toEqual(made);
      }),
      { numRuns: 150 },
    );
  });

  it('says of a day what the server says, and nothing that a hidden hour has to do with it', () => {
    fc.assert(
      fc.property(drawn, fc.boolean(), fc.integer({ min: 1, max: 28 }), (birth, hideHour, day) => {
        const chart = chartOf(birth);
        const date = `2026-11-${String(day).padStart(2, '0')}`;
        const daily = { date, ...sayOfDay(chart.details, date) };
        const made = makeCard(chart as never, { name: null, hideHour, decades: false, line: { today: date } });
        expect(lineOfDay(daily, hideHour)).toEqual(made.line);
      }),
      { numRuns: 150 },
    );
  });

  it('has no name when none is given', () => {
    const chart = chartOf({ year: 1990, month: 5, day: 17, hour: 8, sex: 'female' });
    expect(previewCard(chart, { name: '  ', hideHour: false, decades: false, line: null }).name).toBeNull();
  });
});
