import { el } from './el.js';
import { openLayer } from './layer.js';

export interface ToastOptions {
  title: string;
  icon?: 'success' | 'error' | 'loading' | 'none';
  image?: string;
  duration?: number;
  mask?: boolean;
}

const SHAPES: Record<string, string> = {
  success: '<path d="M6 21l9 9L35 11" fill="none" stroke="currentColor" stroke-width="3"/>',
  error: '<path d="M20 8v16M20 29v4" stroke="currentColor" stroke-width="3.5"/>',
  loading:
    '<circle cx="20" cy="20" r="16" fill="none" stroke="currentColor" stroke-width="3" stroke-dasharray="76 40"><animateTransform attributeName="transform" type="rotate" from="0 20 20" to="360 20 20" dur="1s" repeatCount="indefinite"/></circle>',
};

let layer: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows the one toast there is; a loading toast stays until it is hidden. */
export function showToast(
  { title, icon = 'success', image, duration = 1500, mask = false }: ToastOptions,
  isLoading = false,
): void {
  hideToast();
  const toast = el('div', { class: 'mp-toast', role: 'status' });
  const shape = isLoading ? SHAPES.loading : SHAPES[icon];
  if (image) toast.append(el('img', { class: 'mp-icon', src: image, alt: '' }));
  else if (shape) {
    const holder = el('i', { class: 'mp-icon', 'aria-hidden': 'true' });
    holder.innerHTML = `<svg viewBox="0 0 40 40" width="40" height="40">${shape}</svg>`;
    toast.append(holder);
  }
  if (image || shape) toast.classList.add('mp-with-icon');
  toast.append(el('span', {}, title));
  layer = openLayer('mp-clear', toast);
  if (mask) layer.classList.remove('mp-clear');
  if (!isLoading) timer = setTimeout(hideToast, duration);
}

export function hideToast(): void {
  clearTimeout(timer);
  layer?.remove();
  layer = undefined;
}
