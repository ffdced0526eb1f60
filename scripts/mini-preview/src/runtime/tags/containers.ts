import { currentPage } from '../page/current.js';
import { matchesScreen } from '../screen-match.js';
import { Tag, type TagSupport } from './tag.js';

/** Shows what is in it while the page is as wide and high as it says. */
export class WxMatchMedia extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'min-width max-width width min-height max-height height orientation',
  };

  readonly #resized = () => this.changed();

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('resize', this.#resized);
    this.changed();
  }

  disconnectedCallback(): void {
    window.removeEventListener('resize', this.#resized);
  }

  protected override changed(): void {
    const length = (name: string) => (this.text(name) ? this.number(name, 0) : undefined);
    const wish: Record<string, number | string | undefined> = {
      minWidth: length('min-width'),
      maxWidth: length('max-width'),
      width: length('width'),
      minHeight: length('min-height'),
      maxHeight: length('max-height'),
      height: length('height'),
      orientation: this.text('orientation') || undefined,
    };
    const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
    this.hidden = !matchesScreen(given, window.innerWidth, window.innerHeight);
  }
}

/**
 * Draws its content above everything else of the page, whatever the elements around it clip or stack. It stays where it
 * is in the tree and is shown in the browser's top layer, over the page's own area.
 */
export class WxRootPortal extends Tag {
  static override readonly support: TagSupport = { attributes: 'enable' };

  protected override draw(): void {
    this.shadow(`<style>:host{display:contents}
:host(:popover-open){display:block;position:fixed;margin:0;padding:0;border:0;overflow:visible;background:none;color:inherit;pointer-events:none;transform:translateZ(0)}
::slotted(*){pointer-events:auto}</style><slot></slot>`);
    this.changed('enable');
  }

  protected override changed(name: string): void {
    if (name !== 'enable' || !this.isConnected) return;
    if (this.flag('enable', true)) this.#rise();
    else if (this.popover) {
      this.hidePopover();
      this.popover = null;
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.changed('enable');
  }

  #rise(): void {
    const { left, top, width, height } = (currentPage()?.view ?? document.body).getBoundingClientRect();
    Object.assign(this.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    this.popover = 'manual';
    if (!this.matches(':popover-open')) this.showPopover();
  }
}

/** Text and pictures above native components; everything is, in a browser. Its content can be scrolled by the page. */
export class WxCoverView extends Tag {
  static override readonly support: TagSupport = { attributes: 'scroll-top marker-id' };

  protected override changed(name: string): void {
    if (name !== 'scroll-top') return;
    this.style.overflowY = 'auto';
    this.tabIndex = 0;
    requestAnimationFrame(() => {
      this.scrollTop = this.number('scroll-top', 0);
    });
  }
}
