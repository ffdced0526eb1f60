import { currentPage } from '../page/current.js';

/** What `wx.createVideoContext` and its like answer for a tag. */
export function mediaContext(element: Element | null | undefined): object {
  if (!element) return {};
  if ('mediaContext' in element) return element.mediaContext as object;
  if ('scrollTo' in element && element.localName === 'wx-scroll-view') {
    return {
      scrollTo: ({ top, left, animated = true }: { top?: number; left?: number; animated?: boolean }) => {
        const behavior = animated ? 'smooth' : 'instant';
        element.scrollTo({ behavior, ...(top !== undefined && { top }), ...(left !== undefined && { left }) });
      },
      scrollIntoView: (selector: string) => element.querySelector(selector)?.scrollIntoView(),
    };
  }
  return {};
}

export const mediaContextApi = {
  createVideoContext: (id: string) => mediaContext(find(id)),
  createMapContext: (id: string) => mediaContext(find(id)),
};

function find(id: string): Element | null {
  return currentPage()?.page.querySelector(`#${CSS.escape(id)}`) ?? null;
}
