import selectorParser, { type Node, type Selector } from 'postcss-selector-parser';
import { TAG_NAMES } from '../wxml/tag-names.js';

/** Whom a style sheet applies to. */
export interface StyleScope {
  /** Classes get this prefix: the sheet of an isolated component. */
  classPrefix?: string;
  /** Rules apply within this page only. */
  page?: string;
}

/** Rewrites one selector list of WXSS for the browser: tags to `wx-…`, `page`, `:host`, and the sheet's scope. */
export function scopeSelector(selector: string, { classPrefix, page }: StyleScope): string {
  return selectorParser((root) => {
    root.walk((node) => {
      if (node.type === 'tag' && TAG_NAMES.has(node.value)) node.value = `wx-${node.value}`;
      else if (node.type === 'class' && classPrefix) node.value = `${classPrefix}--${node.value}`;
      else if (node.type === 'pseudo' && node.value === ':host' && classPrefix) {
        node.replaceWith(attribute('wx-host', classPrefix));
      }
    });
    root.each((one) => scopeToPage(one, page));
  }).processSync(selector);
}

function scopeToPage(selector: Selector, page: string | undefined): void {
  const first = selector.first;
  const isPage = first?.type === 'tag' && first.value === 'page';
  if (isPage) {
    const replacement: Node[] = [selectorParser.tag({ value: 'wx-page' })];
    if (page) replacement.push(attribute('data-page', page));
    first.replaceWith(...(replacement as [Node]));
  } else if (page) {
    selector.prepend(selectorParser.combinator({ value: ' ' }) as unknown as Selector);
    selector.prepend(attribute('data-page', page) as unknown as Selector);
  }
}

function attribute(name: string, value: string) {
  const node = selectorParser.attribute({ attribute: name, operator: '=', value: '', quoteMark: '"', raws: {} });
  node.setValue(value, { quoteMark: '"' });
  return node;
}
