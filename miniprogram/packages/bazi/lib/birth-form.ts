import type { Subject } from './current-subject';
import type { Calendar } from './date-wheel';
import { type SolarDate, toLunar, toSolar } from './lunar';

export interface BirthPlace {
  /** As it is shown: 上海市 徐汇区, or 东经 2.35°，巴黎时间. */
  name: string;
  /** Degrees, east positive. */
  longitude: number;
  latitude?: number;
  timeZone: string;
}

/** How the hour is told: by a clock, by the double hour 时辰 (0 and 12 are the two halves of 子), or by nobody. */
export type TimeWay = 'clock' | 'double-hour' | 'unknown';

/** What somebody has filled in of a birth. */
export interface BirthForm {
  calendar: Calendar;
  /** In the Gregorian calendar, whichever was turned. */
  date: SolarDate;
  timeWay: TimeWay;
  hour: number;
  minute: number;
  place: BirthPlace | null;
  sex: Subject['sex'] | null;
  ziRule: Subject['ziRule'];
  trueSolar: boolean;
}

export const emptyForm = (): BirthForm => ({
  calendar: 'solar',
  date: { year: 1990, month: 1, day: 1 },
  timeWay: 'clock',
  hour: 8,
  minute: 0,
  place: null,
  sex: null,
  ziRule: 'day-at-23',
  trueSolar: true,
});

/** Which double hour a clock's hour lies in: 0 for the 子 of the morning to 12 for that of the night. */
export const doubleHourOf = (hour: number): number => Math.floor((hour + 1) / 2);

/** The middle of a double hour by the clock, for who knows no more. */
export function middleOf(doubleHour: number): { hour: number; minute: number } {
  if (doubleHour === 0) return { hour: 0, minute: 30 };
  if (doubleHour === 12) return { hour: 23, minute: 30 };
  return { hour: doubleHour * 2, minute: 0 };
}

/** What the server is asked. A double hour is already told by the sun: it is not corrected to solar time. */
export function subjectOf(form: BirthForm, sex: Subject['sex']): Subject {
  const { calendar, date, timeWay, hour, minute, place, ziRule, trueSolar } = form;
  const time = timeWay === 'unknown' ? {} : timeWay === 'clock' ? { hour, minute } : middleOf(doubleHourOf(hour));
  return {
    birth: { calendar, ...dateIn(calendar, date), ...time },
    ...(place && { place: placeOf(place) }),
    ...{ sex, ziRule, trueSolar: trueSolar && timeWay === 'clock' },
  };
}

function dateIn(calendar: Calendar, date: SolarDate) {
  if (calendar === 'solar') return date;
  const { isLeap, ...lunar } = toLunar(date);
  return { ...lunar, ...(isLeap && { isLeapMonth: true }) };
}

const placeOf = ({ longitude, latitude, timeZone }: BirthPlace) => ({
  longitude,
  ...(latitude !== undefined && { latitude }),
  timeZone,
});

/** A chart's birth as it is filled in, to change it. */
export function formOf({ birth, place, sex, ziRule, trueSolar }: Subject, placeName?: string): BirthForm {
  const { calendar, year, month, day, hour, minute = 0, isLeapMonth = false } = birth;
  const empty = emptyForm();
  return {
    ...empty,
    calendar,
    date: calendar === 'solar' ? { year, month, day } : toSolar({ year, month, isLeap: isLeapMonth, day }),
    ...(hour === undefined ? { timeWay: 'unknown' } : { timeWay: 'clock', hour, minute }),
    place: place
      ? { ...place, timeZone: place.timeZone ?? 'Asia/Shanghai', name: placeName ?? longitudeText(place.longitude) }
      : null,
    ...{ sex, ziRule, trueSolar },
  };
}

/** 东经 121.47°. */
export const longitudeText = (longitude: number): string =>
  `${longitude < 0 ? '西经' : '东经'} ${Math.abs(longitude)}°`;

/** The part of the form that an answer's field belongs to. */
export function partOf(field: string): 'date' | 'time' | 'place' | 'other' {
  if (/^birth\.(hour|minute|fold)$/.test(field)) return 'time';
  if (field.startsWith('birth')) return 'date';
  return field.startsWith('place') ? 'place' : 'other';
}
