import { Tag, type TagSupport } from './tag.js';

/** A box that is dragged within its `movable-area`. */
export class WxMovableView extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'direction out-of-bounds x y disabled animation',
    events: 'change',
  };

  #place = { x: 0, y: 0 };

  protected override draw(): void {
    this.shadow(
      '<style>:host{display:inline-block;position:absolute;top:0;left:0;width:10px;height:10px;touch-action:none}:host([animated]){transition:translate 200ms ease-out}</style><slot></slot>',
    );
    this.addEventListener('pointerdown', (event) => this.#drag(event));
  }

  protected override changed(name: string): void {
    if (name !== 'x' && name !== 'y') return;
    const place = { x: this.number('x', this.#place.x), y: this.number('y', this.#place.y) };
    this.toggleAttribute('animated', this.flag('animation', true));
    requestAnimationFrame(() => this.#moveTo(place, ''));
  }

  #drag(start: PointerEvent): void {
    const direction = this.text('direction', 'none');
    if (this.flag('disabled') || direction === 'none') return;
    const from = { ...this.#place };
    this.removeAttribute('animated');
    this.setPointerCapture(start.pointerId);
    const move = (event: PointerEvent) => {
      const x = direction === 'vertical' ? from.x : from.x + event.clientX - start.clientX;
      const y = direction === 'horizontal' ? from.y : from.y + event.clientY - start.clientY;
      this.#moveTo({ x, y }, 'touch');
    };
    const end = () => {
      this.removeEventListener('pointermove', move);
      this.removeEventListener('pointerup', end);
      this.removeEventListener('pointercancel', end);
    };
    this.addEventListener('pointermove', move);
    this.addEventListener('pointerup', end);
    this.addEventListener('pointercancel', end);
  }

  #moveTo(wanted: { x: number; y: number }, source: string): void {
    const area = this.closest('wx-movable-area');
    const spaceX = (area?.clientWidth ?? 0) - this.offsetWidth;
    const spaceY = (area?.clientHeight ?? 0) - this.offsetHeight;
    const clamp = (value: number, space: number) => Math.min(Math.max(value, Math.min(0, space)), Math.max(0, space));
    const next = this.flag('out-of-bounds') ? wanted : { x: clamp(wanted.x, spaceX), y: clamp(wanted.y, spaceY) };
    if (next.x === this.#place.x && next.y === this.#place.y) return;
    this.#place = next;
    this.style.translate = `${next.x}px ${next.y}px`;
    this.emit('change', { ...next, source });
  }
}
