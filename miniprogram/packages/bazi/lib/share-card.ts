import type { Output } from '../../../../shared/contracts/contract.js';
import type { shareOpen } from '../../../../shared/contracts/share/open.js';
import type { Chart } from './current-subject';

/** What is shown of a shared chart. */
export type ShareCard = Output<typeof shareOpen>['card'];

/** What the sharer chose to show. */
export interface CardChoice {
  /** Empty for no name. */
  name: string;
  hideHour: boolean;
  decades: boolean;
  line: ShareCard['line'];
}

const PLACES = ['year', 'month', 'day', 'hour'] as const;
type Element = ShareCard['elements'][number]['element'];

/** The card that the server will make of a chart, so that it can be looked at while choosing. A test holds it against the server's. */
export function previewCard(
  { pillars, details, luck }: Chart,
  { name, hideHour, decades, line }: CardChoice,
): ShareCard {
  const hour = pillars.hour === null ? 'unknown' : hideHour ? 'hidden' : 'shown';
  const seen = details.pillars.filter(({ place }) => place !== 'hour' || hour === 'shown');
  const terms = details.strength.terms.filter(({ source }) => hour === 'shown' || !source.startsWith('时'));
  return {
    name: (name.trim() || null) as ShareCard['name'],
    pillars: PLACES.map((place) => {
      const found = seen.find((one) => one.place === place);
      return { place, ganzhi: found?.ganzhi ?? null, tenGod: found?.tenGod ?? null, nayin: found?.nayin ?? null };
    }),
    hour,
    dayMaster: { stem: details.dayStem, element: elementOf(details.dayStem) },
    elements: sharesOf(
      details.strength.elements.map(({ element }) => element),
      terms,
    ),
    decades: decades ? luck.decades.map(({ ganzhi }) => ganzhi) : null,
    line,
  };
}

const elementOf = (stem: string): Element => {
  return (['木', '火', '土', '金', '水'] as const)[Math.floor('甲乙丙丁戊己庚辛壬癸'.indexOf(stem) / 2)]!;
};

/** Whole percents that sum to a hundred: those that lose most by rounding down get one more (largest remainder). */
function sharesOf(elements: Element[], terms: Chart['details']['strength']['terms']): ShareCard['elements'] {
  const total = terms.reduce((sum, { points }) => sum + points, 0);
  const percents = elements.map((element) => {
    const points = terms.filter((term) => term.element === element).reduce((sum, term) => sum + term.points, 0);
    return Math.round((points / total) * 1000) / 10;
  });
  const whole = percents.map(Math.floor);
  const missing = Math.round(sumOf(percents)) - sumOf(whole);
  const byLoss = percents.map((percent, place) => ({ place, loss: percent - Math.floor(percent) }));
  byLoss.sort((one, other) => other.loss - one.loss || one.place - other.place);
  for (const { place } of byLoss.slice(0, missing)) whole[place]! += 1;
  return elements.map((element, place) => ({ element, percent: whole[place]! }));
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
