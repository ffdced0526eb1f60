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
  /** What its H5 site has and its package for WeChat leaves out: `miniprogram/apps/<name>/app.wechat.json` lists the pages of that. */
  onlyOnH5?: readonly ReviewedContent[];
  /** What its package for WeChat holds although its review looks at it; its owner should think about it before handing it in. */
  inMiniprogram?: readonly ReviewedContent[];
}
