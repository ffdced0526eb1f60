import type { almanacMonth } from '../../../../shared/contracts/almanac/month.js';
import type { Output } from '../../../../shared/contracts/contract.js';

type Month = Output<typeof almanacMonth>;
export type CalendarDay = Month['days'][number];

/** A cell of the grid; empty before the first day and after the last. */
export interface Cell {
  key: string;
  /** Absent where the month has no day. */
  date: string;
  number: number;
  /** What stands below the number: a festival, a solar term, or the lunar date. */
  note: string;
  marked: boolean;
  isToday: boolean;
  isWeekend: boolean;
}

/** A row of the grid, from Sunday to Saturday. */
export interface Week {
  key: string;
  cells: Cell[];
}

/** The first and the last month of the calendar, counted as `year × 12 + month − 1`. */
export const FIRST_MONTH = 1900 * 12 + 1;
export const LAST_MONTH = 2100 * 12 + 11;

/** Weeks of a month, each from Sunday on. */
export function weeksOf({ days, today }: Month): Week[] {
  const first = days[0];
  if (!first) return [];
  const before = weekdayOf(first.date);
  const cells: Cell[] = [...Array.from({ length: before }, (_, index) => emptyCell(`before-${index}`))];
  for (const day of days) cells.push(cellOf(day, today));
  while (cells.length % 7 !== 0) cells.push(emptyCell(`after-${cells.length}`));
  return Array.from({ length: cells.length / 7 }, (_, week) => ({
    key: `week-${week}`,
    cells: cells.slice(week * 7, week * 7 + 7),
  }));
}

/** The month `by` further on, within what the calendar has. */
export function monthFrom({ year, month }: { year: number; month: number }, by: number) {
  const wanted = year * 12 + month - 1 + by;
  const count = Math.min(LAST_MONTH, Math.max(FIRST_MONTH, wanted));
  return { year: Math.floor(count / 12), month: (count % 12) + 1 };
}

/** 0 for Sunday to 6, of a date `YYYY-MM-DD`. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function cellOf(day: CalendarDay, today: string): Cell {
  const weekday = weekdayOf(day.date);
  const lunar = day.lunar.day === '初一' ? day.lunar.month : day.lunar.day;
  const short = day.festivals.find((name) => name.length <= 3);
  return {
    key: day.date,
    date: day.date,
    number: Number(day.date.slice(8)),
    note: short ?? day.term ?? lunar,
    marked: short !== undefined || day.term !== null,
    isToday: day.date === today,
    isWeekend: weekday === 0 || weekday === 6,
  };
}

function emptyCell(key: string): Cell {
  return { key, date: '', number: 0, note: '', marked: false, isToday: false, isWeekend: false };
}
