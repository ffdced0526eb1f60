import { currentPage } from '../page/current.js';
import type { WxCamera } from '../tags/camera.js';
import { asyncApi } from './api.js';

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

/** The camera of the page, of which there is one. */
function createCameraContext() {
  const camera = (): WxCamera => {
    const found = currentPage()?.page.querySelector('wx-camera');
    if (!found) throw new Error('there is no camera on this page');
    return found as WxCamera;
  };
  type Quality = 'high' | 'normal' | 'low' | 'original';
  return {
    takePhoto: asyncApi('takePhoto', ({ quality = 'normal' }: { quality?: Quality }) =>
      camera().takePhoto(quality === 'original' ? 'high' : quality),
    ),
    startRecord: asyncApi('startRecord', () => camera().startRecord()),
    stopRecord: asyncApi('stopRecord', () => camera().stopRecord()),
    setZoom: asyncApi('setZoom', () => ({ zoom: 1 })),
  };
}

export const mediaContextApi = {
  createVideoContext: (id: string) => mediaContext(find(id)),
  createAudioContext: (id: string) => mediaContext(find(id)),
  createMapContext: (id: string) => mediaContext(find(id)),
  createCameraContext,
};

function find(id: string): Element | null {
  return currentPage()?.page.querySelector(`#${CSS.escape(id)}`) ?? null;
}
