import { pageOf } from '../page/current.js';
import { Tag, type TagSupport } from './tag.js';

/** Settings of the page that a template makes: its style, its backgrounds, how far it is scrolled. */
export class WxPageMeta extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'background-text-style background-color background-color-top background-color-bottom root-background-color scroll-top scroll-duration page-style page-font-size root-font-size',
    events: 'resize scroll scrolldone',
  };

  #done: ReturnType<typeof setTimeout> | undefined;
  readonly #resized = () => {
    const { innerWidth: windowWidth, innerHeight: windowHeight } = window;
    this.emit('resize', { size: { windowWidth, windowHeight } });
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('resize', this.#resized);
  }

  disconnectedCallback(): void {
    window.removeEventListener('resize', this.#resized);
  }

  protected override draw(): void {
    const page = this.closest<HTMLElement>('wx-page');
    page?.addEventListener('scroll', () => this.emit('scroll', { scrollTop: page.scrollTop }), { passive: true });
  }

  protected override changed(name: string): void {
    const page = this.closest<HTMLElement>('wx-page');
    const view = pageOf(this);
    if (!page || !view) return;
    const value = this.text(name);
    if (name === 'page-style') {
      page.style.cssText = value;
      for (const other of this.values.keys()) if (other !== 'page-style' && other !== 'scroll-top') this.changed(other);
    }
    if (name === 'root-background-color') page.style.backgroundColor = value;
    if (name === 'page-font-size') page.style.fontSize = value === 'system' ? '16px' : value;
    if (name === 'root-font-size') document.documentElement.style.fontSize = value === 'system' ? '16px' : value;
    if (name.startsWith('background-color')) {
      view.paintBehind({
        backgroundColor: this.text('background-color'),
        backgroundColorTop: this.text('background-color-top'),
        backgroundColorBottom: this.text('background-color-bottom'),
      });
    }
    if (name === 'background-text-style') view.window.backgroundTextStyle = value;
    if (name === 'scroll-top' && value !== '') this.#scroll(page, Number.parseFloat(value) || 0);
  }

  #scroll(page: HTMLElement, top: number): void {
    const milliseconds = this.number('scroll-duration', 300);
    requestAnimationFrame(() => page.scrollTo({ top, behavior: milliseconds > 0 ? 'smooth' : 'instant' }));
    clearTimeout(this.#done);
    this.#done = setTimeout(() => this.emit('scrolldone', {}), milliseconds);
  }
}

/** The navigation bar as a template sets it; stands in `page-meta`. */
export class WxNavigationBar extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'title loading front-color background-color color-animation-duration color-animation-timing-func',
  };

  protected override draw(): void {
    this.changed('');
  }

  protected override changed(name: string): void {
    const view = pageOf(this);
    if (!view) return;
    const bar = view.navigationBar;
    if (name === 'title') view.title = this.text('title');
    if (name === 'loading') bar.loading = this.flag('loading');
    if (name !== 'front-color' && name !== 'background-color') return;
    const milliseconds = this.number('color-animation-duration', 0);
    bar.fade(milliseconds, this.text('color-animation-timing-func', 'linear'));
    bar.setColors(this.text('front-color') || undefined, this.text('background-color') || undefined);
  }
}
