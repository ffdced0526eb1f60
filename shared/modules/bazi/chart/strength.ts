import { ELEMENTS, type Element, elementOfBranch, elementOfStem, elementThatIs, relationOf } from './elements.js';
import { hiddenStems } from './hidden-stems.js';
import type { Pillars } from './pillars.js';
import { branchOf, type CycleIndex, stemOf } from './sexagenary.js';

/** One term of the sum: a stem, open or hidden, and the points that it gives to its element. */
export interface StrengthTerm {
  source: string;
  element: Element;
  points: number;
}

export type Verdict = '从强' | '身强' | '中和' | '身弱' | '从弱';

/** How strong the elements are, and the day's own among them. */
export interface Strength {
  method: string;
  terms: StrengthTerm[];
  /** Points and share of the whole, in percent, by element. */
  elements: { element: Element; points: number; percent: number; season: Season }[];
  /** What supports the day's stem: its own element and the one that brings it forth, in percent. */
  supportPercent: number;
  verdict: Verdict;
}

const METHOD =
  '天干每字 10 分；地支每支 10 分，按藏干本气、中气、余气分配，一干独占，二干七三，三干六三一；月支当令，加倍为 20 分。' +
  '同我、生我之和占全局 55% 以上为身强，45% 以下为身弱，80% 以上为从强，20% 以下为从弱。';

const OPEN_STEM = 10;
const BRANCH = 10;
const MONTH_BRANCH = 20;
const names = { year: '年', month: '月', day: '日', hour: '时' } as const;
/** How an element stands in the month. */
type Season = '旺' | '相' | '休' | '囚' | '死';

const SEASONS = { same: '旺', child: '相', parent: '休', officer: '囚', wealth: '死' } as const;

/** The strength of the elements of a chart, every term of the sum shown. The method is our own and says what it is. */
export function strengthOf(pillars: Pillars): Strength {
  const known = (Object.entries(pillars) as [keyof Pillars, CycleIndex | null][]).filter(([, index]) => index !== null);
  const terms = known.flatMap(([place, index]) => termsOf(place, index!));
  const total = terms.reduce((sum, { points }) => sum + points, 0);
  const dayElement = elementOfStem(stemOf(pillars.day));
  const season = elementOfBranch(branchOf(pillars.month));

  const elements = ELEMENTS.map((element) => {
    const points = terms.filter((term) => term.element === element).reduce((sum, term) => sum + term.points, 0);
    return { element, points, percent: percent(points, total), season: SEASONS[relationOf(season, element)] };
  });
  const helpers: readonly Element[] = [dayElement, elementThatIs('parent', dayElement)];
  const support = elements
    .filter(({ element }) => helpers.includes(element))
    .reduce((sum, { points }) => sum + points, 0);
  const supportPercent = percent(support, total);
  return { method: METHOD, terms, elements, supportPercent, verdict: verdictOf(supportPercent) };
}

function termsOf(place: keyof Pillars, index: CycleIndex): StrengthTerm[] {
  const [stem, branch] = [stemOf(index), branchOf(index)];
  const weight = place === 'month' ? MONTH_BRANCH : BRANCH;
  return [
    { source: `${names[place]}干 ${stem}`, element: elementOfStem(stem), points: OPEN_STEM },
    ...hiddenStems(branch).map((hidden) => ({
      source: `${names[place]}支 ${branch} ${hidden.kind} ${hidden.stem}`,
      element: elementOfStem(hidden.stem),
      points: (weight * hidden.tenths) / 10,
    })),
  ];
}

function verdictOf(support: number): Verdict {
  if (support >= 80) return '从强';
  if (support >= 55) return '身强';
  if (support > 45) return '中和';
  if (support > 20) return '身弱';
  return '从弱';
}

/** To one decimal. */
const percent = (part: number, whole: number) => Math.round((part / whole) * 1000) / 10;
