import { el } from './el.js';

/** Puts a dialog above the pages; the returned element is removed to close it. */
export function openLayer(kind: 'mp-mask' | 'mp-clear', ...children: Element[]): HTMLElement {
  const layer = el('div', { class: `mp-layer ${kind}` }, ...children);
  document.getElementById('mp-app')!.append(layer);
  return layer;
}
