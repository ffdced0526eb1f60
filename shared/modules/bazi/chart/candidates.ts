import type { ZiRule } from '../../../contracts/bazi/birth.js';
import type { BirthMoment } from '../birth/birth-moment.js';
import { DAY, HOUR, MINUTE, shift, textOf } from '../birth/civil.js';
import { dayPillar, doubleHourStart, midnightBefore, type Pillars, pillarsOf, yearAndMonth } from './pillars.js';
import { ganzhi } from './sexagenary.js';
import { jieAround } from './solar-terms.js';

/** Pillars that the birth may also have had. */
export interface Candidate {
  pillars: Pillars;
  /** What the doubt is, for the person whose chart it is. */
  reason: string;
}

/** How near to a boundary a remembered time is in doubt. */
export const DOUBT = 2 * MINUTE;

/** The pillars of a moment; without an hour when nobody knows it. */
export function pillarsAt({ instant, local, hourKnown }: BirthMoment, ziRule: ZiRule): Pillars {
  if (hourKnown) return pillarsOf(instant, local, ziRule);
  return { ...yearAndMonth(instant), day: dayPillar(local, ziRule), hour: null };
}

/**
 * Every set of pillars that the moment may mean, the one counted on first; nothing when there is no doubt.
 *
 * There is doubt within two minutes of a 节, a double hour or the turn of the day; where the clock showed the time twice; and,
 * when the hour is unknown, on the day of a 节.
 */
export function candidatesOf(moment: BirthMoment, ziRule: ZiRule): Candidate[] {
  const counted = pillarsAt(moment, ziRule);
  const others = moment.hourKnown ? nearBoundaries(moment, ziRule) : onTheDayOfAJie(moment, ziRule);
  const different = new Map(others.map((candidate) => [written(candidate.pillars), candidate]));
  different.delete(written(counted));
  if (different.size === 0) return [];
  return [{ pillars: counted, reason: '按填写的时间' }, ...different.values()];
}

function nearBoundaries(moment: BirthMoment, ziRule: ZiRule): Candidate[] {
  const { instant, local, otherInstant } = moment;
  const moved = (ms: number, reason: string): Candidate => ({
    pillars: pillarsOf(instant + ms, shift(local, ms), ziRule),
    reason,
  });
  const found: Candidate[] = [];
  const consider = (boundary: number, reached: number, name: string) => {
    const ms = boundary - reached;
    if (Math.abs(ms) > DOUBT) return;
    const side = ms > 0 ? '之后' : '之前';
    found.push(moved(ms > 0 ? ms : ms - 1, `距${name}不到 2 分钟，也可能在其${side}`));
  };

  const { previous, next } = jieAround(instant);
  for (const { at, name } of [previous, next]) consider(at, instant, `${name}交节`);

  const hour = doubleHourStart(local);
  for (const boundary of [hour, shift(hour, 2 * HOUR)]) consider(boundary, local, `${clockOf(boundary)} 换时辰`);
  const midnight = midnightBefore(local);
  for (const boundary of [midnight, shift(midnight, DAY)]) consider(boundary, local, '子正换日');

  if (otherInstant !== null) {
    found.push(moved(otherInstant - instant, '当天钟表回拨，这个时间出现过两次，也可能是第二次'));
  }
  return found;
}

function onTheDayOfAJie(moment: BirthMoment, ziRule: ZiRule): Candidate[] {
  const { instant, local } = moment;
  const dayStart = instant - (local - midnightBefore(local));
  const day = dayPillar(local, ziRule);
  return [dayStart, dayStart + DAY - 1].map((at) => ({
    pillars: { ...yearAndMonth(at), day, hour: null },
    reason: '当天交节，不知道时辰，月柱可能在交节之前或之后',
  }));
}

const clockOf = (time: number) => textOf(time as BirthMoment['local']).slice(11, 16);

function written({ year, month, day, hour }: Pillars): string {
  return [year, month, day, hour].map((index) => (index === null ? '' : ganzhi(index))).join(' ');
}
