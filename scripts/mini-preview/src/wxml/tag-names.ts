import { DOCUMENTED_TAGS } from '../catalog/documented.js';

/** The built-in tags of WXML that the preview has; each becomes `<wx-…>` in the browser. */
export const TAG_NAMES: ReadonlySet<string> = new Set([
  'view',
  'text',
  'image',
  'icon',
  'button',
  'input',
  'textarea',
  'label',
  'form',
  'scroll-view',
  'swiper',
  'swiper-item',
  'picker',
  'picker-view',
  'picker-view-column',
  'switch',
  'slider',
  'checkbox',
  'checkbox-group',
  'radio',
  'radio-group',
  'navigator',
  'rich-text',
  'progress',
  'cover-view',
  'cover-image',
  'canvas',
  'video',
  'map',
  'movable-area',
  'movable-view',
  'page-container',
  'share-element',
  'match-media',
  'web-view',
  'page-meta',
  'navigation-bar',
  'root-portal',
  'audio',
  'camera',
  'keyboard-accessory',
  'official-account',
  'open-data',
]);

/** Built-in tags of WeChat that the preview does not have; using one is an error that says so. */
export const MISSING_TAG_NAMES: ReadonlySet<string> = new Set(
  Object.keys(DOCUMENTED_TAGS).filter((name) => !TAG_NAMES.has(name)),
);

/** Tags of the template language itself; they are not elements. */
export const SYNTAX_TAG_NAMES: ReadonlySet<string> = new Set(['block', 'slot', 'template', 'import', 'include', 'wxs']);
