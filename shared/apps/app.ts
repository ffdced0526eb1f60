import type { CollectionDeclaration } from '../core/store/declare.js';

/** Content that WeChat's review is known to look at. */
export type ReviewedContent = 'fortune-telling' | 'multi-level-distribution';

/** A product: which modules it is made of, and what it keeps. Deployed to a CloudBase environment of its own. */
export interface App {
  /** Also the id of its environment in the local cloud, and its address there. */
  name: string;
  title: string;
  /** Folders of `cloudfunctions/` that belong to it, and single functions of others by their names. */
  modules: readonly string[];
  collections: readonly CollectionDeclaration[];
  /** What a channel holds that its owner should think about before handing it in. */
  channels?: { miniprogram?: { contains: readonly ReviewedContent[] } };
}
