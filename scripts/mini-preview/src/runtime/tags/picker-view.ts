import { convertUnits } from '../../wxss/units.js';
import { Tag, type TagSupport } from './tag.js';

const STYLE = `:host{display:block;position:relative;overflow:hidden}.columns{display:flex;height:100%}
.mask{position:absolute;inset:0;pointer-events:none;background:linear-gradient(rgba(255,255,255,.92),rgba(255,255,255,.5) calc(50% - 17px),transparent calc(50% - 17px),transparent calc(50% + 17px),rgba(255,255,255,.5) calc(50% + 17px),rgba(255,255,255,.92))}
.line{position:absolute;left:0;right:0;top:50%;height:34px;transform:translateY(-50%);box-sizing:border-box;border:solid rgba(0,0,0,.1);border-width:1px 0;pointer-events:none}`;

/** Columns that are scrolled to a choice. */
export class WxPickerView extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'value indicator-style indicator-class mask-style mask-class immediate-change',
    events: 'change pickstart pickend',
  };

  #isPicking = false;

  protected override draw(): void {
    this.shadow(
      `<style>${STYLE}</style><div class="columns"><slot></slot></div><div class="mask"></div><div class="line"></div>`,
    );
    this.addEventListener('pointerdown', () => {
      if (this.#isPicking) return;
      this.#isPicking = true;
      this.emit('pickstart', {});
    });
  }

  protected override changed(name: string): void {
    if (name === 'value') {
      const value = this.list('value');
      requestAnimationFrame(() => {
        for (const [index, column] of this.columns.entries()) column.select(Number(value[index] ?? 0));
      });
    }
    if (name.startsWith('indicator-')) this.#decorate('.line', 'indicator');
    if (name.startsWith('mask-')) this.#decorate('.mask', 'mask');
  }

  get columns(): WxPickerViewColumn[] {
    return [...this.querySelectorAll('wx-picker-view-column')] as WxPickerViewColumn[];
  }

  /** The wanted choice of a column, which may come into the page after the value was set. */
  wanted(column: WxPickerViewColumn): number {
    return Number(this.list('value')[this.columns.indexOf(column)] ?? 0);
  }

  /** Height of a row, which is that of the indicator. */
  get rowHeight(): number {
    return this.shadowRoot!.querySelector<HTMLElement>('.line')!.offsetHeight || 34;
  }

  /** A column has come to rest, or a finger has left it. */
  rest(): void {
    if (!this.#isPicking) return;
    this.#isPicking = false;
    this.emit('pickend', {});
  }

  picked(): void {
    const value = this.columns.map((column) => column.selected);
    this.updateModel('value', value);
    this.emit('change', { value });
  }

  /** Classes of the page's style sheet do not reach into a shadow tree; what they say is measured on a probe. */
  #decorate(part: '.line' | '.mask', name: 'indicator' | 'mask'): void {
    const element = this.shadowRoot!.querySelector<HTMLElement>(part)!;
    const probe = document.createElement('div');
    probe.className = this.classes(this.text(`${name}-class`)).join(' ');
    if (probe.className) {
      this.append(probe);
      const { height, backgroundColor, backgroundImage, borderTop, borderBottom } = getComputedStyle(probe);
      Object.assign(element.style, { backgroundColor, backgroundImage });
      if (name === 'indicator') Object.assign(element.style, { borderTop, borderBottom });
      if (name === 'indicator' && height !== '0px') element.style.height = height;
      probe.remove();
    }
    element.style.cssText += `;${convertUnits(this.text(`${name}-style`))}`;
    for (const column of this.columns) column.fit();
  }
}

export class WxPickerViewColumn extends Tag {
  #scroller!: HTMLElement;
  #selected = 0;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #isHeld = false;

  protected override draw(): void {
    const root = this.shadow(`<style>:host{display:block;flex:1;height:100%;overflow:hidden;text-align:center}
.scroll{height:100%;overflow-y:auto;scroll-snap-type:y mandatory;scrollbar-width:none}.pad{height:calc(50% - var(--mp-row,34px) / 2)}
::slotted(*){scroll-snap-align:center;min-height:var(--mp-row,34px);line-height:var(--mp-row,34px);box-sizing:border-box}</style>
<div class="scroll" tabindex="0"><div class="pad"></div><slot></slot><div class="pad"></div></div>`);
    this.#scroller = root.querySelector('.scroll')!;
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    root.querySelector('slot')!.addEventListener('slotchange', () => this.select(this.#view?.wanted(this) ?? 0));
    this.addEventListener('touchstart', () => this.#hold(true), { passive: true });
    for (const type of ['touchend', 'touchcancel'] as const) this.addEventListener(type, () => this.#hold(false));
    this.addEventListener('mp-tap', (event) => {
      const index = [...this.children].findIndex((item) => item.contains(event.target as Element));
      if (index !== -1 && index !== this.#selected) {
        this.select(index);
        this.#view?.picked();
      }
      this.#view?.rest();
    });
    this.fit();
  }

  get selected(): number {
    return this.#selected;
  }

  select(index: number): void {
    this.#selected = Math.min(Math.max(index, 0), Math.max(0, this.children.length - 1));
    this.#scroller.scrollTo({ top: this.#offset(this.#selected), behavior: 'instant' });
  }

  /** Makes the rows as high as the indicator. */
  fit(): void {
    this.style.setProperty('--mp-row', `${this.#view?.rowHeight ?? 34}px`);
  }

  get #view(): WxPickerView | null {
    return this.closest('wx-picker-view') as WxPickerView | null;
  }

  #hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (isHeld) return;
    // With `immediate-change` the choice counts as soon as the finger is lifted, before the column has come to rest.
    if (this.#view?.flag('immediate-change')) this.#choose();
    this.#scrolled();
  }

  #offset(index: number): number {
    const item = this.children[index] as HTMLElement | undefined;
    const first = this.children[0] as HTMLElement | undefined;
    return item && first ? item.offsetTop - first.offsetTop : 0;
  }

  #scrolled(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      if (this.#isHeld) return;
      this.#choose();
      this.#view?.rest();
    }, 100);
  }

  #choose(): void {
    const distances = [...this.children].map((_, index) => Math.abs(this.#offset(index) - this.#scroller.scrollTop));
    const nearest = distances.indexOf(Math.min(...distances));
    if (nearest === -1 || nearest === this.#selected) return;
    this.#selected = nearest;
    this.#view?.picked();
  }
}
