import { FIRST_LUNAR_YEAR, FIRST_NEW_YEAR, LUNAR_YEARS } from './lunar-table.generated';

/** A date of the Gregorian calendar. */
export interface SolarDate {
  year: number;
  month: number;
  day: number;
}

export interface LunarMonth {
  month: number;
  /** Whether it is the leap month 闰月 that follows the month of that number. */
  isLeap: boolean;
}

/** A date of the lunar calendar; a year is named by the Gregorian year in which it began. */
export interface LunarDate extends LunarMonth {
  year: number;
  day: number;
}

const DAY = 86_400_000;
const DIGITS = 4;
const dayOf = ({ year, month, day }: SolarDate) => Math.floor(Date.UTC(year, month - 1, day) / DAY);

/** The months of a lunar year, in order, with their lengths in days. */
export function lunarMonths(year: number): (LunarMonth & { days: number })[] {
  const at = (year - FIRST_LUNAR_YEAR) * DIGITS;
  const code = Number.parseInt(LUNAR_YEARS.slice(at, at + DIGITS), 36);
  if (Number.isNaN(code)) throw new RangeError(`no lunar year ${year} in the table`);
  const leap = code & 15;
  const numbers = Array.from({ length: leap === 0 ? 12 : 13 }, (_, place) => place);
  return numbers.map((place) => ({
    month: leap !== 0 && place >= leap ? place : place + 1,
    isLeap: leap !== 0 && place === leap,
    days: (code >> (4 + place)) & 1 ? 30 : 29,
  }));
}

/** Day number on which each lunar year begins; one more than there are years. */
const newYears = (() => {
  const [year, month, day] = FIRST_NEW_YEAR;
  const starts = [dayOf({ year, month, day })];
  for (let index = 0; index < LUNAR_YEARS.length / DIGITS; index += 1) {
    const days = lunarMonths(FIRST_LUNAR_YEAR + index).reduce((sum, one) => sum + one.days, 0);
    starts.push(starts[index]! + days);
  }
  return starts;
})();

/** How many days a Gregorian month has. */
export const solarMonthDays = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export function toSolar({ year, month, isLeap, day }: LunarDate): SolarDate {
  let number = newYears[year - FIRST_LUNAR_YEAR]! + day - 1;
  for (const one of lunarMonths(year)) {
    if (one.month === month && one.isLeap === isLeap) return dateOf(number);
    number += one.days;
  }
  throw new RangeError(`lunar year ${year} has no ${isLeap ? 'leap ' : ''}month ${month}`);
}

export function toLunar(date: SolarDate): LunarDate {
  const number = dayOf(date);
  const index = newYears[date.year - FIRST_LUNAR_YEAR]! <= number ? 0 : -1;
  const year = date.year + index;
  let left = number - newYears[year - FIRST_LUNAR_YEAR]!;
  for (const { month, isLeap, days } of lunarMonths(year)) {
    if (left < days) return { year, month, isLeap, day: left + 1 };
    left -= days;
  }
  throw new RangeError(`${date.year}-${date.month}-${date.day} is beyond the table`);
}

function dateOf(number: number): SolarDate {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
