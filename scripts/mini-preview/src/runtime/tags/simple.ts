import { resourceUrl } from '../resource.js';
import { cleanHtml } from './rich-html.js';
import { Tag, type TagSupport } from './tag.js';

const SPACES: Record<string, string> = { nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' };

/** Shows markup that WeChat allows, and nothing else of it. */
export class WxRichText extends Tag {
  static override readonly support: TagSupport = { attributes: 'nodes space user-select' };

  protected override draw(): void {
    this.shadow(
      '<style>:host{display:block}:host([user-select]){user-select:text;-webkit-user-select:text}img{max-width:100%}table{border-collapse:collapse}</style><div></div>',
    );
  }

  protected override changed(): void {
    const place = this.shadowRoot!.querySelector('div')!;
    place.replaceChildren(...cleanHtml(this.values.get('nodes')));
    for (const image of place.querySelectorAll('img')) {
      image.alt ||= '';
      const src = image.getAttribute('src');
      if (src) image.src = resourceUrl(src, this.ownerId);
    }
    const blank = SPACES[this.text('space')];
    if (!blank) return;
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.nodeValue = walker.currentNode.nodeValue!.replaceAll(' ', blank);
  }

  protected override reflects(name: string): boolean {
    return name !== 'nodes';
  }
}
