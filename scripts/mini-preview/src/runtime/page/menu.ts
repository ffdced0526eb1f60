import { callAppHook } from '../app-hooks.js';
import { appInstance } from '../definitions.js';
import { showSheet } from '../ui/action-sheet.js';
import { el } from '../ui/el.js';
import { openLayer } from '../ui/layer.js';
import { showModal } from '../ui/modal.js';
import { shareSheet } from '../ui/share-sheet.js';
import { currentPage, type PageView, theStack } from './current.js';

type Share = 'shareAppMessage' | 'shareTimeline';

const shown = new WeakMap<PageView, Set<Share>>();

/** What the menu of a page offers to share: with a friend when the page can, the rest when it was asked for. */
export function setShared(page: PageView, change: (menus: Set<Share>) => void): void {
  const menus = shown.get(page) ?? new Set<Share>(page.has('onShareAppMessage') ? ['shareAppMessage'] : []);
  if (page.has('onShareTimeline') && !shown.has(page)) menus.add('shareTimeline');
  change(menus);
  shown.set(page, menus);
}

/** WeChat's capsule: the menu of a page, and the way out of the app. */
export function capsule(): HTMLElement {
  const menu = el('button', { type: 'button', 'aria-label': '更多' }, el('i'));
  const close = el('button', { type: 'button', 'aria-label': '关闭小程序' }, el('b'));
  menu.addEventListener('click', () => void openMenu());
  close.addEventListener('click', leaveApp);
  return el('div', { class: 'mp-capsule' }, menu, close);
}

async function openMenu(): Promise<void> {
  const page = currentPage();
  if (!page) return;
  let menus = new Set<Share>();
  setShared(page, (current) => {
    menus = current;
  });
  const items: [string, () => unknown][] = [];
  if (menus.has('shareAppMessage')) items.push(['转发给朋友', () => shareSheet(page, { from: 'menu' })]);
  if (menus.has('shareTimeline')) items.push(['分享到朋友圈', () => shareTimeline(page)]);
  items.push(['收藏', () => favorite(page)], ['重新进入小程序', () => theStack().reLaunch(`/${theStack().firstPage}`)]);
  const choice = await showSheet(items.map(([name]) => name));
  if (choice !== undefined) await items[choice]![1]();
}

async function shareTimeline(page: PageView): Promise<void> {
  const { title = page.navigationBar.title, query = '' } = (page.call('onShareTimeline') ?? {}) as Record<
    string,
    string
  >;
  const content = `${title}\n/${page.path}${query ? `?${query}` : ''}`;
  await showModal({ title: '分享到朋友圈', content, showCancel: false });
}

async function favorite(page: PageView): Promise<void> {
  const answer = (page.call('onAddToFavorites', {}) ?? {}) as Record<string, string>;
  await showModal({ title: '收藏', content: answer.title ?? page.navigationBar.title, showCancel: false });
}

/** Puts the app into the background until the person comes back, as WeChat's round button does. */
export function leaveApp(): void {
  const scene = { path: currentPage()?.path ?? '', query: currentPage()?.url.query ?? {}, scene: 1001 };
  callAppHook(appInstance(), 'onHide', scene);
  currentPage()?.call('onHide');
  const back = el('button', { type: 'button' }, '回到小程序');
  const layer = openLayer('mp-mask', el('div', { class: 'mp-left' }, el('p', {}, '小程序在后台'), back));
  back.addEventListener('click', () => {
    layer.remove();
    callAppHook(appInstance(), 'onShow', scene);
    currentPage()?.call('onShow');
  });
}
