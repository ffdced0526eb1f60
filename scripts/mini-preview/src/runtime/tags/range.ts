import { Tag, type TagSupport } from './tag.js';

export class WxProgress extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'percent show-info border-radius font-size stroke-width color activeColor backgroundColor active active-mode duration',
    events: 'activeend',
  };

  #shown = 0;

  protected override draw(): void {
    const root =
      this.shadow(`<style>:host{display:flex;align-items:center}.track{flex:1;overflow:hidden}.bar{height:100%;width:0}
.text{margin-left:15px;min-width:2em}</style>
<div class="track"><div class="bar"></div></div><span class="text" hidden></span>`);
    root
      .querySelector('.bar')!
      .addEventListener('transitionend', () => this.emit('activeend', { curPercent: this.#shown }));
    this.setAttribute('role', 'progressbar');
    if (!this.hasAttribute('aria-label')) this.setAttribute('aria-label', '进度');
    this.changed('percent');
  }

  protected override changed(name: string): void {
    const percent = Math.min(100, Math.max(0, this.number('percent', 0)));
    const root = this.shadowRoot!;
    const track = root.querySelector<HTMLElement>('.track')!;
    const bar = root.querySelector<HTMLElement>('.bar')!;
    const label = root.querySelector<HTMLElement>('.text')!;
    track.style.height = `${this.number('stroke-width', 6)}px`;
    track.style.borderRadius = `${this.number('border-radius', 0)}px`;
    bar.style.borderRadius = track.style.borderRadius;
    track.style.background = this.text('backgroundColor', this.text('background-color', '#ebebeb'));
    bar.style.background = this.text('activeColor', this.text('active-color', this.text('color', '#09bb07')));
    label.hidden = !this.flag('show-info');
    label.style.fontSize = `${this.number('font-size', 16)}px`;
    label.textContent = `${percent}%`;
    this.setAttribute('aria-valuenow', String(percent));
    if (name === 'percent') this.#fill(bar, percent);
  }

  /** With `active` the bar runs: from where it was with `active-mode="forwards"`, else from the beginning. */
  #fill(bar: HTMLElement, percent: number): void {
    const from = this.text('active-mode') === 'forwards' ? this.#shown : 0;
    this.#shown = percent;
    if (this.flag('active')) {
      bar.style.transition = '';
      bar.style.width = `${from}%`;
      bar.getBoundingClientRect();
      bar.style.transition = `width ${Math.abs(percent - from) * this.number('duration', 30)}ms linear`;
    }
    bar.style.width = `${percent}%`;
  }
}

export class WxSlider extends Tag {
  static override readonly support: TagSupport = {
    attributes:
      'min max step disabled value color selected-color activeColor backgroundColor block-size block-color show-value name',
    events: 'change changing',
  };

  #input!: HTMLInputElement;

  protected override draw(): void {
    const root =
      this.shadow(`<style>:host{display:block;margin:10px 18px;padding:0}.row{display:flex;align-items:center}
input{flex:1;margin:0;height:28px;appearance:none;background:linear-gradient(var(--active,#1aad19) 0 0) 0 50%/var(--filled) 2px no-repeat,linear-gradient(var(--track,#e9e9e9) 0 0) 50%/100% 2px no-repeat}
input::-webkit-slider-thumb{appearance:none;width:var(--block,28px);height:var(--block,28px);border-radius:50%;background:var(--block-color,#fff);box-shadow:0 0 4px rgba(0,0,0,.2)}
output{margin-left:16px;min-width:2em;color:#6b6b6b;font-size:14px}</style>
<div class="row"><input type="range"><output hidden></output></div>`);
    this.#input = root.querySelector('input')!;
    this.#input.addEventListener('input', () => {
      this.#label();
      this.emit('changing', { value: this.formValue });
    });
    this.#input.addEventListener('change', () => {
      this.updateModel('value', this.formValue);
      this.emit('change', { value: this.formValue });
    });
  }

  protected override changed(): void {
    this.#input.min = String(this.number('min', 0));
    this.#input.max = String(this.number('max', 100));
    this.#input.step = String(this.number('step', 1));
    this.#input.value = String(this.number('value', 0));
    this.#input.disabled = this.flag('disabled');
    this.#input.ariaLabel = this.text('aria-label');
    this.style.setProperty('--active', this.#color('activeColor', 'active-color', 'selected-color', '#1aad19'));
    this.style.setProperty('--track', this.#color('backgroundColor', 'background-color', 'color', '#e9e9e9'));
    this.style.setProperty('--block', `${Math.min(28, Math.max(12, this.number('block-size', 28)))}px`);
    this.style.setProperty('--block-color', this.text('block-color', '#fff'));
    this.#label();
  }

  get formValue(): number {
    return Number(this.#input.value);
  }

  resetValue(): void {
    this.#input.value = String(this.number('min', 0));
    this.#label();
  }

  /** The first of the names that is given, or the last, which is the colour itself. */
  #color(...names: string[]): string {
    const given = names.slice(0, -1).find((name) => this.text(name));
    return given ? this.text(given) : names.at(-1)!;
  }

  #label(): void {
    const output = this.shadowRoot!.querySelector('output')!;
    const { min, max, value } = this.#input;
    this.style.setProperty('--filled', `${((Number(value) - Number(min)) / (Number(max) - Number(min) || 1)) * 100}%`);
    output.hidden = !this.flag('show-value');
    output.textContent = this.#input.value;
  }
}
