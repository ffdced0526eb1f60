import type { TabBar } from '../../project/app-json.js';
import { assetUrl } from '../source.js';
import { el } from '../ui/el.js';
import { theStack } from './current.js';

/** Changes that `wx.setTabBarBadge` and its like made, by index; kept when pages come and go. */
const badges = new Map<number, string>();

/** The bar below a tab page. */
export function createTabBar(config: TabBar, path: string): HTMLElement {
  const items = config.list.map((item, index) => {
    const isSelected = item.pagePath === path;
    const icon = isSelected ? (item.selectedIconPath ?? item.iconPath) : item.iconPath;
    const button = el('button', { class: 'mp-tab', role: 'tab', 'aria-selected': String(isSelected), type: 'button' });
    if (icon) button.append(el('img', { src: assetUrl(icon), alt: '' }));
    button.append(el('span', {}, item.text), el('b', { class: 'mp-badge', 'data-index': String(index) }));
    button.style.color = (isSelected ? config.selectedColor : config.color) ?? '';
    button.addEventListener('click', () => {
      const stack = theStack();
      stack.top?.call('onTabItemTap', { index, pagePath: item.pagePath, text: item.text });
      stack.switchTab(`/${item.pagePath}`);
    });
    return button;
  });
  const bar = el('div', { class: 'mp-tab-bar', role: 'tablist' }, ...items);
  if (config.backgroundColor) bar.style.backgroundColor = config.backgroundColor;
  if (config.borderStyle === 'white') bar.style.borderTopColor = 'transparent';
  drawBadges(bar);
  return bar;
}

/** Shows a text beside a tab; an empty text is a red dot, undefined takes it away. */
export function setBadge(index: number, text: string | undefined): void {
  if (text === undefined) badges.delete(index);
  else badges.set(index, text);
  for (const bar of document.querySelectorAll<HTMLElement>('.mp-tab-bar')) drawBadges(bar);
}

function drawBadges(bar: HTMLElement): void {
  for (const badge of bar.querySelectorAll<HTMLElement>('.mp-badge')) {
    const text = badges.get(Number(badge.dataset.index));
    badge.hidden = text === undefined;
    badge.textContent = text ?? '';
    badge.classList.toggle('mp-dot', text === '');
  }
}
