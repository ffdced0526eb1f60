import type { Instant } from '../contracts/terms.js';

/** Milliseconds in a second, a minute, an hour, a day. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The present instant. The one place of the core that reads the machine's clock. */
export function now(): Instant {
  return fromMs(Date.now());
}

/** The instant `ms` milliseconds after `instant`; before it when negative. */
export function after(instant: Instant, ms: number): Instant {
  return fromMs(toMs(instant) + ms);
}

/** Milliseconds since the epoch. */
export function toMs(instant: Instant): number {
  return Date.parse(instant);
}

/** `instant` as the database's own kind of date, for documents that others have put there. */
export function toDate(instant: Instant): Date {
  return new Date(toMs(instant));
}

function fromMs(ms: number): Instant {
  return new Date(ms).toISOString() as Instant;
}

/**
 * Reads an instant from RFC 3339 text with any offset, as WeChat Pay writes it (`2026-11-21T18:00:00+08:00`).
 * @throws RangeError when `text` is no point in time
 */
export function parseInstant(text: string): Instant {
  return fromMs(Date.parse(text));
}

/** The whole minute that `instant` lies in. */
export function startOfMinute(instant: Instant): Instant {
  return startOf(MINUTE, instant);
}

/** The beginning of the period of `length` ms that `instant` lies in, where periods begin `zone` ms before those of UTC. */
export function startOf(length: number, instant: Instant, zone = 0): Instant {
  return fromMs(Math.floor((toMs(instant) + zone) / length) * length - zone);
}

/** The business day that `instant` falls on, as YYYY-MM-DD: Beijing time, UTC+8 all year. */
export function businessDay(instant: Instant): string {
  return after(instant, 8 * HOUR).slice(0, 10);
}

/** The instant at which the business day `day` (YYYY-MM-DD) begins. */
export function startOfBusinessDay(day: string): Instant {
  return parseInstant(`${day}T00:00:00+08:00`);
}

/** The instant at which the business day after `day` begins. */
export function startOfNextBusinessDay(day: string): Instant {
  return after(startOfBusinessDay(day), DAY);
}

/** `instant` on a clock in Beijing, to the second: `2026-11-21 18:00:00`. */
export function beijingTime(instant: Instant): string {
  return after(instant, 8 * HOUR)
    .slice(0, 19)
    .replace('T', ' ');
}
