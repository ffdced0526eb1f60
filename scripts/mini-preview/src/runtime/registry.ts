import type { TagSupport } from '../catalog/support.js';
import { API_NAMES } from './api/index.js';
import { TAGS } from './tags/index.js';
import { PLAIN_TAGS } from './tags/plain.js';

/** What the preview has, asked of the code that runs: tags with what they support, and the names in `wx`. */
export const REGISTRY: { tags: Record<string, TagSupport>; api: Readonly<Record<'wx' | 'cloud', string[]>> } = {
  tags: {
    ...PLAIN_TAGS,
    ...Object.fromEntries(Object.entries(TAGS).map(([name, tag]) => [name.replace(/^wx-/, ''), tag.support])),
  },
  api: API_NAMES,
};
