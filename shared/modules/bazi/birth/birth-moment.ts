import { LunarDay } from 'tyme4ts';
import type { Birth, Place } from '../../../contracts/bazi/birth.js';
import { Failure } from '../../../core/failure.js';
import { jieAround } from '../chart/solar-terms.js';
import { type CivilMs, civil, DAY, HOUR, isDate, MINUTE, shift, textOf } from './civil.js';
import { type Correction, clockCorrections } from './corrections.js';
import { instantsOf, isZone, type ZoneName } from './zone.js';

/** A birth as the pillars need it: what instant it was, and what the clock or the sun of the place said. */
export interface BirthMoment {
  /** The Gregorian date and time that the clock of the place showed. */
  clock: CivilMs;
  /** Whether the hour is known; when it is not, noon stands for the day. */
  hourKnown: boolean;
  /** Ms since the epoch. */
  instant: number;
  /** The same instant, if the clock showed this time twice and nobody said which. */
  otherInstant: number | null;
  /** The time by which day and hour are counted: without summer time, and by the sun where that is asked for. */
  local: CivilMs;
  /** Whose clock `clock` is. */
  zone: ZoneName;
  /** Everything that lies between `clock` and `local`, in the order in which it was applied. */
  corrections: Correction[];
}

/** Where a place has no zone of its own, and where there is no place. */
export const CHINA = 'Asia/Shanghai';

/**
 * The moment of a birth.
 * @throws Failure INVALID_INPUT naming the field: a date that the calendar does not have, an hour that the clock skipped
 */
export function birthMoment(birth: Birth, place: Place | undefined, trueSolar: boolean): BirthMoment {
  const zone = place?.timeZone ?? CHINA;
  if (!isZone(zone)) throw invalid('place.timeZone', '应为 IANA 时区名（如 Asia/Shanghai）或 +08:00 这样的固定时差');
  const hourKnown = birth.hour !== undefined;
  const clock = shift(solarDate(birth), (birth.hour ?? 12) * HOUR + (birth.minute ?? 0) * MINUTE);
  const [shown, otherInstant] = instantOf(clock, zone, birth.fold);
  const corrections = clockCorrections({ clock, instant: shown, zone, place, trueSolar: trueSolar && hourKnown });
  const local = shift(
    clock,
    corrections.reduce((sum, { ms }) => sum + ms, 0),
  );
  const instant = birth.beforeJie === undefined ? shown : besideJie(shown, birth.beforeJie);
  return { clock, hourKnown, instant, otherInstant, local, zone, corrections };
}

/** Midnight of the Gregorian date of a birth. */
function solarDate({ calendar, year, month, day, isLeapMonth }: Birth): CivilMs {
  if (calendar === 'solar') {
    if (!isDate({ year, month, day })) throw invalid('birth.day', `${year} 年 ${month} 月没有 ${day} 日`);
    return civil({ year, month, day });
  }
  const name = `农历 ${year} 年${isLeapMonth ? '闰' : ''} ${month} 月`;
  try {
    const found = LunarDay.fromYmd(year, isLeapMonth ? -month : month, day).getSolarDay();
    return civil({ year: found.getYear(), month: found.getMonth(), day: found.getDay() });
  } catch (error) {
    const noSuchMonth = error instanceof Error && error.message.includes('leap month');
    if (noSuchMonth) throw invalid('birth.isLeapMonth', `农历 ${year} 年没有闰 ${month} 月`);
    throw invalid('birth.day', `${name}没有 ${day} 日`);
  }
}

/** The instant of a clock reading, and the other one when the clock was set back and nobody said which it was. */
function instantOf(clock: CivilMs, zone: string, fold: 0 | 1 | undefined): [number, number | null] {
  const reading = instantsOf(zone, clock);
  switch (reading.kind) {
    case 'once':
      return [reading.instant, null];
    case 'twice': {
      const [first, second] = reading.instants;
      if (fold === undefined) return [first, second];
      return [reading.instants[fold], null];
    }
    case 'never': {
      const until = textOf(afterGap(clock, zone)).slice(0, 16);
      throw invalid(
        'birth.hour',
        `当地钟表在这一刻拨快，没有出现过 ${textOf(clock).slice(0, 16)}，请填写 ${until} 或之后的时间`,
      );
    }
  }
}

/**
 * For a day with a 节 whose hour nobody knows: the middle of what is before it of the day, or after it.
 * @throws Failure INVALID_INPUT when no 节 comes on that day
 */
function besideJie(noon: number, before: boolean): number {
  const [dayStart, dayEnd] = [noon - DAY / 2, noon + DAY / 2];
  const { at } = jieAround(dayStart).next;
  if (at >= dayEnd) throw invalid('birth.beforeJie', '当天没有交节');
  return Math.floor(((before ? dayStart : dayEnd) + at) / 2);
}

/** What the clock showed first after it had been set forward over `skipped`. */
function afterGap(skipped: CivilMs, zone: string): CivilMs {
  for (let ms = MINUTE; ms <= DAY; ms += MINUTE) {
    const later = shift(skipped, ms);
    if (instantsOf(zone, later).kind !== 'never') return later;
  }
  throw new Error(`the clock of ${zone} never goes on after ${textOf(skipped)}`);
}

function invalid(field: string, problem: string): Failure {
  return new Failure('INVALID_INPUT', { message: `${field}：${problem}`, fields: { [field]: problem } });
}
