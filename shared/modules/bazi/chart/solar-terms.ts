import { SolarTerm } from 'tyme4ts';
import { type CivilMs, civil, HOUR, partsOf } from '../birth/civil.js';

/** A 节: one of the twelve solar terms at which a month of the stems and branches begins. */
export interface Jie {
  name: string;
  /** 0 for 立春, 1 for 惊蛰 … 11 for 小寒, which is in the next Gregorian year. */
  month: number;
  /** The year of the stems and branches that the month belongs to; it begins with 立春. */
  year: number;
  /** The instant, in ms since the epoch. */
  at: number;
}

/** The astronomical tables behind the terms give Beijing time. */
const BEIJING = 8 * HOUR;

/**
 * The 节 that the month of `instant` began with, and the one that ends it. At its very second a term has begun.
 * For instants of 1645 (the calendar reform to true terms, 定气) to 2200, when each Gregorian month holds exactly one 节.
 */
export function jieAround(instant: number): { previous: Jie; next: Jie } {
  const { year, month } = partsOf((instant + BEIJING) as CivilMs);
  const inThisMonth = jie(year, month);
  if (instant < inThisMonth.at) return { previous: jieBefore(year, month), next: inThisMonth };
  return { previous: inThisMonth, next: month === 12 ? jie(year + 1, 1) : jie(year, month + 1) };
}

function jieBefore(year: number, month: number): Jie {
  return month === 1 ? jie(year - 1, 12) : jie(year, month - 1);
}

/** The 节 of a Gregorian month of Beijing time: 小寒 in January, 立春 in February … */
export function jie(year: number, month: number): Jie {
  const term = SolarTerm.fromIndex(year, 2 * month - 1);
  const time = term.getJulianDay().getSolarTime();
  const reading = civil({
    year: time.getYear(),
    month: time.getMonth(),
    day: time.getDay(),
    hour: time.getHour(),
    minute: time.getMinute(),
    second: time.getSecond(),
  });
  return {
    name: term.getName(),
    month: (month + 10) % 12,
    year: month === 1 ? year - 1 : year,
    at: reading - BEIJING,
  };
}
