import type { FromApp } from '../messages.js';
import { el } from '../ui/el.js';

/** How many calls are kept in sight. */
const LIMIT = 200;

/** The list of what the app asked of WeChat and the cloud, the newest first, with how long each took. */
export class CallLog {
  readonly #rows = el('ol', { class: 'calls' });
  readonly element: HTMLElement;

  constructor() {
    const clear = el('button', { type: 'button' }, '清空');
    clear.addEventListener('click', () => this.#rows.replaceChildren());
    this.element = el(
      'section',
      { 'aria-label': '调用记录' },
      el('header', {}, el('h2', {}, '调用记录'), clear),
      this.#rows,
    );
  }

  add(message: FromApp): void {
    if (message.kind === 'call')
      this.#prepend(message.name, message.detail, `${Math.round(message.ms)} ms`, message.at, message.error);
    if (message.kind === 'page') this.#prepend('→ 页面', message.href, '', Date.now());
    if (message.kind === 'fault') this.#prepend('⚠ 问题', '', '', Date.now(), message.message);
  }

  #prepend(name: string, detail: string, took: string, at: number, error?: string): void {
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
    this.#rows.prepend(row);
    while (this.#rows.children.length > LIMIT) this.#rows.lastElementChild!.remove();
  }
}
