import { language } from '../text/index.js';

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

/** The browser's zone at an instant, for example `UTC+8`. */
export function zoneOf(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest ? `:${pad(rest)}` : ''}`;
}

/** `2026-11-21 19:40:05` in the browser's zone. */
export function dateTime(at: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${clockTime(at)}`;
}

export function clockTime(at: number): string {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** `11-21 19:40:05.123`: for tables of what happened lately. */
export function shortTime(at: number): string {
  return `${dateTime(at).slice(5)}.${pad(new Date(at).getMilliseconds(), 3)}`;
}

/** A number with thousands separated. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** ms, as exactly as it matters. */
export function milliseconds(value: number | undefined): string {
  if (value === undefined) return '–';
  return number(value, value < 10 ? 2 : value < 100 ? 1 : 0);
}

/** p50, p95 and p99 in one line. */
export const latency = ({ p50, p95, p99 }: { p50?: number; p95?: number; p99?: number }): string =>
  [p50, p95, p99].map(milliseconds).join(' / ');

export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log(value) / Math.log(1024)), units.length);
  const shown = value / 1024 ** power;
  return `${number(shown, shown < 10 ? 1 : 0)} ${units[power - 1]}`;
}

/** Fen as yuan. */
export const yuan = (fen: number): string => `¥${number(fen / 100, 2)}`;

/** Resource points. */
export const points = (value: number): string => number(value, value < 1 ? 3 : value < 100 ? 2 : 0);

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${number((part / whole) * 100, part > 0 && part < whole ? 1 : 0)}%`;

/** A length of time in its largest unit, in the reader's words. */
export function duration(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000],
  ] as const;
  const [unit, size] = units.find(([, least]) => ms >= least) ?? units[3];
  const format = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language.value === 'zh' ? 'zh-CN' : 'en', format).format(ms / size);
}

/** How long ago or ahead, in the reader's words. */
export function relative(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const format = new Intl.RelativeTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en', { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return format.format(seconds, 'second');
  if (size < 3600) return format.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return format.format(Math.round(seconds / 3600), 'hour');
  return format.format(Math.round(seconds / 86_400), 'day');
}
