import { cleanHtml } from './rich-html.js';
import { Tag, type TagSupport } from './tag.js';

/** Shows markup that WeChat allows, and nothing else of it. */
export class WxRichText extends Tag {
  static override readonly support: TagSupport = { attributes: 'nodes space' };

  protected override draw(): void {
    this.shadow('<style>:host{display:block}img{max-width:100%}table{border-collapse:collapse}</style><div></div>');
  }

  protected override changed(name: string): void {
    if (name === 'nodes')
      this.shadowRoot!.querySelector('div')!.replaceChildren(...cleanHtml(this.values.get('nodes')));
    if (name === 'space' && this.text('space')) this.style.whiteSpace = 'pre-wrap';
  }

  protected override reflects(name: string): boolean {
    return name !== 'nodes';
  }
}

/** Sets the page's own style from a template. */
export class WxPageMeta extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'background-color scroll-top page-style page-font-size root-font-size',
  };

  protected override changed(name: string): void {
    const page = this.closest<HTMLElement>('wx-page');
    if (!page) return;
    if (name === 'page-style') page.style.cssText = this.text('page-style');
    if (name === 'background-color') page.style.backgroundColor = this.text('background-color');
    if (name === 'page-font-size' || name === 'root-font-size') page.style.fontSize = this.text(name);
    if (name === 'scroll-top') page.scrollTo({ top: Number.parseFloat(this.text('scroll-top')) || 0 });
  }
}
