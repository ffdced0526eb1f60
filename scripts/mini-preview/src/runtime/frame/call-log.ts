import type { FromApp } from '../messages.js';
import { el } from '../ui/el.js';

/** How many calls are kept in sight. */
const LIMIT = 200;

/** The list of what the app asked of WeChat and the cloud, the newest first, with how long each took. */
export class CallLog {
  readonly #rows = el('ol', { class: 'calls' });
  readonly #filter = el('input', { type: 'search', placeholder: '筛选', 'aria-label': '筛选调用' });
  readonly element: HTMLElement;

  constructor() {
    const clear = el('button', { type: 'button' }, '清空');
    clear.addEventListener('click', () => this.#rows.replaceChildren());
    this.#filter.addEventListener('input', () => {
      for (const row of this.#rows.children) (row as HTMLElement).hidden = !this.#matches(row);
    });
    this.element = el(
      'section',
      { 'aria-label': '调用记录' },
      el('header', {}, el('h2', {}, '调用记录'), this.#filter, clear),
      this.#rows,
    );
  }

  add(message: FromApp): void {
    if (message.kind === 'call') {
      const { name, detail, ms, at, error, answer } = message;
      const row = this.#prepend(name, detail, `${Math.round(ms)} ms`, at, error);
      if (answer && answer !== `{"errMsg":"${name}:ok"}`)
        row.append(el('details', {}, el('summary', {}, '结果'), el('p', {}, answer)));
    }
    if (message.kind === 'page') this.#prepend('→ 页面', message.href, '', Date.now());
    if (message.kind === 'fault') this.#prepend('⚠ 问题', '', '', Date.now(), message.message);
  }

  #matches(row: Element): boolean {
    return (row.textContent ?? '').toLowerCase().includes(this.#filter.value.trim().toLowerCase());
  }

  #prepend(name: string, detail: string, took: string, at: number, error?: string): HTMLElement {
    const time = new Date(at).toTimeString().slice(0, 8);
    const row = el(
      'li',
      {},
      el('time', {}, time),
      el('b', {}, name),
      el('span', { class: 'took' }, took),
      el('p', {}, detail),
    );
    if (error) {
      row.classList.add('failed');
      row.append(el('p', { class: 'error' }, error));
    }
    row.hidden = !this.#matches(row);
    this.#rows.prepend(row);
    while (this.#rows.children.length > LIMIT) this.#rows.lastElementChild!.remove();
    return row;
  }
}
