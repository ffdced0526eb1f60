import { hiddenStems } from '../../bazi/chart/hidden-stems.js';
import { nayin } from '../../bazi/chart/nayin.js';
import { type Branch, type CycleIndex, ganzhi } from '../../bazi/chart/sexagenary.js';
import { STARS } from '../../bazi/chart/shensha/stars.js';
import { yearPillar } from '../../bazi/luck/flow.js';
import type { Chart } from '../facts.js';
import type { Focus } from '../focus.js';

/** What may be said of a chart without contradicting it, ready to be compared with a text. */
export interface Known {
  chart: Chart;
  focus: Focus;
  /** Pillars by the character that names their place: 年, 月, 日, 时; none for an unknown hour. */
  byPlace: ReadonlyMap<string, Chart['details']['pillars'][number]>;
  /** Pillars that may be named anywhere: of the chart, its palaces, its decades and the time that is asked about. */
  ganzhi: ReadonlySet<string>;
  /** Stems in the chart, open and hidden, and of the time that is asked about. */
  stems: ReadonlySet<string>;
  /** Ten gods in the chart, open and hidden; and those of the time that is asked about. */
  gods: ReadonlySet<string>;
  timeGods: ReadonlySet<string>;
  stars: ReadonlySet<string>;
  nayins: ReadonlySet<string>;
  factIds: ReadonlySet<string>;
  percents: ReadonlySet<string>;
  decadeOf(year: number): Chart['luck']['decades'][number] | undefined;
  pillarOfYear(year: number): string;
  ageIn(year: number): number;
}

const NAMES = { year: '年', month: '月', day: '日', hour: '时' } as const;

/** Every star and every sound that a text could name. */
export const ALL_STARS: readonly string[] = STARS.map(({ name }) => name);
export const ALL_NAYINS: readonly string[] = Array.from({ length: 30 }, (_, place) => nayin((place * 2) as CycleIndex));

/** @param facts what the text may cite */
export function knownOf(chart: Chart, focus: Focus, facts: readonly { id: string; text: string }[]): Known {
  const { details, luck } = chart;
  const palaces = Object.values(details.palaces).filter((palace) => palace !== null);
  const written = details.pillars.map((pillar) => pillar.ganzhi);
  const decadeOf = (year: number) => luck.decades.find(({ startYear }) => startYear <= year && year < startYear + 10);
  const current = decadeOf(focus.periods[0]!.year);
  const times = [...focus.periods.map((period) => period.ganzhi), ...(current ? [current.ganzhi] : [])];
  return {
    chart,
    focus,
    byPlace: new Map(details.pillars.map((pillar) => [NAMES[pillar.place], pillar])),
    ganzhi: new Set([
      ...written,
      ...palaces.map((palace) => palace.ganzhi),
      ...luck.decades.map((one) => one.ganzhi),
      ...times,
    ]),
    stems: new Set([
      ...details.pillars.flatMap(({ ganzhi: own, hiddenStems: inside }) => [
        own[0]!,
        ...inside.map(({ stem }) => stem),
      ]),
      ...times.flatMap((pillar) => [pillar[0]!, ...hiddenStems(pillar[1] as Branch).map(({ stem }) => stem)]),
    ]),
    gods: new Set(
      details.pillars.flatMap(({ tenGod, hiddenStems }) => [tenGod, ...hiddenStems.map((hidden) => hidden.tenGod)]),
    ),
    timeGods: new Set(times.flatMap((pillar) => godsOf(pillar, focus))),
    stars: new Set(details.stars.map(({ name }) => name)),
    nayins: new Set([...details.pillars, ...palaces].map((one) => one.nayin)),
    factIds: new Set(facts.map(({ id }) => id)),
    percents: new Set([
      String(details.strength.supportPercent),
      ...details.strength.elements.map(({ percent }) => String(percent)),
    ]),
    decadeOf,
    pillarOfYear: (year) => ganzhi(yearPillar(year)),
    ageIn: (year) => year - focus.bornIn + 1,
  };
}

/** The ten gods of a pillar that is not of the chart: its stem's, and those hidden in its branch. */
export function godsOf(pillar: string, { godOf }: Focus): string[] {
  return [godOf(pillar[0]!), ...hiddenStems(pillar[1] as Branch).map(({ stem }) => godOf(stem))];
}
