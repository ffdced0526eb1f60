import { dayName, monthName } from './calendar-names';
import { lunarMonths, type SolarDate, solarMonthDays, toLunar, toSolar } from './lunar';

export type Calendar = 'solar' | 'lunar';

/** Three columns to turn, and which row of each is chosen. */
export interface Wheel {
  columns: string[][];
  value: number[];
}

/** The years that a wheel offers: from the first of the tables to next year. */
export interface YearRange {
  first: number;
  last: number;
}

const years = ({ first, last }: YearRange) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
const days = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** The wheel that shows `date`; a lunar year before the first of the range is the first. */
export function wheelOf(calendar: Calendar, date: SolarDate, range: YearRange): Wheel {
  return calendar === 'solar' ? solarWheel(date, range) : lunarWheel(date, range);
}

function solarWheel({ year, month, day }: SolarDate, range: YearRange): Wheel {
  const months = days(12).map((one) => `${one} 月`);
  const column = days(solarMonthDays(year, month)).map((one) => `${one} 日`);
  return {
    columns: [years(range).map((one) => `${one} 年`), months, column],
    value: [year - range.first, month - 1, day - 1],
  };
}

function lunarWheel(date: SolarDate, range: YearRange): Wheel {
  const { year, month, isLeap, day } = toLunar(date);
  const months = lunarMonths(year);
  const place = months.findIndex((one) => one.month === month && one.isLeap === isLeap);
  return {
    columns: [years(range).map((one) => `${one} 年`), months.map(monthName), days(months[place]!.days).map(dayName)],
    value: [year - range.first, place, day - 1],
  };
}

/**
 * The date that a wheel shows after it was turned to `value`. A leap month that the new year has not becomes the month of its number, a day
 * beyond the month's end the month's last.
 */
export function turned(calendar: Calendar, from: SolarDate, value: readonly number[], range: YearRange): SolarDate {
  const [yearPlace = 0, monthPlace = 0, dayPlace = 0] = value;
  const year = range.first + yearPlace;
  if (calendar === 'solar') {
    const month = monthPlace + 1;
    return { year, month, day: Math.min(dayPlace + 1, solarMonthDays(year, month)) };
  }
  const before = toLunar(from);
  const shown = lunarMonths(before.year)[monthPlace] ?? before;
  const months = lunarMonths(year);
  const month =
    months.find((one) => one.month === shown.month && one.isLeap === shown.isLeap) ??
    months.find((one) => one.month === shown.month && !one.isLeap)!;
  return toSolar({ year, month: month.month, isLeap: month.isLeap, day: Math.min(dayPlace + 1, month.days) });
}

/** The nearest date that the wheel of a calendar can show. */
export function withinWheel(calendar: Calendar, date: SolarDate, range: YearRange): SolarDate {
  const year = calendar === 'solar' ? date.year : toLunar(date).year;
  if (year < range.first)
    return calendar === 'solar'
      ? { year: range.first, month: 1, day: 1 }
      : toSolar({ year: range.first, month: 1, isLeap: false, day: 1 });
  if (year > range.last) return { year: range.last, month: 12, day: 31 };
  return date;
}
