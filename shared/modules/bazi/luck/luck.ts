import type { Sex } from '../../../contracts/bazi/birth.js';
import type { BirthMoment } from '../birth/birth-moment.js';
import { type CivilMs, civil, DAY, HOUR, MINUTE, partsOf, shift } from '../birth/civil.js';
import type { Pillars } from '../chart/pillars.js';
import { type CycleIndex, cycle } from '../chart/sexagenary.js';
import { type Jie, jieAround } from '../chart/solar-terms.js';

/** A span of life as the tradition measures it: months of 30 days are not meant, but the calendar's own. */
export interface Span {
  years: number;
  months: number;
  days: number;
  hours: number;
}

/** Ten years of life under one pillar: 大运. */
export interface Decade {
  pillar: CycleIndex;
  /** Gregorian. */
  startYear: number;
  /** 虚岁: one at birth, one more each Gregorian year. */
  startAge: number;
}

export interface Luck {
  forward: boolean;
  /** The 节 that is counted to, or back from. */
  jie: Jie;
  startsAfter: Span;
  /** By the clock that `birth` is given in. */
  startsAt: CivilMs;
  decades: Decade[];
}

/** How many decades a chart shows: up to an age that hardly anybody exceeds. */
export const DECADES = 10;

/**
 * When somebody's decades of luck begin, and which they are.
 *
 * Counted forward from birth to the next 节 for men of a yang year and women of a yin year, backward to the previous one for the
 * others (《三命通会》卷二 论大运). Three days are a year, to the minute: a day is four months, a double hour ten days, a
 * minute two hours. The decades go on from the month's pillar in the same direction.
 */
export function luckOf(moment: BirthMoment, pillars: Pillars, sex: Sex): Luck {
  const forward = (pillars.year % 2 === 0) === (sex === 'male');
  const { previous, next } = jieAround(moment.instant);
  const jie = forward ? next : previous;
  const startsAfter = spanOf(Math.abs(jie.at - moment.instant));
  const startsAt = addSpan(moment.clock, startsAfter);
  const [bornIn, startsIn] = [partsOf(moment.clock).year, partsOf(startsAt).year];
  const decades = Array.from({ length: DECADES }, (_, place) => ({
    pillar: cycle(pillars.month + (forward ? place + 1 : -place - 1)),
    startYear: startsIn + 10 * place,
    startAge: startsIn + 10 * place - bornIn + 1,
  }));
  return { forward, jie, startsAfter, startsAt, decades };
}

/** The span of life that a distance to a 节 stands for; seconds beyond whole minutes do not count. */
export function spanOf(distance: number): Span {
  const minutes = Math.floor(distance / MINUTE);
  return {
    years: Math.floor(minutes / 4320),
    months: Math.floor((minutes % 4320) / 360),
    days: Math.floor((minutes % 360) / 12),
    hours: (minutes % 12) * 2,
  };
}

/** A clock reading after a span. A day that its month does not have becomes the month's last. */
export function addSpan(time: CivilMs, { years, months, days, hours }: Span): CivilMs {
  const { year, month, day } = partsOf(time);
  const monthCount = year * 12 + (month - 1) + years * 12 + months;
  const [toYear, toMonth] = [Math.floor(monthCount / 12), (monthCount % 12) + 1];
  const lastDay = partsOf(shift(civil({ year: toYear, month: toMonth + 1, day: 1 }), -DAY)).day;
  const timeOfDay = ((time % DAY) + DAY) % DAY;
  const date = civil({ year: toYear, month: toMonth, day: Math.min(day, lastDay) });
  return shift(date, timeOfDay + days * DAY + hours * HOUR);
}
