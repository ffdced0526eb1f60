import { regionColumns } from './picker-region.js';
import { dateColumns, timeColumns } from './picker-time.js';

/** What a picker says of itself in the template. */
export interface PickerSource {
  text(name: string, otherwise?: string): string;
  number(name: string, otherwise: number): number;
  list(name: string): unknown[];
}

/** The columns of an open picker, and what a choice in them means. */
export interface PickerColumns {
  choices: string[][];
  selected: number[];
  valueOf(picked: number[]): unknown;
  /** The columns after one of them has moved, when the others depend on it. */
  move?(picked: number[]): PickerColumns;
  extra?(picked: number[]): Record<string, unknown>;
}

/** @throws Error for a mode that WeChat does not have */
export function columnsOf(picker: PickerSource): PickerColumns {
  const mode = picker.text('mode', 'selector');
  if (mode === 'selector') return selector(picker);
  if (mode === 'multiSelector') return multiSelector(picker);
  if (mode === 'time') return timeColumns(picker.text('value'), picker.text('start'), picker.text('end'));
  if (mode === 'date') {
    return dateColumns(picker.text('value'), picker.text('start'), picker.text('end'), picker.text('fields', 'day'));
  }
  if (mode === 'region') {
    return regionColumns(picker.list('value').map(String), picker.text('level', 'region'), picker.text('custom-item'));
  }
  throw new Error(`<picker mode="${mode}"> is not supported by the preview`);
}

function label(item: unknown, key: string): string {
  return String(key && typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : item);
}

function selector(picker: PickerSource): PickerColumns {
  const key = picker.text('range-key');
  return {
    choices: [picker.list('range').map((item) => label(item, key))],
    selected: [picker.number('value', 0)],
    valueOf: ([index]) => String(index ?? 0),
  };
}

function multiSelector(picker: PickerSource): PickerColumns {
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
