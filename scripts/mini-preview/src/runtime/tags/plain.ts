import type { TagSupport } from '../../catalog/support.js';

const HOVER = 'hover-class hover-stop-propagation hover-start-time hover-stay-time';

/** Tags that are plain elements with a style. */
export const PLAIN_TAGS: Record<string, TagSupport> = {
  'cover-view': {},
  'movable-area': {},
  'navigation-bar': {},
  'root-portal': {},
  'share-element': {},
  text: { attributes: 'selectable user-select' },
  view: { attributes: HOVER },
};
