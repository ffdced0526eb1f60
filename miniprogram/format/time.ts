const shanghaiOffsetMs = 8 * 60 * 60 * 1000;
const two = (n: number) => String(n).padStart(2, '0');

/** A point in time, ISO 8601 in UTC, as the clocks in China show it: `2026-11-21 18:30`. */
export function beijingTime(instant: string): string {
  return new Date(Date.parse(instant) + shanghaiOffsetMs).toISOString().slice(0, 16).replace('T', ' ');
}

/** What is left as `29:59`, or `1:05:00` from an hour on; `00:00` when nothing is. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
