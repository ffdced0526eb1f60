import type { TabBar, TabBarItem } from '../../project/app-json.js';
import { assetUrl, theApp } from '../source.js';
import { el } from '../ui/el.js';
import { theStack } from './current.js';

/** Changes that `wx.setTabBarBadge` and its like made, by index; kept when pages come and go. */
const badges = new Map<number, string>();
let isHidden = false;

/** The bar below, or above, a tab page. */
export function createTabBar(config: TabBar, path: string): HTMLElement {
  const items = config.list.map((item, index) => {
    const isSelected = item.pagePath === path;
    const icon = isSelected ? (item.selectedIconPath ?? item.iconPath) : item.iconPath;
    const button = el('button', { class: 'mp-tab', role: 'tab', 'aria-selected': String(isSelected), type: 'button' });
    if (icon && config.position !== 'top') button.append(el('img', { src: assetUrl(icon), alt: '' }));
    button.append(el('span', {}, item.text), el('b', { class: 'mp-badge', 'data-index': String(index) }));
    button.style.color = (isSelected ? config.selectedColor : config.color) ?? '';
    button.addEventListener('click', () => {
      const stack = theStack();
      stack.top?.call('onTabItemTap', { index: String(index), pagePath: item.pagePath, text: item.text });
      stack.switchTab(`/${item.pagePath}`);
    });
    return button;
  });
  const bar = el('div', { class: 'mp-tab-bar', role: 'tablist', hidden: isHidden }, ...items);
  bar.classList.toggle('mp-top', config.position === 'top');
  if (config.backgroundColor) bar.style.backgroundColor = config.backgroundColor;
  if (config.borderStyle === 'white') bar.style.borderColor = 'transparent';
  drawBadges(bar);
  return bar;
}

/**
 * Shows a text beside a tab; an empty text is a red dot, undefined takes it away.
 * @throws Error when there is no such tab
 */
export function setBadge(index: number, text: string | undefined): void {
  itemAt(index);
  if (text === undefined) badges.delete(index);
  else badges.set(index, text.length > 4 ? '...' : text);
  for (const bar of document.querySelectorAll<HTMLElement>('.mp-tab-bar')) drawBadges(bar);
}

/** @throws Error when there is no such tab */
export function setItem(index: number, change: Partial<Omit<TabBarItem, 'pagePath'>>): void {
  Object.assign(itemAt(index), change);
  repaintAll();
}

export function setStyle(change: Partial<Omit<TabBar, 'list'>>): void {
  Object.assign(bar(), change);
  repaintAll();
}

export function hideBar(hidden: boolean): void {
  bar();
  isHidden = hidden;
  for (const shown of document.querySelectorAll<HTMLElement>('.mp-tab-bar')) shown.hidden = hidden;
}

function bar(): TabBar {
  const config = theApp().config.tabBar;
  if (!config) throw new Error('not TabBar page');
  return config;
}

function itemAt(index: number): TabBarItem {
  const item = bar().list[index];
  if (!item) throw new Error(`tabbar item not found: ${index}`);
  return item;
}

function repaintAll(): void {
  for (const page of theStack().all) page.repaint();
}

function drawBadges(drawn: HTMLElement): void {
  for (const badge of drawn.querySelectorAll<HTMLElement>('.mp-badge')) {
    const text = badges.get(Number(badge.dataset.index));
    badge.hidden = text === undefined;
    badge.textContent = text ?? '';
    badge.classList.toggle('mp-dot', text === '');
  }
}
