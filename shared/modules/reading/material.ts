import { makeChart } from '../bazi/make-chart.js';
import { type Known, knownOf } from './check/known.js';
import type { Material } from './embedded/write-embedded.js';
import { factsOf } from './facts.js';
import { focusOf } from './focus.js';
import { titleOf } from './outline.js';
import type { Brief } from './prompt.js';
import type { Question } from './readings.js';

/** Everything that a reading is written from; the same question gives the same. */
export function materialOf(asked: Question): { material: Material; known: Known; brief: Brief } {
  const { birth, place, sex, ziRule, trueSolar, topic, today, year, month, question = null } = asked;
  const chart = makeChart({ birth, ...(place && { place }), sex, ziRule, trueSolar });
  const focus = focusOf(chart, { topic, today, year, month });
  const facts = factsOf(chart, focus);
  return {
    material: { chart, focus, facts, topic, sex },
    known: knownOf(chart, focus, facts),
    brief: { facts, title: titleOf(topic), question },
  };
}
