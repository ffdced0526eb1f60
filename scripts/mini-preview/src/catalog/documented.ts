import { BASIC_TAGS, CONTAINER_TAGS } from './containers.js';
import { FORM_TAGS } from './forms.js';
import { MEDIA_TAGS, OPEN_TAGS } from './media.js';
import { SKYLINE_TAGS } from './skyline.js';

/** What WeChat's reference says of one built-in tag; names are separated by spaces. */
export interface DocumentedTag {
  attributes: string;
  events: string;
  /** Attributes and events that only the Skyline renderer knows; the preview is a WebView. */
  skyline?: string;
}

/**
 * Every built-in tag of https://developers.weixin.qq.com/miniprogram/dev/component/ with its own attributes and events.
 * What all tags take (`id`, `class`, `style`, `hidden`, `data-*`, touches, taps, `animation`) is in `common.ts`.
 */
export const DOCUMENTED_TAGS: Readonly<Record<string, DocumentedTag>> = {
  ...CONTAINER_TAGS,
  ...BASIC_TAGS,
  ...FORM_TAGS,
  ...MEDIA_TAGS,
  ...OPEN_TAGS,
  ...SKYLINE_TAGS,
};

/** The names in a list that is separated by spaces. */
export function namesIn(list: string | undefined): string[] {
  return (list ?? '').split(/\s+/).filter(Boolean);
}
