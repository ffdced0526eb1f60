import type { Output, Parsed } from '../../contracts/contract.js';
import type { readingDaily } from '../../contracts/reading/daily.js';
import { DISCLAIMER } from '../../contracts/reading/reading.js';
import { businessDay, now } from '../../core/time.js';
import { dayPillar } from '../bazi/chart/pillars.js';
import { relationsOf } from '../bazi/chart/relations.js';
import { type Ganzhi, ganzhi, indexOf, type Stem } from '../bazi/chart/sexagenary.js';
import { tenGod } from '../bazi/chart/ten-gods.js';
import { makeChart } from '../bazi/make-chart.js';
import { GOD_MEANS } from './embedded/phrases.js';
import type { Chart } from './facts.js';
import { noonOf } from './focus.js';

const NAMES = { year: '年', month: '月', day: '日', hour: '时' } as const;

/**
 * What a day is to a chart, by rules alone and for nothing: its pillar, what its stem is to the day's stem of the chart, and what its
 * branch does with those of the chart.
 * @throws Failure INVALID_INPUT for a date or an hour that did not exist
 */
export function readDay({ date, ...subject }: Parsed<typeof readingDaily>): Output<typeof readingDaily> {
  const today = date ?? businessDay(now());
  return { date: today, ...sayOfDay(makeChart(subject).details, today), disclaimer: DISCLAIMER };
}

/** The same of pillars alone: what is not among them, as an hour that nobody knows, has no part in it. */
export function sayOfDay({ dayStem, pillars }: Pick<Chart['details'], 'dayStem' | 'pillars'>, today: string) {
  const day = ganzhi(dayPillar(noonOf(today), 'day-at-0'));
  const god = tenGod(dayStem as Stem, day[0] as Stem);
  const relations = relationsWith(pillars, day);
  const clashes = relations.some((relation) => relation.includes('冲'));
  const text = [
    `${day}日，天干${day[0]}为${god}。${GOD_MEANS[god]}`,
    relations.length > 0 ? `与命局：${relations.join('、')}。` : '与命局无合无冲，平常心即可。',
    clashes ? '行程与约定宜留些余地。' : '按部就班即可。',
  ].join('');
  return { ganzhi: day, tenGod: god, relations, text };
}

function relationsWith(
  pillars: Pick<Chart['details']['pillars'][number], 'place' | 'ganzhi'>[],
  day: Ganzhi,
): string[] {
  return pillars.flatMap(({ place, ganzhi: pillar }) => {
    const found = relationsOf([
      [place, indexOf(pillar as Ganzhi)],
      ['day', indexOf(day)],
    ]);
    return found.map(({ kind, members }) => `${NAMES[place]}柱${members}${kind.slice(2)}`);
  });
}
