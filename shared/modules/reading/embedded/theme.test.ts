import { expect, it } from 'vitest';
import { makeChart } from '../../bazi/make-chart.js';
import { factsOf } from '../facts.js';
import { focusOf } from '../focus.js';
import { themeOf } from './theme.js';

const chart = makeChart({
  birth: { calendar: 'solar', year: 1991, month: 4, day: 14, hour: 1, minute: 30 },
  sex: 'female',
  ziRule: 'day-at-23',
  trueSolar: false,
});

it('names the god that a meaning belongs to, wherever other gods were spoken of last', () => {
  const topic = 'career';
  const focus = focusOf(chart, { topic, today: '2026-11-21' });
  const { text } = themeOf({ chart, focus, facts: factsOf(chart, focus), topic, sex: 'female' });
  expect(text).toContain('命局不见七杀。正印见于月支、时支。正官主规则与责任');
});
