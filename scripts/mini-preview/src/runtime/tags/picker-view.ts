import { Tag, type TagSupport } from './tag.js';

/** Columns that are scrolled to a choice. */
export class WxPickerView extends Tag {
  static override readonly support: TagSupport = { attributes: 'value indicator-style', events: 'change' };

  protected override draw(): void {
    this.shadow(`<style>:host{display:block;position:relative;overflow:hidden}
.columns{display:flex;height:100%}
.mask{position:absolute;inset:0;pointer-events:none;background:linear-gradient(rgba(255,255,255,.92),rgba(255,255,255,.5) calc(50% - 17px),transparent calc(50% - 17px),transparent calc(50% + 17px),rgba(255,255,255,.5) calc(50% + 17px),rgba(255,255,255,.92))}
.line{position:absolute;left:0;right:0;top:calc(50% - 17px);height:34px;box-sizing:border-box;border:solid rgba(0,0,0,.1);border-width:1px 0;pointer-events:none}</style>
<div class="columns"><slot></slot></div><div class="mask"></div><div class="line"></div>`);
  }

  protected override changed(name: string): void {
    if (name === 'value') {
      const value = this.list('value');
      requestAnimationFrame(() => {
        for (const [index, column] of this.columns.entries()) column.select(Number(value[index] ?? 0));
      });
    }
    if (name === 'indicator-style')
      this.shadowRoot!.querySelector<HTMLElement>('.line')!.style.cssText += `;${this.text('indicator-style')}`;
  }

  get columns(): WxPickerViewColumn[] {
    return [...this.querySelectorAll('wx-picker-view-column')] as WxPickerViewColumn[];
  }

  /** The wanted choice of a column, which may come into the page after the value was set. */
  wanted(column: WxPickerViewColumn): number {
    return Number(this.list('value')[this.columns.indexOf(column)] ?? 0);
  }

  picked(): void {
    const value = this.columns.map((column) => column.selected);
    this.updateModel('value', value);
    this.emit('change', { value });
  }
}

export class WxPickerViewColumn extends Tag {
  static override readonly support: TagSupport = {};

  #scroller!: HTMLElement;
  #selected = 0;
  #settle: ReturnType<typeof setTimeout> | undefined;

  protected override draw(): void {
    const root = this.shadow(`<style>:host{display:block;flex:1;height:100%;overflow:hidden;text-align:center}
.scroll{height:100%;overflow-y:auto;scroll-snap-type:y mandatory;scrollbar-width:none}.pad{height:calc(50% - 17px)}
::slotted(*){scroll-snap-align:center;min-height:34px;line-height:34px;box-sizing:border-box}</style>
<div class="scroll"><div class="pad"></div><slot></slot><div class="pad"></div></div>`);
    this.#scroller = root.querySelector('.scroll')!;
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    root.querySelector('slot')!.addEventListener('slotchange', () => this.select(this.#view?.wanted(this) ?? 0));
    this.addEventListener('mp-tap', (event) => {
      const index = [...this.children].findIndex((item) => item.contains(event.target as Element));
      if (index === -1 || index === this.#selected) return;
      this.select(index);
      this.#view?.picked();
    });
  }

  get selected(): number {
    return this.#selected;
  }

  select(index: number): void {
    this.#selected = Math.min(Math.max(index, 0), Math.max(0, this.children.length - 1));
    this.#scroller.scrollTo({ top: this.#offset(this.#selected), behavior: 'instant' });
  }

  get #view(): WxPickerView | null {
    return this.closest('wx-picker-view') as WxPickerView | null;
  }

  #offset(index: number): number {
    const item = this.children[index] as HTMLElement | undefined;
    const first = this.children[0] as HTMLElement | undefined;
    return item && first ? item.offsetTop - first.offsetTop : 0;
  }

  #scrolled(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      const distances = [...this.children].map((_, index) => Math.abs(this.#offset(index) - this.#scroller.scrollTop));
      const nearest = distances.indexOf(Math.min(...distances));
      if (nearest === -1 || nearest === this.#selected) return;
      this.#selected = nearest;
      this.#view?.picked();
    }, 100);
  }
}
