import { resourceUrl } from '../resource.js';
import { cleanHtml } from './rich-html.js';
import { Tag, type TagSupport } from './tag.js';

const SPACES: Record<string, string> = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' };

/** Shows markup that WeChat allows, and nothing else of it. The classes in it are those of the template it stands in. */
export class WxRichText extends Tag {
  static override readonly support: TagSupport = { attributes: 'nodes space user-select' };

  protected override changed(): void {
    this.replaceChildren(...cleanHtml(this.values.get('nodes')));
    for (const element of this.querySelectorAll('[class]'))
      element.className = this.classes(element.className).join(' ');
    for (const image of this.querySelectorAll('img')) {
      image.alt ||= '';
      const src = image.getAttribute('src');
      if (src) image.src = resourceUrl(src, this.ownerId);
    }
    const blank = SPACES[this.text('space')];
    if (!blank) return;
    const walker = document.createTreeWalker(this, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.nodeValue = walker.currentNode.nodeValue!.replaceAll(' ', blank);
  }

  protected override reflects(name: string): boolean {
    return name !== 'nodes';
  }
}
