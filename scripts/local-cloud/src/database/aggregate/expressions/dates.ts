import { requestFailed } from '../../errors.js';
import { isDocument, isObjectId, isTimestamp, typeName, type Value } from '../../values/types.js';
import type { Expression, ExpressionOperator, Scope } from '../expression.js';
import { integerOf, isNullish, named, stringOf, unsupported } from './arguments.js';
import { formatDate, parseDate } from './date-format.js';
import { type Civil, civilOf, dayOfWeek, dayOfYear, instantOf, isoDayOfWeek, isoWeek, week } from './time-zone.js';

export const dateToIso = (date: Date): string => date.toISOString();

/** @throws CloudError when a value does not stand for an instant */
function dateOf(value: Value): Date {
  if (value instanceof Date) return value;
  if (isObjectId(value)) return value.getTimestamp();
  if (isTimestamp(value)) return new Date(value.getHighBitsUnsigned() * 1000);
  throw requestFailed(`can't convert from BSON type ${typeName(value)} to Date`);
}

/** A time zone argument: undefined when there is none, null when it is null. */
function zoneOf(expression: Expression | undefined, scope: Scope): string | undefined | null {
  if (!expression) return undefined;
  const zone = expression(scope);
  return isNullish(zone) ? null : stringOf('timezone', zone);
}

/** An operator that gives one field of a date, of `{date, timezone}` or of `[date]`. */
function part(name: string, read: (civil: Civil) => number): ExpressionOperator {
  const withZone = named(name, ['date'], ['timezone'], ({ date, timezone }) => evaluate(date!, timezone));
  const evaluate =
    (date: Expression, timezone?: Expression): Expression =>
    (scope) => {
      const value = date(scope);
      const zone = zoneOf(timezone, scope);
      if (isNullish(value) || zone === null) return null;
      return read(civilOf(dateOf(value).getTime(), zone));
    };
  return (operand, compile) => {
    if (isDocument(operand) && !Object.keys(operand)[0]?.startsWith('$')) return withZone(operand, compile);
    const only = Array.isArray(operand) ? operand : [operand];
    if (only.length !== 1)
      throw requestFailed(`${name} accepts exactly one argument if given an array, but was given ${only.length}`);
    return evaluate(compile(only[0]!));
  };
}

const toText = named('$dateToString', ['date'], ['format', 'timezone', 'onNull'], (parts) => (scope) => {
  const value = parts.date!(scope);
  const zone = zoneOf(parts.timezone, scope);
  const format = parts.format ? parts.format(scope) : undefined;
  if (isNullish(value)) return parts.onNull ? parts.onNull(scope) : null;
  if (zone === null || format === null) return null;
  const standard = zone === undefined || zone === 'UTC' ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L';
  return formatDate(dateOf(value), format === undefined ? standard : stringOf('$dateToString', format), zone);
});

const fromText = named(
  '$dateFromString',
  ['dateString'],
  ['format', 'timezone', 'onError', 'onNull'],
  (parts) => (scope) => {
    const text = parts.dateString!(scope);
    const zone = zoneOf(parts.timezone, scope);
    if (isNullish(text)) return parts.onNull ? parts.onNull(scope) : null;
    if (zone === null) return null;
    const format = parts.format?.(scope);
    const date =
      typeof text === 'string'
        ? parseDate(text, isNullish(format) ? undefined : stringOf('$dateFromString', format), zone)
        : undefined;
    if (date) return date;
    if (parts.onError) return parts.onError(scope);
    throw requestFailed(`Error parsing date string '${String(text)}'`);
  },
);

const calendarParts = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;

const fromParts = named(
  '$dateFromParts',
  [],
  [...calendarParts, 'isoWeekYear', 'isoWeek', 'isoDayOfWeek', 'timezone'],
  (parts) => (scope) => {
    const zone = zoneOf(parts.timezone, scope);
    const read = (name: string, otherwise: number): number | null => {
      if (!parts[name]) return otherwise;
      const value = parts[name](scope);
      return isNullish(value) ? null : integerOf(`$dateFromParts ${name}`, value);
    };
    const time = [read('hour', 0), read('minute', 0), read('second', 0), read('millisecond', 0)];
    const day = parts.isoWeekYear
      ? [read('isoWeekYear', 1), read('isoWeek', 1), read('isoDayOfWeek', 1)]
      : [read('year', 1), read('month', 1), read('day', 1)];
    if (!parts.year && !parts.isoWeekYear)
      throw requestFailed("$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
    if (zone === null || [...day, ...time].includes(null)) return null;
    const [hour, minute, second, millisecond] = time as [number, number, number, number];
    const [first, middle, last] = day as [number, number, number];
    const midnight = parts.isoWeekYear ? isoDay(first, middle, last) : Date.UTC(first, middle - 1, last);
    const civil = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
    return new Date(instantOf(civil, zone));
  },
);

function isoDay(year: number, weeks: number, day: number): number {
  const january4 = Date.UTC(year, 0, 4);
  const weekday = (new Date(january4).getUTCDay() + 6) % 7;
  return january4 + ((weeks - 1) * 7 - weekday + day - 1) * 86_400_000;
}

const toParts = named('$dateToParts', ['date'], ['timezone', 'iso8601'], ({ date, timezone, iso8601 }) => (scope) => {
  const value = date!(scope);
  const zone = zoneOf(timezone, scope);
  if (isNullish(value) || zone === null) return null;
  const civil = civilOf(dateOf(value).getTime(), zone);
  const { year, month, day, hour, minute, second, millisecond } = civil;
  const time = { hour, minute, second, millisecond };
  if (iso8601?.(scope) !== true) return { year, month, day, ...time };
  const iso = isoWeek(civil);
  return { isoWeekYear: iso.year, isoWeek: iso.week, isoDayOfWeek: isoDayOfWeek(civil), ...time };
});

export const dateExpressions: Record<string, ExpressionOperator> = {
  $dateFromParts: fromParts,
  $dateFromString: fromText,
  $dateToParts: toParts,
  $dateToString: toText,
  $dayOfMonth: part('$dayOfMonth', ({ day }) => day),
  $dayOfWeek: part('$dayOfWeek', dayOfWeek),
  $dayOfYear: part('$dayOfYear', dayOfYear),
  $hour: part('$hour', ({ hour }) => hour),
  $isoDayOfWeek: part('$isoDayOfWeek', isoDayOfWeek),
  $isoWeek: part('$isoWeek', (civil) => isoWeek(civil).week),
  $isoWeekYear: part('$isoWeekYear', (civil) => isoWeek(civil).year),
  $millisecond: part('$millisecond', ({ millisecond }) => millisecond),
  $minute: part('$minute', ({ minute }) => minute),
  $month: part('$month', ({ month }) => month),
  $second: part('$second', ({ second }) => second),
  $week: part('$week', week),
  $year: part('$year', ({ year }) => year),
  $dateAdd: unsupported('$dateAdd'),
  $dateDiff: unsupported('$dateDiff'),
  $dateTrunc: unsupported('$dateTrunc'),
};
