/** China keeps UTC+8 without daylight saving; WeChat Pay writes every instant in it. */
const OFFSET = 8 * 3_600_000;

/** RFC 3339 in UTC+8, to the second: `2026-11-21T18:30:00+08:00`. */
export function rfc3339(at: number): string {
  return `${new Date(at + OFFSET).toISOString().slice(0, 19)}+08:00`;
}

/** The civil date in China, `2026-11-21`. */
export function chinaDate(at: number): string {
  return new Date(at + OFFSET).toISOString().slice(0, 10);
}

/** `20261121183000` in China, as ids of WeChat Pay carry it. */
export function chinaStamp(at: number): string {
  return rfc3339(at).slice(0, 19).replace(/\D/g, '');
}

/** `2026-11-21 18:30:00` in China, as bills write it. */
export function chinaDateTime(at: number): string {
  return rfc3339(at).slice(0, 19).replace('T', ' ');
}

/** First instant of a civil date in China, in ms; NaN when the text is not a date. */
export function startOfChinaDate(date: string): number {
  const at = Date.parse(`${date}T00:00:00+08:00`);
  return chinaDate(Number.isNaN(at) ? 0 : at) === date ? at : Number.NaN;
}

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Reads RFC 3339; NaN when it is not. */
export function parseRfc3339(text: string): number {
  return RFC3339.test(text) ? Date.parse(text) : Number.NaN;
}
