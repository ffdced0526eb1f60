import type { ZiRule } from '../../../contracts/bazi/birth.js';
import { type CivilMs, DAY, dayNumber, HOUR, partsOf, shift } from '../birth/civil.js';
import { type CycleIndex, cycle, cycleOf } from './sexagenary.js';
import { jieAround } from './solar-terms.js';

/** The four pillars 四柱; the hour's is null when nobody knows the hour. */
export interface Pillars {
  year: CycleIndex;
  month: CycleIndex;
  day: CycleIndex;
  hour: CycleIndex | null;
}

/** The Julian day number of 1970-01-01. */
const EPOCH_JDN = 2_440_588;

/**
 * The four pillars of a birth.
 *
 * Year and month turn with the 节, which is an instant and the same all over the world. Day and hour turn with the sun, or
 * the clock, of the place: `local`.
 */
export function pillarsOf(instant: number, local: CivilMs, ziRule: ZiRule): Pillars & { hour: CycleIndex } {
  const day = dayPillar(local, ziRule);
  return { ...yearAndMonth(instant), day, hour: hourPillar(local, day, ziRule) };
}

/**
 * The pillars of year and month. The year begins with 立春, not with the lunar new year; the stem of its first month
 * follows from its own: 五虎遁, 甲己之年丙作首 (《渊海子平》).
 */
export function yearAndMonth(instant: number): { year: CycleIndex; month: CycleIndex } {
  const { previous } = jieAround(instant);
  const year = cycle(previous.year - 4);
  const firstStem = (year % 5) * 2 + 2;
  return { year, month: cycleOf(firstStem + previous.month, 2 + previous.month) };
}

/** The pillar of the day: (JDN + 49) mod 60, where 23:00 is the next day already by the rule `day-at-23`. */
export function dayPillar(local: CivilMs, ziRule: ZiRule): CycleIndex {
  const counted = ziRule === 'day-at-23' ? shift(local, HOUR) : local;
  return cycle(dayNumber(counted) + EPOCH_JDN + 49);
}

/**
 * The pillar of the double hour. Its stem follows from the day's: 五鼠遁, 甲己还加甲 (《渊海子平》). From 23:00 to midnight
 * by the rule `day-at-0` the stem is counted from the day to come (晚子时), by `day-at-0-same-stem` from the present one.
 */
function hourPillar(local: CivilMs, day: CycleIndex, ziRule: ZiRule): CycleIndex {
  const branch = Math.floor((partsOf(local).hour + 1) / 2) % 12;
  const late = partsOf(local).hour === 23;
  const countedDay = late && ziRule === 'day-at-0' ? day + 1 : day;
  return cycleOf((countedDay % 5) * 2 + branch, branch);
}

/** Where the double hour of `local` begins. */
export function doubleHourStart(local: CivilMs): CivilMs {
  const sinceOddHour = (local + HOUR) % (2 * HOUR);
  return shift(local, -(sinceOddHour < 0 ? sinceOddHour + 2 * HOUR : sinceOddHour));
}

/** Midnight at the beginning of the day of `local`. */
export function midnightBefore(local: CivilMs): CivilMs {
  return (dayNumber(local) * DAY) as CivilMs;
}
