import type { Tag } from './tag.js';

/** The columns of an open picker, and what a choice in them means. */
export interface PickerColumns {
  choices: string[][];
  selected: number[];
  valueOf(picked: number[]): unknown;
  /** The columns after one of them has moved, when the others depend on it. */
  move?(picked: number[]): Pick<PickerColumns, 'choices' | 'selected'>;
  extra?(picked: number[]): Record<string, unknown>;
}

/** @throws Error for a mode that the preview does not have */
export function columnsOf(picker: Tag): PickerColumns {
  const mode = picker.text('mode', 'selector');
  if (mode === 'selector') return selector(picker);
  if (mode === 'multiSelector') return multiSelector(picker);
  if (mode === 'time') return time(picker);
  if (mode === 'date') return date(picker, picker.text('value'));
  throw new Error(`<picker mode="${mode}"> is not supported by the preview`);
}

function label(item: unknown, key: string): string {
  return String(key && typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : item);
}

function selector(picker: Tag): PickerColumns {
  const key = picker.text('range-key');
  return {
    choices: [picker.list('range').map((item) => label(item, key))],
    selected: [picker.number('value', 0)],
    valueOf: ([index]) => String(index ?? 0),
  };
}

function multiSelector(picker: Tag): PickerColumns {
  const key = picker.text('range-key');
  const range = picker.list('range') as unknown[][];
  return {
    choices: range.map((column) => column.map((item) => label(item, key))),
    selected: range.map((_, index) => Number(picker.list('value')[index] ?? 0)),
    valueOf: (picked) => picked,
    // The page answers `columnchange` by setting another range, and perhaps other values.
    move: () => multiSelector(picker),
  };
}

const pad = (value: number) => String(value).padStart(2, '0');
const span = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

function time(picker: Tag): PickerColumns {
  const [startHour = 0] = picker.text('start', '00:00').split(':').map(Number);
  const [endHour = 23] = picker.text('end', '23:59').split(':').map(Number);
  const hours = span(startHour, endHour).map(pad);
  const minutes = span(0, 59).map(pad);
  const [hour = '', minute = ''] = picker.text('value').split(':');
  return {
    choices: [hours, minutes],
    selected: [Math.max(0, hours.indexOf(hour)), Math.max(0, minutes.indexOf(minute))],
    valueOf: ([h = 0, m = 0]) => `${hours[h]}:${minutes[m]}`,
  };
}

function date(picker: Tag, value: string): PickerColumns {
  const fields = picker.text('fields', 'day');
  const depth = fields === 'year' ? 1 : fields === 'month' ? 2 : 3;
  const [startYear = 1970] = picker.text('start', '1970-01-01').split('-').map(Number);
  const [endYear = 2100] = picker.text('end', '2100-12-31').split('-').map(Number);
  const now = new Date();
  const parts = value ? value.split('-').map(Number) : [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const [year = startYear, month = 1, day = 1] = parts;
  const years = span(startYear, endYear);
  const lastDay = (y: number, m: number) => new Date(y, m, 0).getDate();
  const days = span(1, lastDay(year, month));
  const columns = [years.map((y) => `${y}年`), span(1, 12).map((m) => `${pad(m)}月`), days.map((d) => `${pad(d)}日`)];
  const format = ([y = 0, m = 0, d = 0]: number[]) =>
    [String(years[y]), pad(m + 1), pad(Math.min(d + 1, lastDay(years[y] ?? year, m + 1)))].slice(0, depth).join('-');
  return {
    choices: columns.slice(0, depth),
    selected: [Math.max(0, years.indexOf(year)), month - 1, Math.min(day, days.length) - 1].slice(0, depth),
    valueOf: format,
    move: (picked) => date(picker, format(picked)),
  };
}
