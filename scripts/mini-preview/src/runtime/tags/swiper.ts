import { Tag, type TagSupport } from './tag.js';

/** Slides that are swiped. A swipe, the timer or `current` moves them; each move is reported once. */
export class WxSwiper extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'indicator-dots indicator-color indicator-active-color autoplay current current-item-id interval duration vertical previous-margin next-margin display-multiple-items',
    events: 'change animationfinish',
  };

  #track!: HTMLElement;
  #dots!: HTMLElement;
  #current = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #source: 'touch' | 'autoplay' | '' = '';

  protected override draw(): void {
    const root = this.shadow(`<style>:host{display:block;position:relative;height:150px;overflow:hidden}
.track{display:flex;width:100%;height:100%;overflow-x:auto;overflow-y:hidden;scroll-snap-type:x mandatory;scrollbar-width:none;box-sizing:border-box;overscroll-behavior-x:contain}
.track::-webkit-scrollbar{display:none}:host([vertical]) .track{flex-direction:column;overflow:hidden auto;scroll-snap-type:y mandatory}
.dots{position:absolute;left:0;right:0;bottom:10px;display:flex;justify-content:center;gap:8px;pointer-events:none}
:host([vertical]) .dots{inset:0 10px 0 auto;flex-direction:column}
.dots[hidden]{display:none}.dots i{width:8px;height:8px;border-radius:50%;background:var(--dot,rgba(0,0,0,.3))}.dots i.on{background:var(--dot-on,#000)}</style>
<div class="track"><slot></slot></div><div class="dots" hidden></div>`);
    this.#track = root.querySelector('.track')!;
    this.#dots = root.querySelector('.dots')!;
    this.#track.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#track.addEventListener('touchstart', () => this.#stop(), { passive: true });
    this.#track.addEventListener('touchend', () => this.#play(), { passive: true });
    root.querySelector('slot')!.addEventListener('slotchange', () => {
      this.#drawDots();
      this.#moveTo(this.#current, false);
    });
    new ResizeObserver(() => this.#moveTo(this.#current, false)).observe(this);
    this.#play();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#play();
  }

  protected override changed(name: string): void {
    if (name === 'current') {
      const next = this.number('current', 0);
      if (next !== this.#current) this.#moveTo(next, true);
    }
    if (name === 'current-item-id') {
      const next = this.#items().findIndex((item) => item.text('item-id') === this.text('current-item-id'));
      if (next !== -1) this.#moveTo(next, true);
    }
    if (name === 'autoplay' || name === 'interval') this.#play();
    if (name === 'indicator-dots') this.#dots.hidden = !this.flag('indicator-dots');
    if (name === 'indicator-color') this.style.setProperty('--dot', this.text('indicator-color'));
    if (name === 'indicator-active-color') this.style.setProperty('--dot-on', this.text('indicator-active-color'));
    if (name === 'previous-margin' || name === 'next-margin') {
      const side = name === 'previous-margin' ? 'Left' : 'Right';
      const margin = this.text(name).replace(/([\d.]+)rpx/, 'calc(var(--mp-rpx) * $1)');
      this.#track.style[`padding${side}`] = margin;
      this.#track.style[`scrollPadding${side}`] = margin;
    }
    if (name === 'display-multiple-items') this.style.setProperty('--shown', this.text('display-multiple-items', '1'));
    if (name === 'vertical') this.#moveTo(this.#current, false);
  }

  get current(): number {
    return this.#current;
  }

  #items(): Tag[] {
    return [...this.querySelectorAll('wx-swiper-item')].filter((item) => item.closest('wx-swiper') === this) as Tag[];
  }

  #offset(index: number): number {
    const [first] = this.#items();
    const item = this.#items()[index];
    if (!first || !item) return 0;
    return this.flag('vertical') ? item.offsetTop - first.offsetTop : item.offsetLeft - first.offsetLeft;
  }

  #moveTo(index: number, animated: boolean): void {
    const count = this.#items().length;
    if (count === 0) {
      this.#current = Math.max(0, index);
      return;
    }
    const next = Math.min(Math.max(index, 0), count - 1);
    const place = this.#offset(next);
    const quick = !animated || this.number('duration', 500) === 0;
    this.#track.scrollTo({ [this.flag('vertical') ? 'top' : 'left']: place, behavior: quick ? 'instant' : 'smooth' });
    if (next !== this.#current) this.#report(next, this.#source);
  }

  #scrolled(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      const place = this.flag('vertical') ? this.#track.scrollTop : this.#track.scrollLeft;
      const distances = this.#items().map((_, index) => Math.abs(this.#offset(index) - place));
      const nearest = distances.indexOf(Math.min(...distances));
      if (nearest !== -1 && nearest !== this.#current) this.#report(nearest, 'touch');
      this.emit('animationfinish', { current: this.#current, source: this.#source });
      this.#source = '';
    }, 100);
  }

  #report(next: number, source: string): void {
    this.#current = next;
    this.#drawDots();
    this.updateModel('current', next);
    this.emit('change', { current: next, currentItemId: this.#items()[next]?.text('item-id') ?? '', source });
  }

  #drawDots(): void {
    const dots = this.#items().map((_, index) => {
      const dot = document.createElement('i');
      dot.classList.toggle('on', index === this.#current);
      return dot;
    });
    this.#dots.replaceChildren(...dots);
  }

  #play(): void {
    this.#stop();
    if (!this.isConnected || !this.flag('autoplay')) return;
    this.#timer = setInterval(
      () => {
        const count = this.#items().length;
        if (count < 2 || !this.offsetParent) return;
        this.#source = 'autoplay';
        this.#moveTo((this.#current + 1) % count, true);
      },
      this.number('interval', 5000),
    );
  }

  #stop(): void {
    clearInterval(this.#timer);
  }
}

export class WxSwiperItem extends Tag {
  static override readonly support: TagSupport = { attributes: 'item-id' };

  protected override draw(): void {
    this.shadow(
      '<style>:host{display:block;flex:0 0 calc(100% / var(--shown,1));width:100%;height:100%;overflow:hidden;scroll-snap-align:start;box-sizing:border-box}</style><slot></slot>',
    );
  }
}
