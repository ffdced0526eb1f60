import { el } from './el.js';
import { openLayer } from './layer.js';

/** Shows pictures over the whole screen; a tap closes, the arrow keys and swipes move. */
export function openPreview(urls: string[], current: number): void {
  const count = el('span', { class: 'mp-preview-count' });
  const track = el('div', { class: 'mp-preview' }, ...urls.map((src) => el('div', {}, el('img', { src, alt: '' }))));
  const layer = openLayer('mp-mask', track, count);
  layer.classList.add('mp-black');
  layer.setAttribute('role', 'dialog');
  layer.tabIndex = -1;
  const show = () => {
    count.textContent = `${Math.round(track.scrollLeft / Math.max(1, track.clientWidth)) + 1}/${urls.length}`;
  };
  track.scrollLeft = current * track.clientWidth;
  track.addEventListener('scroll', show, { passive: true });
  layer.addEventListener('click', () => layer.remove());
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') layer.remove();
    if (event.key === 'ArrowRight') track.scrollBy({ left: track.clientWidth });
    if (event.key === 'ArrowLeft') track.scrollBy({ left: -track.clientWidth });
  });
  layer.focus();
  show();
}
