import { el } from './el.js';
import { openLayer } from './layer.js';

/** WeChat's sheet of choices; the index of the one tapped, or undefined when it was cancelled. */
export function showSheet(items: string[], title = '', color = ''): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sheet = el('div', { class: 'mp-sheet', role: 'dialog', 'aria-modal': 'true' });
    if (title) sheet.append(el('p', {}, title));
    const layer = openLayer('mp-mask', sheet);
    layer.classList.add('mp-bottom');
    const close = (index: number | undefined) => {
      layer.remove();
      resolve(index);
    };
    items.forEach((text, index) => {
      const button = el('button', { type: 'button' }, text);
      if (color) button.style.color = color;
      button.addEventListener('click', () => close(index));
      sheet.append(button);
    });
    const cancel = el('button', { type: 'button' }, '取消');
    cancel.addEventListener('click', () => close(undefined));
    sheet.append(cancel);
    layer.addEventListener('click', (event) => {
      if (event.target === layer) close(undefined);
    });
  });
}
