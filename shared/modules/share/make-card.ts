import type { baziChart } from '../../contracts/bazi/chart.js';
import type { Output } from '../../contracts/contract.js';
import type { ShareCard } from '../../contracts/share/share.js';
import { detailsOf } from '../bazi/chart/details.js';
import { elementOfStem } from '../bazi/chart/elements.js';
import { type Ganzhi, indexOf } from '../bazi/chart/sexagenary.js';
import { sayOfDay } from '../reading/read-day.js';

/** What the sharer chose to show. */
export interface Choice {
  name: ShareCard['name'];
  hideHour: boolean;
  decades: boolean;
  /** The day that the card says something of, YYYY-MM-DD; the section titles of a reading; or neither. */
  line: { today: string } | { titles: readonly string[] } | null;
}

type Chart = Output<typeof baziChart>;

const PLACES = ['year', 'month', 'day', 'hour'] as const;

/** What may be seen of a chart. All of it follows from the pillars that are shown: a hidden hour cannot be told from the rest. */
export function makeCard({ pillars, luck }: Chart, { name, hideHour, decades, line }: Choice): ShareCard {
  const hour = pillars.hour === null ? 'unknown' : hideHour ? 'hidden' : 'shown';
  const shown = { ...pillars, hour: hour === 'shown' ? pillars.hour : null };
  const details = detailsOf({
    year: indexOf(shown.year as Ganzhi),
    month: indexOf(shown.month as Ganzhi),
    day: indexOf(shown.day as Ganzhi),
    hour: shown.hour === null ? null : indexOf(shown.hour as Ganzhi),
  });
  const percents = toWhole(details.strength.elements.map(({ percent }) => percent));
  return {
    name,
    pillars: PLACES.map((place) => {
      const found = details.pillars.find((one) => one.place === place);
      return { place, ganzhi: found?.ganzhi ?? null, tenGod: found?.tenGod ?? null, nayin: found?.nayin ?? null };
    }),
    hour,
    dayMaster: { stem: details.dayStem, element: elementOfStem(details.dayStem) },
    elements: details.strength.elements.map(({ element }, place) => ({ element, percent: percents[place]! })),
    decades: decades ? luck.decades.map(({ ganzhi }) => ganzhi) : null,
    line: line === null ? null : lineOf(details, line),
  };
}

function lineOf(details: ReturnType<typeof detailsOf>, line: NonNullable<Choice['line']>) {
  if ('titles' in line) return { title: '解读', texts: [...line.titles] };
  return {
    title: `${line.today.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$2月$3日')}`,
    texts: [sayOfDay(details, line.today).text],
  };
}

/** Shares as whole numbers of the same sum: those that lose most by it get one more (largest remainder). */
export function toWhole(percents: readonly number[]): number[] {
  const whole = percents.map(Math.floor);
  const missing = Math.round(percents.reduce((sum, one) => sum + one, 0)) - whole.reduce((sum, one) => sum + one, 0);
  const byLoss = percents.map((percent, place) => ({ place, loss: percent - Math.floor(percent) }));
  byLoss.sort((one, other) => other.loss - one.loss || one.place - other.place);
  for (const { place } of byLoss.slice(0, missing)) whole[place]! += 1;
  return whole;
}
