import { drag } from './drag.js';
import { watchPull } from './refresher.js';
import { Tag, type TagSupport } from './tag.js';

/** A region that scrolls. Each edge is reported once, when it comes within its threshold. */
export class WxScrollView extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'scroll-x scroll-y upper-threshold lower-threshold scroll-top scroll-left scroll-into-view scroll-into-view-offset scroll-with-animation enable-flex refresher-enabled refresher-threshold refresher-default-style refresher-background refresher-triggered bounces show-scrollbar scroll-anchoring paging-enabled enhanced',
    events:
      'dragstart dragging dragend scrolltoupper scrolltolower scroll refresherpulling refresherrefresh refresherrestore refresherabort',
    inert: 'enable-passive fast-deceleration using-sticky enable-back-to-top',
  };

  #near = { top: true, bottom: false };
  #last = { top: 0, left: 0 };

  protected override draw(): void {
    this.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    // The arrow keys scroll what has the focus.
    this.tabIndex = 0;
    watchPull(this);
    for (const name of ['scroll-x', 'scroll-y', 'enable-flex', 'show-scrollbar']) this.changed(name);
    drag(this, {
      axis: () => (this.flag('enhanced') ? 'both' : 'none'),
      start: () => this.emit('dragstart', this.#dragDetail(0, 0)),
      move: ({ speedX, speedY }) => this.emit('dragging', this.#dragDetail(speedX, speedY)),
      end: ({ speedX, speedY }) => this.emit('dragend', this.#dragDetail(speedX, speedY)),
      // The browser takes the finger over once it scrolls; that is the drag still.
      watchesTouches: true,
    });
  }

  protected override changed(name: string): void {
    if (name === 'scroll-x') this.style.overflowX = this.flag('scroll-x') ? 'auto' : 'hidden';
    if (name === 'scroll-y') this.style.overflowY = this.flag('scroll-y') ? 'auto' : 'hidden';
    if (name === 'enable-flex') this.style.display = this.flag('enable-flex') ? 'flex' : '';
    if (name === 'show-scrollbar') this.style.scrollbarWidth = this.flag('show-scrollbar', true) ? 'thin' : 'none';
    if (name === 'bounces') this.style.overscrollBehavior = this.flag('bounces', true) ? '' : 'none';
    if (name === 'scroll-anchoring') this.style.overflowAnchor = this.flag('scroll-anchoring') ? 'auto' : 'none';
    if (name === 'paging-enabled') this.#page();
    if (name === 'scroll-top' && this.values.get('scroll-top') !== '')
      this.#moveTo({ top: this.number('scroll-top', this.scrollTop) });
    if (name === 'scroll-left' && this.values.get('scroll-left') !== '')
      this.#moveTo({ left: this.number('scroll-left', this.scrollLeft) });
    if (name === 'scroll-into-view') requestAnimationFrame(() => this.#reveal(this.text('scroll-into-view')));
    if (name === 'refresher-triggered') this.#showRefresher(this.flag('refresher-triggered'));
    if (name === 'refresher-background') this.style.setProperty('--mp-pull-background', this.text(name));
    if (name === 'refresher-default-style') this.style.setProperty('--mp-pull-dots', this.#dots());
  }

  /** Every child that is as large as the region is a page of it. */
  #page(): void {
    this.style.scrollSnapType = this.flag('paging-enabled') ? `${this.flag('scroll-x') ? 'x' : 'y'} mandatory` : '';
    this.toggleAttribute('mp-paging', this.flag('paging-enabled'));
  }

  #dots(): string {
    const style = this.text('refresher-default-style', 'black');
    return style === 'none' ? 'transparent' : style === 'white' ? 'rgba(255,255,255,.8)' : 'rgba(0,0,0,.35)';
  }

  #moveTo(place: ScrollToOptions): void {
    requestAnimationFrame(() =>
      this.scrollTo({ ...place, behavior: this.flag('scroll-with-animation') ? 'smooth' : 'instant' }),
    );
  }

  #reveal(id: string): void {
    const target = id ? this.querySelector(`#${CSS.escape(id)}`) : null;
    if (!target) return;
    const own = this.getBoundingClientRect();
    const { top, left } = target.getBoundingClientRect();
    const offset = this.number('scroll-into-view-offset', 0);
    this.#moveTo({
      ...(this.flag('scroll-y') && { top: this.scrollTop + top - own.top + offset }),
      ...(this.flag('scroll-x') && { left: this.scrollLeft + left - own.left + offset }),
    });
  }

  #scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = this;
    const deltaY = this.#last.top - scrollTop;
    const deltaX = this.#last.left - scrollLeft;
    this.#last = { top: scrollTop, left: scrollLeft };
    this.emit('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY });
    const isHorizontal = this.flag('scroll-x') && !this.flag('scroll-y');
    const before = isHorizontal ? scrollLeft : scrollTop;
    const after = isHorizontal ? scrollWidth - scrollLeft - clientWidth : scrollHeight - scrollTop - clientHeight;
    const top = before <= this.number('upper-threshold', 50);
    const bottom = after <= this.number('lower-threshold', 50);
    if (top && !this.#near.top) this.emit('scrolltoupper', { direction: isHorizontal ? 'left' : 'top' });
    if (bottom && !this.#near.bottom) this.emit('scrolltolower', { direction: isHorizontal ? 'right' : 'bottom' });
    this.#near = { top, bottom };
  }

  #dragDetail(speedX: number, speedY: number) {
    const { scrollTop, scrollLeft } = this;
    return { scrollTop, scrollLeft, velocity: { x: -speedX, y: -speedY } };
  }

  /** Opens the room above the content, in which the dots turn, this many px high. */
  pullTo(distance: number): void {
    this.style.setProperty('--mp-pull', `${distance}px`);
    this.toggleAttribute('pulled', distance > 0);
  }

  #showRefresher(isOn: boolean): void {
    const wasOn = this.hasAttribute('pulled');
    this.pullTo(isOn ? this.number('refresher-threshold', 45) : 0);
    if (wasOn && !isOn) this.emit('refresherrestore', {});
  }
}
