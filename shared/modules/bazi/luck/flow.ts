import { type CivilMs, DAY, HOUR, textOf } from '../birth/civil.js';
import { dayPillar, midnightBefore } from '../chart/pillars.js';
import { type CycleIndex, cycle, cycleOf } from '../chart/sexagenary.js';
import { type Jie, jie } from '../chart/solar-terms.js';
import type { Decade, Luck } from './luck.js';

/** One year of a life: 流年, and the small luck 小运 of that age. */
export interface LuckYear {
  /** Gregorian; the pillar reigns from its 立春 to the next. */
  year: number;
  /** 虚岁. */
  age: number;
  pillar: CycleIndex;
  /** Null when the hour is unknown, from whose pillar it is counted. */
  minor: CycleIndex | null;
}

/** A month of the stems and branches 流月, from one 节 to the next. */
export interface LuckMonth {
  pillar: CycleIndex;
  jie: Jie;
}

/** The pillar of the year that begins with the 立春 of a Gregorian year. */
export const yearPillar = (year: number): CycleIndex => cycle(year - 4);

/**
 * The years of a decade of luck, or of childhood before the first. The small luck goes on from the pillar of the hour, one
 * place a year of age, forward or backward as the decades do (《三命通会》卷二 论小运).
 */
export function yearsOf(
  span: { startYear: number; startAge: number; years: number },
  luck: Luck,
  hour: CycleIndex | null,
): LuckYear[] {
  return Array.from({ length: span.years }, (_, place) => {
    const age = span.startAge + place;
    return {
      year: span.startYear + place,
      age,
      pillar: yearPillar(span.startYear + place),
      minor: hour === null ? null : cycle(hour + (luck.forward ? age : -age)),
    };
  });
}

/** The years before the first decade. */
export function childhood(luck: Luck, bornIn: number): { startYear: number; startAge: number; years: number } {
  const first = luck.decades[0] as Decade;
  return { startYear: bornIn, startAge: 1, years: first.startYear - bornIn };
}

/** The twelve months of the year that begins with the 立春 of `year`. */
export function monthsOf(year: number): LuckMonth[] {
  const firstStem = (yearPillar(year) % 5) * 2 + 2;
  return Array.from({ length: 12 }, (_, place) => ({
    pillar: cycleOf(firstStem + place, 2 + place),
    jie: place === 11 ? jie(year + 1, 1) : jie(year, place + 2),
  }));
}

/** A day of a month: its date in Beijing and its pillar 流日. */
export interface LuckDay {
  date: string;
  pillar: CycleIndex;
}

/** The days of the `place`th month (0 for 寅) of a year, by Beijing's calendar, the day of its 节 first. */
export function daysOf(year: number, place: number): LuckDay[] {
  const months = monthsOf(year);
  const from = beijingMidnight(months[place]!.jie.at);
  const next = months[place + 1]?.jie ?? jie(year + 1, 2);
  const until = beijingMidnight(next.at);
  return Array.from({ length: (until - from) / DAY }, (_, day) => {
    const date = (from + day * DAY) as CivilMs;
    return { date: textOf(date).slice(0, 10), pillar: dayPillar(date, 'day-at-0') };
  });
}

function beijingMidnight(instant: number): number {
  return midnightBefore((instant + 8 * HOUR) as CivilMs);
}
