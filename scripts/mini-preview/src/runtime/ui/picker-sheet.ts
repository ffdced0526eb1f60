import { el } from './el.js';
import { openLayer } from './layer.js';

export interface PickerSheet {
  title: string;
  choices: string[][];
  selected: number[];
  /** Given what closes the sheet without a choice: the page it belongs to may go. */
  onOpen(close: () => void): void;
  /** Called when a column has moved; answers the columns as they are then, if that changed them. */
  onMove(column: number, value: number, all: number[]): { choices: string[][]; selected: number[] } | undefined;
}

const ROW = 48;

/** The sheet of a native picker; the chosen index of each column, or undefined when it was cancelled. */
export function pickFromColumns(options: PickerSheet): Promise<number[] | undefined> {
  return new Promise((resolve) => {
    const selected = [...options.selected];
    const body = el('div', { class: 'mp-picker-body' });
    const cancel = el('button', { type: 'button' }, '取消');
    const confirm = el('button', { type: 'button' }, '确定');
    const sheet = el(
      'div',
      { class: 'mp-picker', role: 'dialog', 'aria-modal': 'true' },
      el('header', {}, cancel, el('b', {}, options.title), confirm),
      body,
    );
    const layer = openLayer('mp-mask', sheet);
    layer.classList.add('mp-bottom');
    const close = (picked: number[] | undefined) => {
      layer.remove();
      resolve(picked);
    };
    options.onOpen(() => close(undefined));
    cancel.addEventListener('click', () => close(undefined));
    confirm.addEventListener('click', () => close(selected));
    layer.addEventListener('click', (event) => {
      if (event.target === layer) close(undefined);
    });

    let drawn: string[][] = [];
    /** A column whose items are the same stays as it is, perhaps with a finger on it. */
    function draw(choices: string[][]) {
      const before = [...body.children];
      const columns = choices.map((items, column) => {
        const isSame = drawn[column]?.join('\n') === items.join('\n');
        return (isSame && before[column]) || drawColumn(items, column);
      });
      body.replaceChildren(...columns);
      drawn = choices;
      for (const [index, column] of columns.entries()) column.scrollTop = (selected[index] ?? 0) * ROW;
    }
    function drawColumn(items: string[], column: number) {
      const rows = items.map((text, index) => {
        const row = el('div', { class: 'mp-picker-row', role: 'option' }, text);
        row.addEventListener('click', () => {
          list.scrollTo({ top: index * ROW });
          move(column, index);
        });
        return row;
      });
      const list = el('div', { class: 'mp-picker-column', role: 'listbox' }, ...rows);
      let settle: ReturnType<typeof setTimeout> | undefined;
      list.addEventListener('scroll', () => {
        clearTimeout(settle);
        settle = setTimeout(() => {
          if (list.isConnected) move(column, Math.min(items.length - 1, Math.round(list.scrollTop / ROW)));
        }, 80);
      });
      return list;
    }
    function move(column: number, value: number) {
      if (selected[column] === value) return;
      selected[column] = value;
      const next = options.onMove(column, value, [...selected]);
      if (!next) return;
      selected.splice(0, selected.length, ...next.selected);
      draw(next.choices);
    }
    draw(options.choices);
  });
}
