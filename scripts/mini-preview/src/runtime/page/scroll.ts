import type { PageView } from './page-view.js';

/** Calls onPageScroll while the page scrolls, and onReachBottom once each time its end comes within reach. */
export function watchScroll(view: PageView): void {
  const { page } = view;
  const distance = Number(view.window.onReachBottomDistance ?? 50);
  let isNear = false;
  page.addEventListener(
    'scroll',
    () => {
      view.call('onPageScroll', { scrollTop: page.scrollTop });
      const near = page.scrollHeight - page.scrollTop - page.clientHeight <= distance;
      if (near && !isNear) view.call('onReachBottom');
      isNear = near;
    },
    { passive: true },
  );
}
