import type { DocumentedTag } from './documented.js';

const ONLY_SKYLINE = { attributes: '', events: '' };

/** Tags that WeChat draws with the Skyline renderer only. */
export const SKYLINE_TAGS: Record<string, DocumentedTag> = {
  'double-tap-gesture-handler': ONLY_SKYLINE,
  'draggable-sheet': ONLY_SKYLINE,
  'force-press-gesture-handler': ONLY_SKYLINE,
  'grid-builder': ONLY_SKYLINE,
  'grid-view': ONLY_SKYLINE,
  'horizontal-drag-gesture-handler': ONLY_SKYLINE,
  'list-builder': ONLY_SKYLINE,
  'list-view': ONLY_SKYLINE,
  'long-press-gesture-handler': ONLY_SKYLINE,
  'nested-scroll-body': ONLY_SKYLINE,
  'nested-scroll-header': ONLY_SKYLINE,
  'open-container': ONLY_SKYLINE,
  'pan-gesture-handler': ONLY_SKYLINE,
  'scale-gesture-handler': ONLY_SKYLINE,
  selection: ONLY_SKYLINE,
  snapshot: ONLY_SKYLINE,
  span: ONLY_SKYLINE,
  'sticky-header': ONLY_SKYLINE,
  'sticky-section': ONLY_SKYLINE,
  'tap-gesture-handler': ONLY_SKYLINE,
  'vertical-drag-gesture-handler': ONLY_SKYLINE,
};
