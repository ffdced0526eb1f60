import { expect, it } from 'vitest';
import { makeChart } from '../../../../shared/modules/bazi/make-chart.js';
import { factsOf } from '../../../../shared/modules/reading/facts.js';
import { focusOf } from '../../../../shared/modules/reading/focus.js';
import { isReadingOf } from './reading-chart';

const chartAt = (sex: 'male' | 'female', hour?: number) => {
  const birth = { calendar: 'solar' as const, year: 1990, month: 5, day: 17, ...(hour !== undefined && { hour }) };
  return makeChart({ birth, sex, ziRule: 'day-at-23', trueSolar: false } as never);
};

it('knows the chart that a reading is about from others with other pillars, or luck that runs the other way', () => {
  for (const hour of [8, undefined]) {
    const chart = chartAt('female', hour);
    const facts = factsOf(chart, focusOf(chart, { topic: 'career', today: '2026-11-21' } as never));
    expect(isReadingOf(facts, { pillars: chart.pillars, sex: 'female' })).toBe(true);
    expect(isReadingOf(facts, { pillars: chart.pillars, sex: 'male' })).toBe(false);
    expect(isReadingOf(facts, { pillars: chartAt('female', 18).pillars, sex: 'female' })).toBe(false);
  }
});
