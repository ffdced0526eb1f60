import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { tellApp } from '../api/app-events.js';
import { tellFrame } from '../messages.js';
import { el } from './el.js';

const shown = new Set<string>();
let list: HTMLElement | undefined;

/** Shows in the page what goes wrong in it: errors nobody caught, and what the preview does not support. */
export function showFaults(): void {
  window.addEventListener('error', (event) => {
    if (!event.message) return;
    fault(event.message);
    tellApp('Error', event.message);
  });
  window.addEventListener('unhandledrejection', (event) => {
    const reason = event.reason as { errMsg?: string; message?: string } | undefined;
    fault(reason?.errMsg ?? reason?.message ?? String(reason));
    tellApp('UnhandledRejection', { reason: event.reason as unknown, promise: event.promise });
  });
  glassEasel.addGlobalErrorListener((error) => {
    const message = error instanceof Error ? error.message : String(error);
    fault(message);
    tellApp('Error', error instanceof Error ? (error.stack ?? message) : message);
    return true;
  });
}

/** Says once, in the page and in the console, that something is wrong. */
export function fault(message: string): void {
  if (shown.has(message)) return;
  shown.add(message);
  console.error(`[mini-preview] ${message}`);
  tellFrame({ kind: 'fault', message });
  if (!list) {
    list = el('div', { class: 'mp-faults', role: 'status' });
    const close = el('button', { type: 'button', 'aria-label': '关闭错误提示' }, '×');
    close.addEventListener('click', () => {
      list?.remove();
      list = undefined;
      shown.clear();
    });
    list.append(close);
    document.body.append(list);
  }
  list.append(el('p', {}, message));
}
