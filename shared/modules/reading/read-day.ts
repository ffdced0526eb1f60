import type { Output, Parsed } from '../../contracts/contract.js';
import type { readingDaily } from '../../contracts/reading/daily.js';
import { DISCLAIMER } from '../../contracts/reading/reading.js';
import { businessDay, now } from '../../core/time.js';
import { relationsOf } from '../bazi/chart/relations.js';
import { type Ganzhi, indexOf } from '../bazi/chart/sexagenary.js';
import { makeChart } from '../bazi/make-chart.js';
import { GOD_MEANS } from './embedded/phrases.js';
import type { Chart } from './facts.js';
import { focusOf } from './focus.js';

const NAMES = { year: '年', month: '月', day: '日', hour: '时' } as const;

/**
 * What a day is to a chart, by rules alone and for nothing: its pillar, what its stem is to the day's stem of the chart, and what its
 * branch does with those of the chart.
 * @throws Failure INVALID_INPUT for a date or an hour that did not exist
 */
export function readDay({ date, ...subject }: Parsed<typeof readingDaily>): Output<typeof readingDaily> {
  const today = date ?? businessDay(now());
  const chart = makeChart(subject);
  const focus = focusOf(chart, { topic: 'today', today });
  const { ganzhi } = focus.periods.at(-1)!;
  const tenGod = focus.godOf(ganzhi[0]!);
  const relations = relationsWith(chart, ganzhi);
  const clashes = relations.some((relation) => relation.includes('冲'));
  const text = [
    `今日${ganzhi}，天干${ganzhi[0]}为${tenGod}。${GOD_MEANS[tenGod]}`,
    relations.length > 0 ? `与命局：${relations.join('、')}。` : '与命局无合无冲，平常心即可。',
    clashes ? '行程与约定宜留些余地。' : '按部就班即可。',
  ].join('');
  return { date: today, ganzhi, tenGod, relations, text, disclaimer: DISCLAIMER };
}

function relationsWith({ details }: Chart, day: Ganzhi): string[] {
  return details.pillars.flatMap(({ place, ganzhi }) => {
    const found = relationsOf([
      [place, indexOf(ganzhi as Ganzhi)],
      ['day', indexOf(day)],
    ]);
    return found.map(({ kind, members }) => `${NAMES[place]}柱${members}${kind.slice(2)}`);
  });
}
