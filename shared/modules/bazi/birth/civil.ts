/**
 * A clock reading without a zone, as milliseconds since 1970-01-01 00:00 of that same clock. It is no instant: which instant
 * it was depends on the place.
 */
export type CivilMs = number & { readonly civil: unique symbol };

/** A clock reading in its parts. */
export interface CivilParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The clock reading of these parts; the time of day is midnight unless said. */
export function civil({
  year,
  month,
  day,
  hour = 0,
  minute = 0,
  second = 0,
}: DateParts & Partial<CivilParts>): CivilMs {
  return Date.UTC(year, month - 1, day, hour, minute, second) as CivilMs;
}

interface DateParts {
  year: number;
  month: number;
  day: number;
}

export function partsOf(time: CivilMs): CivilParts {
  const date = new Date(time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** `time` moved by `ms`, later when positive. */
export function shift(time: CivilMs, ms: number): CivilMs {
  return (time + ms) as CivilMs;
}

/** `YYYY-MM-DD HH:mm:ss`. */
export function textOf(time: CivilMs): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** Days from 1970-01-01 to the date of `time`. */
export function dayNumber(time: CivilMs): number {
  return Math.floor(time / DAY);
}

/** Whether the Gregorian calendar has this date. */
export function isDate({ year, month, day }: DateParts): boolean {
  const parts = partsOf(civil({ year, month, day }));
  return parts.year === year && parts.month === month && parts.day === day;
}
