import { requestFailed } from '../../errors.js';

/** A date's fields in some time zone. */
export interface Civil {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** Minutes ahead of UTC. */
  offset: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes that a zone is ahead of UTC at an instant. The zone is an Olson name or an offset such as +08:00. */
export function zoneOffset(zone: string | undefined, instant: number): number {
  if (zone === undefined || zone === 'UTC' || zone === 'GMT') return 0;
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0));
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type)!;
  const civil = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((civil - instant) / 60_000);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
    return format;
  } catch {
    throw requestFailed(`unrecognized time zone identifier: "${zone}"`);
  }
}

export function civilOf(instant: number, zone: string | undefined): Civil {
  const offset = zoneOffset(zone, instant);
  const shifted = new Date(instant + offset * 60_000);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    millisecond: shifted.getUTCMilliseconds(),
    offset,
  };
}

/** The instant at which a zone's clocks show a civil time, given as if it were UTC. */
export function instantOf(civil: number, zone: string | undefined): number {
  const guess = civil - zoneOffset(zone, civil) * 60_000;
  return civil - zoneOffset(zone, guess) * 60_000;
}

const dayMs = 86_400_000;

/** Day of the week with Sunday 1. */
export const dayOfWeek = ({ year, month, day }: Civil) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

export const dayOfYear = ({ year, month, day }: Civil) =>
  Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / dayMs) + 1;

/** Week of the year that begins on Sundays, from 0. */
export const week = (civil: Civil) => Math.floor((dayOfYear(civil) + 7 - dayOfWeek(civil)) / 7);

/** Day of the week with Monday 1. */
export const isoDayOfWeek = (civil: Civil) => ((dayOfWeek(civil) + 5) % 7) + 1;

/** ISO 8601's week and the year it belongs to. */
export function isoWeek(civil: Civil): { week: number; year: number } {
  const thursday = new Date(Date.UTC(civil.year, civil.month - 1, civil.day + 4 - isoDayOfWeek(civil)));
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7) + 1 };
}
