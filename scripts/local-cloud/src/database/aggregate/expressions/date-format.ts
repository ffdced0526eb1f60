import { requestFailed } from '../../errors.js';
import { type Civil, civilOf, dayOfWeek, dayOfYear, instantOf, isoDayOfWeek, isoWeek, week } from './time-zone.js';

const padded = (value: number, width: number) => String(Math.abs(value)).padStart(width, '0');

const writers: Record<string, (civil: Civil) => string> = {
  Y: ({ year }) => padded(year, 4),
  m: ({ month }) => padded(month, 2),
  d: ({ day }) => padded(day, 2),
  H: ({ hour }) => padded(hour, 2),
  M: ({ minute }) => padded(minute, 2),
  S: ({ second }) => padded(second, 2),
  L: ({ millisecond }) => padded(millisecond, 3),
  j: (civil) => padded(dayOfYear(civil), 3),
  w: (civil) => String(dayOfWeek(civil)),
  u: (civil) => String(isoDayOfWeek(civil)),
  U: (civil) => padded(week(civil), 2),
  V: (civil) => padded(isoWeek(civil).week, 2),
  G: (civil) => padded(isoWeek(civil).year, 4),
  z: ({ offset }) => `${offset < 0 ? '-' : '+'}${padded(Math.trunc(offset / 60), 2)}${padded(offset % 60, 2)}`,
  Z: ({ offset }) => String(offset),
  '%': () => '%',
};

/** Writes a date by MongoDB's format specifiers. @throws CloudError for an unknown one */
export function formatDate(date: Date, format: string, zone: string | undefined): string {
  const civil = civilOf(date.getTime(), zone);
  return format.replace(/%(.?)/gs, (_, specifier: string) => {
    const write = writers[specifier];
    if (!write) throw requestFailed(`Invalid format character '%${specifier}' in format string`);
    return write(civil);
  });
}

const readers: Record<string, string> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  L: '(?<L>\\d{1,3})',
  z: '(?<z>Z|[+-]\\d{2}:?\\d{2})',
  '%': '%',
};

/** ISO 8601, with a space or T, and parts from the right left out. */
const iso =
  /^(?<Y>\d{4})-(?<m>\d{1,2})(?:-(?<d>\d{1,2}))?(?:[T ](?<H>\d{1,2}):(?<M>\d{2})(?::(?<S>\d{2})(?:\.(?<L>\d{1,3})\d*)?)?)?\s*(?<z>Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** Reads a date, by a format or as ISO 8601. @returns undefined when the text does not fit */
export function parseDate(text: string, format: string | undefined, zone: string | undefined): Date | undefined {
  const groups = (format === undefined ? iso : patternOf(format)).exec(text.trim())?.groups;
  if (!groups) return undefined;
  const { Y, m = '1', d = '1', H = '0', M = '0', S = '0', L = '0', z } = groups;
  if (Y === undefined) return undefined;
  const milliseconds = Number(L.padEnd(3, '0'));
  const civil = Date.UTC(Number(Y), Number(m) - 1, Number(d), Number(H), Number(M), Number(S), milliseconds);
  const check = new Date(civil);
  if (check.getUTCMonth() !== Number(m) - 1 || check.getUTCDate() !== Number(d) || Number(H) > 23) return undefined;
  if (z !== undefined && zone !== undefined)
    throw requestFailed(
      'you cannot pass in a date/time string with time zone information together with a timezone argument',
    );
  return new Date(instantOf(civil, z === 'Z' ? 'UTC' : (z ?? zone)));
}

function patternOf(format: string): RegExp {
  const source = format.replace(/%(.?)|[\\^$.*+?()[\]{}|]/gs, (part, specifier: string | undefined) => {
    if (!part.startsWith('%')) return `\\${part}`;
    const reader = readers[specifier!];
    if (!reader) throw requestFailed(`Invalid format character '%${specifier}' in format string`);
    return reader;
  });
  return new RegExp(`^${source}$`);
}
