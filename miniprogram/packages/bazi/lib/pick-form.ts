import type { almanacPick, Purpose } from '../../../../shared/contracts/almanac/pick.js';
import type { Output } from '../../../../shared/contracts/contract.js';
import { lunarDay } from './almanac-words';
import { dateWords, distanceWords } from './civil-date';
import type { ChartRecord } from './current-subject';

export type Picked = Output<typeof almanacPick>;

/** What a day can be picked for, and what the almanac calls it. */
export const PURPOSES: readonly { value: Purpose; label: string; means: string }[] = [
  { value: 'wedding', label: '婚嫁', means: '嫁娶' },
  { value: 'engagement', label: '订婚', means: '订盟、纳采' },
  { value: 'moving', label: '搬家', means: '移徙、入宅' },
  { value: 'opening', label: '开业', means: '开市' },
  { value: 'contract', label: '签约', means: '立券、交易' },
  { value: 'travel', label: '出行', means: '出行' },
  { value: 'construction', label: '动土', means: '动土、修造' },
  { value: 'study', label: '入学', means: '入学、习艺' },
  { value: 'haircut', label: '理发', means: '理发' },
];

export const RANGES = [30, 60, 90, 120] as const;
export const MOST_PEOPLE = 6;

export interface BornPerson {
  /** 1990 年生, or whose chart it was taken from. */
  name: string;
  year: number;
}

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

/** The stem and branch of a year that is counted from 立春: 1984 is 甲子. */
const ganzhiOf = (year: number) => STEMS[(((year - 4) % 10) + 10) % 10]! + BRANCHES[(((year - 4) % 12) + 12) % 12]!;

/** The year in which somebody was born, counted from 立春: the one near the birth's own whose pillar is the chart's. */
export function birthYearOf({ subject, pillars }: Pick<ChartRecord, 'subject' | 'pillars'>): number {
  const { year } = subject.birth;
  return [year, year - 1, year + 1].find((near) => ganzhiOf(near) === pillars.year) ?? year;
}

/** Why the days that were looked at are, or are not, among those that were found. */
export function funnelOf({ looked, left }: Picked) {
  const parts = [
    { name: '合适', days: looked - left.notRecommended - left.avoided - left.clashing - left.notWeekend, kind: 'fit' },
    { name: '历书未列此事', days: left.notRecommended, kind: 'plain' },
    { name: '历书忌此事', days: left.avoided, kind: 'avoid' },
    { name: '冲生年', days: left.clashing, kind: 'clash' },
    { name: '不是周末', days: left.notWeekend, kind: 'weekday' },
  ];
  return parts.filter(({ days, kind }) => days > 0 || kind === 'fit');
}

/** Found days as the page lists them. */
export const rowsOf = ({ days }: Picked, today: string) =>
  days.map((day, place) => {
    const { year, month, day: number, weekday } = dateWords(day.date);
    return {
      ...day,
      place: place + 1,
      title: `${month} 月 ${number} 日`,
      under: `${year} 年 · ${weekday} · ${distanceWords(day.date, today)}`,
      lunar: lunarDay(day.lunar),
    };
  });

/** What to do when nothing was found: look at more days, or at later ones. */
export function wayOnOf(days: number): { text: string; action: string } {
  const longest = RANGES[RANGES.length - 1]!;
  return days < longest
    ? { text: '可以把范围放宽一些，或减少参与的人', action: `看 ${longest} 天` }
    : { text: '可以再往后看，或减少参与的人', action: `再往后 ${longest} 天` };
}
