import type { TencentApi } from '../api/call.js';
import { moderateImage } from './image.js';
import { moderateText } from './text.js';

/** Tencent's content moderation: text (TMS) and pictures (IMS). */
export function createModeration(): { tms: TencentApi; ims: TencentApi } {
  return {
    tms: { version: '2020-12-29', actions: { TextModeration: ({ params }) => moderateText(params) } },
    ims: { version: '2020-12-29', actions: { ImageModeration: ({ params }) => moderateImage(params) } },
  };
}
