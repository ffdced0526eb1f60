import { convertUnits } from '../../wxss/units.js';
import { drag } from './drag.js';
import { Motion } from './motion.js';
import { Tag, type TagSupport } from './tag.js';

const STYLE = `:host{display:block;position:relative;height:150px;overflow:hidden;touch-action:pan-y}
:host([vertical]){touch-action:pan-x}.frame{position:absolute;inset:0}
.dots{position:absolute;left:0;right:0;bottom:10px;display:flex;justify-content:center;gap:8px;pointer-events:none}
:host([vertical]) .dots{inset:0 10px 0 auto;flex-direction:column}.dots[hidden]{display:none}
.dots i{width:8px;height:8px;border-radius:50%;background:var(--dot,rgba(0,0,0,.3))}.dots i.on{background:var(--dot-on,#000)}`;

type Source = 'touch' | 'autoplay' | '';

/**
 * Slides that are swiped. Every slide stands where its distance from the current place puts it; in a circle, on the
 * nearer side. A swipe, the timer or `current` moves the place; each move is reported once.
 */
export class WxSwiper extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'indicator-dots indicator-color indicator-active-color autoplay current current-item-id interval duration circular vertical previous-margin next-margin display-multiple-items snap-to-edge easing-function',
    events: 'change transition animationfinish',
  };

  #frame!: HTMLElement;
  #dots!: HTMLElement;
  #current = 0;
  /** Whether there have been slides since the tag was made; `current` may be set before they come. */
  #isArranged = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #motion = new Motion((place) => this.#place(place));

  protected override draw(): void {
    const root = this.shadow(
      `<style>${STYLE}</style><div class="frame"><slot></slot></div><div class="dots" hidden></div>`,
    );
    this.#frame = root.querySelector('.frame')!;
    this.#dots = root.querySelector('.dots')!;
    root.querySelector('slot')!.addEventListener('slotchange', () => this.#arrange());
    let from = 0;
    drag(this, {
      axis: () => (this.flag('vertical') ? 'y' : 'x'),
      start: () => {
        this.#stop();
        from = this.#motion.stop();
      },
      move: ({ dx, dy }) => this.#motion.jump(this.#resist(from - (this.flag('vertical') ? dy : dx) / this.#size)),
      end: ({ dx, dy, speedX, speedY }) => {
        const [way, speed] = this.flag('vertical') ? [dy, speedY] : [dx, speedX];
        const place = from - way / this.#size;
        const isFlick = Math.abs(speed) > 0.3 && Math.abs(way) > 8;
        this.#go(isFlick ? (way < 0 ? Math.ceil(place) : Math.floor(place)) : Math.round(place), 'touch');
        this.#play();
      },
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#play();
  }

  disconnectedCallback(): void {
    this.#stop();
    this.#motion.stop();
  }

  protected override changed(name: string): void {
    if (name === 'current') {
      const next = this.#clamp(this.number('current', 0));
      if (next !== this.#current) this.#go(next, '');
    }
    if (name === 'current-item-id') {
      const next = this.#items.findIndex((item) => item.text('item-id') === this.text('current-item-id'));
      if (next !== -1 && next !== this.#current) this.#go(next, '');
    }
    if (name === 'autoplay' || name === 'interval') this.#play();
    if (name === 'indicator-dots') this.#dots.hidden = !this.flag('indicator-dots');
    if (name === 'indicator-color') this.style.setProperty('--dot', this.text('indicator-color'));
    if (name === 'indicator-active-color') this.style.setProperty('--dot-on', this.text('indicator-active-color'));
    if (/margin|multiple|vertical|circular|snap/.test(name)) this.#arrange();
  }

  get current(): number {
    return this.#current;
  }

  get #items(): Tag[] {
    return [...this.querySelectorAll('wx-swiper-item')].filter((item) => item.closest('wx-swiper') === this) as Tag[];
  }

  get #shown(): number {
    return Math.max(1, this.number('display-multiple-items', 1));
  }

  get #isCircle(): boolean {
    return this.flag('circular') && this.#items.length > this.#shown;
  }

  /** Pixels from one slide to the next. */
  get #size(): number {
    const { clientWidth, clientHeight } = this.#frame;
    return (this.flag('vertical') ? clientHeight : clientWidth) / this.#shown || 1;
  }

  #clamp(index: number): number {
    const last = Math.max(0, this.#items.length - (this.#isCircle ? 1 : this.#shown));
    return Math.min(Math.max(index, 0), last);
  }

  /** Pulled past the end, the slides follow less and less. */
  #resist(place: number): number {
    if (this.#isCircle) return place;
    const end = this.#clamp(place);
    return end + (place - end) * 0.3;
  }

  #arrange(): void {
    const [before, after] = this.flag('vertical') ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
    this.#frame.style.inset = '0';
    this.#frame.style[before] = convertUnits(this.text('previous-margin', '0px'));
    this.#frame.style[after] = convertUnits(this.text('next-margin', '0px'));
    this.#drawDots();
    if (this.#items.length === 0) return;
    this.#current = this.#clamp(this.#isArranged ? this.#current : this.number('current', 0));
    this.#isArranged = true;
    this.#motion.jump(this.#current);
  }

  #place(place: number): void {
    const items = this.#items;
    const lowest = -(items.length - this.#shown) / 2;
    const isVertical = this.flag('vertical');
    const shift = this.#edgeShift(place);
    for (const [index, item] of items.entries()) {
      const away = index - place;
      const offset = (this.#isCircle ? modulo(away - lowest, items.length) + lowest : away) * 100;
      item.style[isVertical ? 'height' : 'width'] = `${100 / this.#shown}%`;
      item.style.transform = isVertical
        ? `translate(0, calc(${offset}% + ${shift}px)) translateZ(0)`
        : `translate(calc(${offset}% + ${shift}px), 0) translateZ(0)`;
    }
    if (!this.#motion.isMoving) return;
    const way = (place - this.#current) * this.#size;
    this.emit('transition', { dx: isVertical ? 0 : way, dy: isVertical ? way : 0 });
  }

  /** With `snap-to-edge` the first slide takes up the margin before it, the last one that after it. */
  #edgeShift(place: number): number {
    if (!this.flag('snap-to-edge') || this.#isCircle) return 0;
    const style = getComputedStyle(this.#frame);
    const [before, after] = this.flag('vertical') ? [style.top, style.bottom] : [style.left, style.right];
    const last = this.#clamp(this.#items.length);
    if (place < 1) return -Number.parseFloat(before) * (1 - Math.max(0, place));
    return place > last - 1 ? Number.parseFloat(after) * (1 - Math.max(0, last - place)) : 0;
  }

  /** @param place a whole number; in a circle one beyond the ends is the way around */
  #go(place: number, source: Source): void {
    const count = this.#items.length;
    if (count === 0) return;
    const target = this.#isCircle ? place : this.#clamp(place);
    const next = modulo(target, count);
    const changed = next !== this.#current;
    const milliseconds = this.number('duration', 500);
    void this.#motion.run(target, milliseconds, this.text('easing-function', 'default')).then((arrived) => {
      if (!arrived) return;
      this.#motion.jump(this.#current);
      this.emit('animationfinish', this.#detail(source));
    });
    if (!changed) return;
    this.#current = next;
    this.#drawDots();
    this.updateModel('current', next);
    this.emit('change', this.#detail(source));
  }

  #detail(source: Source) {
    const currentItemId = this.#items[this.#current]?.text('item-id') ?? '';
    return { current: this.#current, currentItemId, source };
  }

  #drawDots(): void {
    const dots = this.#items.map((_, index) => {
      const dot = document.createElement('i');
      const isShown = index >= this.#current && index < this.#current + this.#shown;
      dot.classList.toggle('on', isShown);
      return dot;
    });
    this.#dots.replaceChildren(...dots);
  }

  #play(): void {
    this.#stop();
    if (!this.isConnected || !this.flag('autoplay')) return;
    this.#timer = setInterval(
      () => {
        if (this.#items.length <= this.#shown || !this.offsetParent) return;
        const isLast = this.#current === this.#clamp(this.#items.length);
        this.#go(isLast && !this.#isCircle ? 0 : this.#current + 1, 'autoplay');
      },
      this.number('interval', 5000),
    );
  }

  #stop(): void {
    clearInterval(this.#timer);
  }
}

export class WxSwiperItem extends Tag {
  static override readonly support: TagSupport = { attributes: 'item-id', inert: 'skip-hidden-item-layout' };

  protected override draw(): void {
    this.shadow(
      '<style>:host{display:block;position:absolute;top:0;left:0;width:100%;height:100%;overflow:hidden;box-sizing:border-box}</style><slot></slot>',
    );
  }
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;
