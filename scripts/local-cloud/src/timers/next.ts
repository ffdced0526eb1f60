import type { Cron } from './cron.js';

const BEIJING_MS = 8 * 3_600_000;

/**
 * The first instant after `after` (ms since the epoch) at which the expression is due.
 * @returns undefined when there is none before the year 2100
 */
export function nextOccurrence(cron: Cron, after: number): number | undefined {
  // Beijing has no daylight saving time, so its wall clock is UTC's, shifted.
  const from = new Date(Math.floor(after / 1000) * 1000 + 1000 + BEIJING_MS);
  const firstDay = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
  for (const day of daysFrom(cron, firstDay)) {
    const second = firstSecondOfDay(cron, day === firstDay ? (from.getTime() - firstDay) / 1000 : 0);
    if (second !== undefined) return day + second * 1000 - BEIJING_MS;
  }
  return undefined;
}

/** Midnights (as if UTC) of the matching days, from `first` on. */
function* daysFrom(cron: Cron, first: number): Generator<number> {
  for (const year of cron.years) {
    for (const month of cron.months) {
      if (Date.UTC(year, month, 0) < first) continue;
      const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
      for (let date = 1; date <= length; date++) {
        const day = Date.UTC(year, month - 1, date);
        if (day >= first && isDue(cron, date, new Date(day).getUTCDay())) yield day;
      }
    }
  }
}

function isDue(cron: Cron, date: number, weekday: number): boolean {
  const byDate = cron.days.has(date);
  const byWeekday = cron.weekdays.has(weekday);
  return cron.dayGiven && cron.weekdayGiven ? byDate || byWeekday : byDate && byWeekday;
}

function firstSecondOfDay(cron: Cron, from: number): number | undefined {
  for (const hour of cron.hours) {
    if (hour * 3600 + 3599 < from) continue;
    for (const minute of cron.minutes) {
      const start = hour * 3600 + minute * 60;
      if (start + 59 < from) continue;
      const second = cron.seconds.find((value) => start + value >= from);
      if (second !== undefined) return start + second;
    }
  }
  return undefined;
}
