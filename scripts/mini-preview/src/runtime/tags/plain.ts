import type { TagSupport } from '../../catalog/support.js';

/** Tags that are plain elements with a style. */
export const PLAIN_TAGS: Record<string, TagSupport> = {
  'share-element': {},
  view: { attributes: 'hover-class hover-stop-propagation hover-start-time hover-stay-time' },
};
