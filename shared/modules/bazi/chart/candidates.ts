import { SolarDay } from 'tyme4ts';
import type { Birth, ZiRule } from '../../../contracts/bazi/birth.js';
import type { BirthMoment } from '../birth/birth-moment.js';
import { type CivilMs, DAY, HOUR, MINUTE, partsOf, shift, textOf } from '../birth/civil.js';
import { instantsOf, offsetAt, type ZoneName } from '../birth/zone.js';
import { dayPillar, doubleHourStart, midnightBefore, type Pillars, pillarsOf, yearAndMonth } from './pillars.js';
import { ganzhi } from './sexagenary.js';
import { jieAround } from './solar-terms.js';

/** Pillars that the birth may also have had. */
export interface Candidate {
  pillars: Pillars;
  /** What the doubt is, for the person whose chart it is. */
  reason: string;
  /** What to ask with to have these. */
  birth: Birth;
}

/** How near to a boundary a remembered time is in doubt. */
export const DOUBT = 2 * MINUTE;

/** The pillars of a moment; without an hour when nobody knows it. */
export function pillarsAt({ instant, local, hourKnown }: BirthMoment, ziRule: ZiRule): Pillars {
  if (hourKnown) return pillarsOf(instant, local, ziRule);
  return { ...yearAndMonth(instant), day: dayPillar(local, ziRule), hour: null };
}

/**
 * Every set of pillars that the moment of a birth may mean, the one counted on first; nothing when there is no doubt.
 *
 * There is doubt within two minutes of a 节, a double hour or the turn of the day; where the clock showed the time twice; and,
 * when the hour is unknown, on the day of a 节.
 */
export function candidatesOf(birth: Birth, moment: BirthMoment, ziRule: ZiRule): Candidate[] {
  const counted: Candidate = { pillars: pillarsAt(moment, ziRule), reason: '按填写的时间', birth };
  if (!moment.hourKnown) return onTheDayOfAJie(counted, moment, ziRule);
  const others = new Map(nearBoundaries(birth, moment, ziRule).map((one) => [written(one.pillars), one]));
  others.delete(written(counted.pillars));
  const second = secondTime(birth, moment, ziRule);
  if (!second) return others.size === 0 ? [] : [counted, ...others.values()];
  others.delete(written(second.pillars));
  return [{ ...counted, birth: { ...birth, fold: 0 } }, second, ...others.values()];
}

function nearBoundaries(birth: Birth, moment: BirthMoment, ziRule: ZiRule): Candidate[] {
  const { instant, local } = moment;
  const found: Candidate[] = [];
  const consider = (boundary: number, reached: number, name: string) => {
    const ms = boundary - reached;
    if (Math.abs(ms) > DOUBT) return;
    const minutes = ms > 0 ? Math.ceil(ms / MINUTE) : -Math.floor(-ms / MINUTE) - 1;
    found.push({
      pillars: pillarsOf(instant + minutes * MINUTE, shift(local, minutes * MINUTE), ziRule),
      reason: `距${name}不到 2 分钟，也可能在其${ms > 0 ? '之后' : '之前'}`,
      birth: birthAt(instant + minutes * MINUTE, moment.zone, birth),
    });
  };

  const { previous, next } = jieAround(instant);
  for (const { at, name } of [previous, next]) consider(at, instant, `${name}交节`);

  const hour = doubleHourStart(local);
  for (const boundary of [hour, shift(hour, 2 * HOUR)]) consider(boundary, local, ` ${clockOf(boundary)} 换时辰`);
  const midnight = midnightBefore(local);
  for (const boundary of [midnight, shift(midnight, DAY)]) consider(boundary, local, '子正换日');
  return found;
}

/** The later of the two times that a clock which was set back has shown, while nobody has said which it was. */
function secondTime(
  birth: Birth,
  { instant, otherInstant, local }: BirthMoment,
  ziRule: ZiRule,
): Candidate | undefined {
  if (otherInstant === null) return undefined;
  return {
    pillars: pillarsOf(otherInstant, shift(local, otherInstant - instant), ziRule),
    reason: '当天钟表回拨，这个时间出现过两次，也可能是第二次',
    birth: { ...birth, fold: 1 },
  };
}

function onTheDayOfAJie(counted: Candidate, { instant, local }: BirthMoment, ziRule: ZiRule): Candidate[] {
  const { birth } = counted;
  const { at, name } = jieAround(instant - DAY / 2).next;
  if (birth.beforeJie !== undefined || at >= instant + DAY / 2) return [];
  const day = dayPillar(local, ziRule);
  const candidate = (beforeJie: boolean): Candidate => ({
    pillars: { ...yearAndMonth(beforeJie ? at - 1 : at), day, hour: null },
    reason: `当天${name}交节，不知道时辰，按在交节之${beforeJie ? '前' : '后'}`,
    birth: { ...birth, beforeJie },
  });
  return instant < at ? [candidate(true), candidate(false)] : [candidate(false), candidate(true)];
}

/** The birth at another instant, in the same calendar, to the minute. */
function birthAt(instant: number, zone: ZoneName, { calendar }: Birth): Birth {
  const clock = (instant + offsetAt(zone, instant)) as CivilMs;
  const { year, month, day, hour, minute } = partsOf(clock);
  const reading = instantsOf(zone, shift(clock, -(clock % MINUTE)));
  const fold = reading.kind === 'twice' ? { fold: reading.instants[0] === instant ? (0 as const) : (1 as const) } : {};
  if (calendar === 'solar') return { calendar, year, month, day, hour, minute, ...fold };
  const lunar = SolarDay.fromYmd(year, month, day).getLunarDay();
  const isLeapMonth = lunar.getMonth() < 0;
  const date = { year: lunar.getYear(), month: Math.abs(lunar.getMonth()), day: lunar.getDay() };
  return { calendar, ...date, hour, minute, ...(isLeapMonth && { isLeapMonth }), ...fold };
}

const clockOf = (time: number) => textOf(time as BirthMoment['local']).slice(11, 16);

function written({ year, month, day, hour }: Pillars): string {
  return [year, month, day, hour].map((index) => (index === null ? '' : ganzhi(index))).join(' ');
}
