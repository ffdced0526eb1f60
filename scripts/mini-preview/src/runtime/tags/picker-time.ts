import type { PickerColumns } from './picker-columns.js';

const pad = (value: number) => String(value).padStart(2, '0');
const span = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
const nearest = (items: number[], wanted: number) =>
  Math.max(0, wanted > (items.at(-1) ?? 0) ? items.length - 1 : items.indexOf(Math.max(wanted, items[0] ?? 0)));

/** Hours and minutes from `start` to `end`, each `hh:mm`; all of a day where they are empty. */
export function timeColumns(value: string, start: string, end: string): PickerColumns {
  const [startHour = 0, startMinute = 0] = parts(start, ':');
  const [endHour = 23, endMinute = 59] = parts(end, ':');
  const [wantedHour = startHour, wantedMinute = 0] = parts(value, ':');
  const hours = span(startHour, endHour);
  const hourIndex = nearest(hours, wantedHour);
  const hour = hours[hourIndex]!;
  const minutesOf = (of: number) => span(of === startHour ? startMinute : 0, of === endHour ? endMinute : 59);
  const minutes = minutesOf(hour);
  const format = ([h = 0, m = 0]: number[]) => {
    const chosen = minutesOf(hours[h]!);
    return `${pad(hours[h]!)}:${pad(chosen[Math.min(m, chosen.length - 1)]!)}`;
  };
  return {
    choices: [hours.map(pad), minutes.map(pad)],
    selected: [hourIndex, nearest(minutes, wantedMinute)],
    valueOf: format,
    move: ([h = 0, m = 0]) =>
      timeColumns(`${pad(hours[h]!)}:${pad(minutes[Math.min(m, minutes.length - 1)]!)}`, start, end),
  };
}

const DEPTHS: Record<string, number> = { year: 1, month: 2, day: 3 };

/** Years, months and days from `start` to `end`, each `YYYY-MM-DD` or its beginning, as deep as `fields`. */
export function dateColumns(value: string, start: string, end: string, fields: string): PickerColumns {
  const depth = DEPTHS[fields] ?? 3;
  const [startYear = 1900, startMonth = 1, startDay = 1] = parts(start, '-');
  const [endYear = 2100, endMonth = 12, endDay = 31] = parts(end, '-');
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const [wantedYear = 1, wantedMonth = 1, wantedDay = 1] = value ? parts(value, '-') : today;

  const years = span(startYear, endYear);
  const yearIndex = nearest(years, wantedYear);
  const year = years[yearIndex]!;
  const monthsOf = (y: number) => span(y === startYear ? startMonth : 1, y === endYear ? endMonth : 12);
  const daysOf = (y: number, m: number) => {
    const last = new Date(y, m, 0).getDate();
    const isLastMonth = y === endYear && m === endMonth;
    return span(y === startYear && m === startMonth ? startDay : 1, isLastMonth ? Math.min(endDay, last) : last);
  };
  const months = monthsOf(year);
  const monthIndex = nearest(months, wantedMonth);
  const days = daysOf(year, months[monthIndex]!);

  const at = (items: number[], index: number) => items[Math.min(index, items.length - 1)]!;
  const format = ([y = 0, m = 0, d = 0]: number[]) => {
    const month = at(monthsOf(years[y]!), m);
    return [String(years[y]), pad(month), pad(at(daysOf(years[y]!, month), d))].slice(0, depth).join('-');
  };
  /** What the columns in sight say, which counts on to the next ones by number, not by place. */
  const seen = ([y = 0, m = 0, d = 0]: number[]) => [years[y]!, at(months, m), at(days, d)].map(pad).join('-');
  return {
    choices: [years.map((y) => `${y}年`), months.map((m) => `${pad(m)}月`), days.map((d) => `${pad(d)}日`)].slice(
      0,
      depth,
    ),
    selected: [yearIndex, monthIndex, nearest(days, wantedDay)].slice(0, depth),
    valueOf: format,
    move: (picked) => dateColumns(seen(picked), start, end, fields),
  };
}

function parts(text: string, separator: string): number[] {
  return text ? text.split(separator).map(Number) : [];
}
