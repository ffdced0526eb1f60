import { drag } from './drag.js';
import { Motion } from './motion.js';
import { pinch } from './pinch.js';
import { Tag, type TagSupport } from './tag.js';

/** The box in which movable views move; with `scale-area` a pinch anywhere in it scales the views. */
export class WxMovableArea extends Tag {
  static override readonly support: TagSupport = { attributes: 'scale-area' };

  protected override draw(): void {
    pinch(this, (factor, isDone) => {
      if (!this.flag('scale-area')) return;
      for (const view of this.querySelectorAll('wx-movable-view')) (view as WxMovableView).scaleBy(factor, isDone);
    });
  }
}

interface Place {
  x: number;
  y: number;
}

/** A box that is dragged, and pinched larger or smaller, within its `movable-area`. */
export class WxMovableView extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'direction inertia out-of-bounds x y damping friction disabled scale scale-min scale-max scale-value animation',
    events: 'change scale htouchmove vtouchmove',
  };

  #place: Place = { x: 0, y: 0 };
  /** The first place is taken at once; from there on it moves. */
  #isPlaced = false;
  #scale = 1;
  #pinchedFrom = 1;
  readonly #glide = new Motion((share) => this.#glideTo(share));
  #way: [from: Place, to: Place, source: string] = [this.#place, this.#place, ''];

  protected override draw(): void {
    this.shadow(
      '<style>:host{display:inline-block;position:absolute;top:0;left:0;width:10px;height:10px;touch-action:none;transform-origin:center}</style><slot></slot>',
    );
    let from = this.#place;
    let isFirst = true;
    drag(this, {
      axis: () => (this.flag('disabled') || this.#direction === 'none' ? 'none' : 'both'),
      start: () => {
        this.#glide.stop();
        from = { ...this.#place };
        isFirst = true;
      },
      move: ({ dx, dy }) => {
        if (isFirst) this.emit(Math.abs(dx) >= Math.abs(dy) ? 'htouchmove' : 'vtouchmove', {}, true);
        isFirst = false;
        this.#dragTo({ x: from.x + (this.#moves('x') ? dx : 0), y: from.y + (this.#moves('y') ? dy : 0) });
      },
      end: ({ speedX, speedY }) => this.#release(speedX, speedY),
    });
    pinch(this, (factor, isDone) => {
      const area = this.closest('wx-movable-area') as WxMovableArea | null;
      if (this.flag('scale') && !area?.flag('scale-area')) this.scaleBy(factor, isDone);
    });
  }

  protected override changed(name: string): void {
    if (name === 'scale-value') this.#scaleTo(this.number('scale-value', 1));
    if (name !== 'x' && name !== 'y') return;
    requestAnimationFrame(() => {
      const wanted = { x: this.number('x', this.#place.x), y: this.number('y', this.#place.y) };
      this.#slide(this.#within(wanted), this.#isPlaced && this.flag('animation', true) ? 200 : 0, '');
      this.#isPlaced = true;
    });
  }

  /** @param factor of the size when the fingers were put down */
  scaleBy(factor: number, isDone: boolean): void {
    if (!this.flag('scale')) return;
    this.#scaleTo(this.#pinchedFrom * factor);
    if (isDone) this.#pinchedFrom = this.#scale;
  }

  get #direction(): string {
    return this.text('direction', 'none');
  }

  #moves(axis: 'x' | 'y'): boolean {
    return this.#direction === 'all' || this.#direction === (axis === 'x' ? 'horizontal' : 'vertical');
  }

  #scaleTo(wanted: number): void {
    const scale = Math.min(Math.max(wanted, this.number('scale-min', 0.5)), this.number('scale-max', 10));
    if (scale === this.#scale) return;
    this.#scale = scale;
    this.style.scale = String(scale);
    this.emit('scale', { ...this.#place, scale });
  }

  /** Outside of the area the box follows the finger to half, where it may leave it at all. */
  #dragTo(wanted: Place): void {
    const inside = this.#within(wanted);
    const isOut = inside.x !== wanted.x || inside.y !== wanted.y;
    if (isOut && !this.flag('out-of-bounds')) this.#moveTo(inside, 'touch-out-of-bounds');
    else if (isOut) {
      const next = { x: (inside.x + wanted.x) / 2, y: (inside.y + wanted.y) / 2 };
      this.#moveTo(next, 'touch-out-of-bounds');
    } else this.#moveTo(wanted, 'touch');
  }

  /** Lets the box run on with `inertia`, and come back from outside of the area. */
  #release(speedX: number, speedY: number): void {
    const inside = this.#within(this.#place);
    const isOut = inside.x !== this.#place.x || inside.y !== this.#place.y;
    // `damping` is the strength of the spring, `friction` what slows the glide; both as the reference ranks them.
    if (isOut) this.#slide(inside, 6000 / Math.max(1, this.number('damping', 20)), 'out-of-bounds');
    else if (this.flag('inertia')) {
      const reach = 200 / Math.max(0.1, this.number('friction', 2));
      const { x, y } = this.#place;
      const wanted = { x: x + (this.#moves('x') ? speedX * reach : 0), y: y + (this.#moves('y') ? speedY * reach : 0) };
      this.#slide(this.#within(wanted), 300, 'friction');
    }
  }

  #slide(to: Place, milliseconds: number, source: string): void {
    if (to.x === this.#place.x && to.y === this.#place.y) return;
    this.#way = [{ ...this.#place }, to, source];
    if (milliseconds === 0) this.#moveTo(to, source);
    else {
      this.#glide.jump(0);
      void this.#glide.run(1, milliseconds, 'easeOutCubic');
    }
  }

  #glideTo(share: number): void {
    const [from, to, source] = this.#way;
    if (share > 0) this.#moveTo({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }, source);
  }

  #within({ x, y }: Place): Place {
    const area = this.closest('wx-movable-area');
    const growX = (this.offsetWidth * (this.#scale - 1)) / 2;
    const growY = (this.offsetHeight * (this.#scale - 1)) / 2;
    const clamp = (value: number, space: number, grow: number) =>
      Math.min(Math.max(value, Math.min(grow, space - grow)), Math.max(grow, space - grow));
    return {
      x: clamp(x, (area?.clientWidth ?? 0) - this.offsetWidth, growX),
      y: clamp(y, (area?.clientHeight ?? 0) - this.offsetHeight, growY),
    };
  }

  #moveTo(next: Place, source: string): void {
    if (next.x === this.#place.x && next.y === this.#place.y) return;
    this.#place = next;
    this.style.translate = `${next.x}px ${next.y}px`;
    this.emit('change', { ...next, source });
  }
}
