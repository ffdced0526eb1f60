import type { Place } from '../relations.js';
import type { Branch, CycleIndex, Ganzhi, Stem } from '../sexagenary.js';

/** A pillar as the rules look at it. */
export interface RulePillar {
  place: Place;
  index: CycleIndex;
  stem: Stem;
  branch: Branch;
  ganzhi: Ganzhi;
}

export interface RuleChart {
  year: RulePillar;
  month: RulePillar;
  day: RulePillar;
  /** All that are known. */
  pillars: readonly RulePillar[];
}

/** A star 神煞: the book that its rule is from, and the pillars of a chart that it stands at. */
export interface Star {
  name: string;
  source: string;
  nature: '吉' | '凶' | '中';
  places(chart: RuleChart): readonly RulePillar[];
}

/** A table by stem or branch, each with the members that are meant, written one after the other. */
export type Table = Readonly<Record<string, string>>;

/** Pillars whose branch the table names for the stem of the day or of the year. */
export const byStem = (table: Table) => (chart: RuleChart) =>
  chart.pillars.filter(({ branch }) => [chart.day.stem, chart.year.stem].some((stem) => table[stem]?.includes(branch)));

/** As `byStem`, by the stem of the day alone. */
export const byDayStem = (table: Table) => (chart: RuleChart) =>
  chart.pillars.filter(({ branch }) => table[chart.day.stem]?.includes(branch));

/** Pillars whose branch the table names for the branch of the year or of the day; never the one that is looked from alone. */
export const byBranch = (table: Table) => (chart: RuleChart) =>
  chart.pillars.filter((pillar) =>
    [chart.year, chart.day].some((from) => from.place !== pillar.place && table[from.branch]?.includes(pillar.branch)),
  );

/** As `byBranch`, by the year alone. */
export const byYearBranch = (table: Table) => (chart: RuleChart) =>
  chart.pillars.filter(({ place, branch }) => place !== 'year' && table[chart.year.branch]?.includes(branch));

/** Pillars whose stem or branch the table names for the month's branch. */
export const byMonth = (table: Table) => (chart: RuleChart) =>
  chart.pillars.filter(({ stem, branch }) => {
    const meant = table[chart.month.branch] ?? '';
    return meant.includes(stem) || meant.includes(branch);
  });

/** The day's pillar, when it is one of these. */
export const dayIsOneOf = (days: string) => (chart: RuleChart) =>
  days.split(' ').includes(chart.day.ganzhi) ? [chart.day] : [];

/** The same for each branch of a trine: 申子辰, 寅午戌, 巳酉丑, 亥卯未, in this order. */
export function byTrine(water: string, fire: string, metal: string, wood: string): Table {
  const table: Record<string, string> = {};
  for (const branch of '申子辰') table[branch] = water;
  for (const branch of '寅午戌') table[branch] = fire;
  for (const branch of '巳酉丑') table[branch] = metal;
  for (const branch of '亥卯未') table[branch] = wood;
  return table;
}

/** The same for each branch of a season: 亥子丑, 寅卯辰, 巳午未, 申酉戌, in this order. */
export function bySeason(winter: string, spring: string, summer: string, autumn: string): Table {
  const table: Record<string, string> = {};
  for (const branch of '亥子丑') table[branch] = winter;
  for (const branch of '寅卯辰') table[branch] = spring;
  for (const branch of '巳午未') table[branch] = summer;
  for (const branch of '申酉戌') table[branch] = autumn;
  return table;
}
