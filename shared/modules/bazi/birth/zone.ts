import { type CivilMs, civil, DAY, MINUTE, SECOND } from './civil.js';

/** A zone's clock: an IANA name with its history, or a fixed offset such as `+08:00`. */
export type ZoneName = string;

const FIXED = /^([+-])(\d{2}):(\d{2})$/;

/** What a clock reading meant in a zone: the instants at which the clock showed it, the earlier first. */
export type Reading =
  | { kind: 'once'; instant: number }
  | { kind: 'twice'; instants: [number, number] }
  | { kind: 'never' };

/** Whether `name` is an offset of at most 14 hours, or a zone that ICU knows. */
export function isZone(name: string): boolean {
  const fixed = FIXED.exec(name);
  if (fixed) return Number(fixed[2]) * 60 + Number(fixed[3]) <= 14 * 60 && Number(fixed[3]) < 60;
  try {
    formatOf(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** What the zone's clock was ahead of UTC at `instant`, in ms. The history is ICU's, which is the IANA data base's. */
export function offsetAt(zone: ZoneName, instant: number): number {
  const fixed = FIXED.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * MINUTE;
  const at = Math.floor(instant / SECOND) * SECOND;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return civil({ year, month, day, hour, minute, second }) - at;
}

/**
 * The zone's offset without summer time, in ms: the smallest that it had within half a year around `instant`.
 * IANA's data tell the whole offset only.
 */
export function standardOffsetAt(zone: ZoneName, instant: number): number {
  if (FIXED.test(zone)) return offsetAt(zone, instant);
  const around = [-182, -121, -61, 0, 61, 121, 182].map((days) => offsetAt(zone, instant + days * DAY));
  return Math.min(...around);
}

/** The instants at which the zone's clock showed `reading`. */
export function instantsOf(zone: ZoneName, reading: CivilMs): Reading {
  const offsets = new Set([-DAY, 0, DAY].map((ms) => offsetAt(zone, reading - offsetAt(zone, reading) + ms)));
  const instants = [...offsets].map((offset) => reading - offset).filter((at) => at + offsetAt(zone, at) === reading);
  instants.sort((a, b) => a - b);
  const [first, second] = instants;
  if (first === undefined) return { kind: 'never' };
  return second === undefined ? { kind: 'once', instant: first } : { kind: 'twice', instants: [first, second] };
}

/** Making a formatter costs a hundred times what using it does. */
const formats = new Map<ZoneName, Intl.DateTimeFormat>();
const MOST_FORMATS = 64;

function formatOf(zone: ZoneName): Intl.DateTimeFormat {
  const made = formats.get(zone) ?? newFormat(zone);
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(zone, made);
  return made;
}

function newFormat(zone: ZoneName): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}
