import { Tag, type TagSupport } from './tag.js';

const STYLE = `:host{display:inline-block;-webkit-tap-highlight-color:transparent}
.row{display:inline-flex;align-items:center;vertical-align:middle}
.mark{flex:none;width:22px;height:22px;margin-right:5px;box-sizing:border-box;border:1px solid #d1d1d1;background:#fff;display:inline-flex;align-items:center;justify-content:center;color:var(--mark,#07c160)}
:host([disabled]) .mark{background:#e1e1e1;opacity:.7}
.mark::after{content:"";display:none;width:6px;height:11px;margin-top:-3px;border:solid currentColor;border-width:0 2px 2px 0;transform:rotate(45deg)}
:host([aria-checked="true"]) .mark::after{display:block}`;

/** What is disabled is passed over by the keyboard. */
function disable(tag: Tag, isDisabled: boolean): void {
  tag.tabIndex = isDisabled ? -1 : 0;
  tag.ariaDisabled = isDisabled ? 'true' : null;
}

/** A checkbox or radio button: a mark that a tap, a label or the keyboard sets. */
abstract class Choice extends Tag {
  protected abstract readonly role_: 'checkbox' | 'radio';
  protected abstract readonly shape: string;

  protected override draw(): void {
    this.shadow(`<style>${STYLE}${this.shape}</style><span class="row"><span class="mark"></span><slot></slot></span>`);
    this.setAttribute('role', this.role_);
    this.tabIndex = 0;
    requestAnimationFrame(() => this.#takeName());
    this.checked = this.flag('checked');
    this.addEventListener('mp-tap', () => this.activate());
    this.addEventListener('keydown', (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      this.activate();
    });
  }

  protected override changed(name: string): void {
    if (name === 'checked') this.checked = this.flag('checked');
    if (name === 'color') this.style.setProperty('--mark', this.text('color'));
    if (name === 'disabled') disable(this, this.flag('disabled'));
  }

  /** One without text of its own is called as its label is. */
  #takeName(): void {
    if (this.hasAttribute('aria-label') || this.textContent?.trim()) return;
    const around = this.closest('wx-label');
    const naming = this.id ? this.closest('wx-page')?.querySelector(`wx-label[for="${CSS.escape(this.id)}"]`) : null;
    const name = (around ?? naming)?.textContent?.trim();
    if (name) this.setAttribute('aria-label', name);
  }

  get checked(): boolean {
    return this.getAttribute('aria-checked') === 'true';
  }

  set checked(value: boolean) {
    this.setAttribute('aria-checked', String(value));
  }

  get value(): string {
    return this.text('value');
  }

  abstract activate(): void;
}

export class WxCheckbox extends Choice {
  static override readonly support: TagSupport = { attributes: 'value disabled checked color' };

  protected override readonly role_ = 'checkbox';
  protected override readonly shape = '.mark{border-radius:3px}';

  override activate(): void {
    if (this.flag('disabled')) return;
    this.checked = !this.checked;
    (this.closest('wx-checkbox-group') as WxCheckboxGroup | null)?.changedBy();
  }
}

export class WxRadio extends Choice {
  static override readonly support: TagSupport = { attributes: 'value disabled checked color' };

  protected override readonly role_ = 'radio';
  protected override readonly shape =
    '.mark{border-radius:50%}:host([aria-checked="true"]) .mark{background:var(--mark,#07c160);border-color:transparent;color:#fff}';

  override activate(): void {
    if (this.flag('disabled') || this.checked) return;
    const group = this.closest('wx-radio-group') as WxRadioGroup | null;
    for (const other of group?.querySelectorAll('wx-radio') ?? []) (other as WxRadio).checked = false;
    this.checked = true;
    group?.changedBy();
  }
}

export class WxCheckboxGroup extends Tag {
  static override readonly support: TagSupport = { attributes: 'name', events: 'change' };

  get formValue(): string[] {
    return this.#items()
      .filter((item) => item.checked)
      .map((item) => item.value);
  }

  resetValue(): void {
    for (const item of this.#items()) item.checked = false;
  }

  changedBy(): void {
    this.emit('change', { value: this.formValue });
  }

  #items(): WxCheckbox[] {
    return [...this.querySelectorAll('wx-checkbox')] as WxCheckbox[];
  }
}

export class WxRadioGroup extends Tag {
  static override readonly support: TagSupport = { attributes: 'name', events: 'change' };

  get formValue(): string {
    return this.#items().find((item) => item.checked)?.value ?? '';
  }

  resetValue(): void {
    for (const item of this.#items()) item.checked = false;
  }

  changedBy(): void {
    this.emit('change', { value: this.formValue });
  }

  #items(): WxRadio[] {
    return [...this.querySelectorAll('wx-radio')] as WxRadio[];
  }
}

export class WxSwitch extends Tag {
  static override readonly support: TagSupport = { attributes: 'checked disabled type color name', events: 'change' };

  protected override draw(): void {
    this.shadow(`<style>:host{display:inline-block;--on:#07c160}
.track{position:relative;width:52px;height:32px;border-radius:16px;box-sizing:border-box;background:#dfdfdf;transition:background 150ms}
.track::after{content:"";position:absolute;top:2px;left:2px;width:28px;height:28px;border-radius:50%;background:#fff;box-shadow:0 1px 3px rgba(0,0,0,.4);transition:translate 150ms}
:host([aria-checked="true"]) .track{background:var(--on)}:host([aria-checked="true"]) .track::after{translate:20px 0}
:host([disabled]) .track{opacity:.7}
:host([type="checkbox"]) .track{width:22px;height:22px;border:1px solid #d1d1d1;border-radius:3px;background:#fff;color:var(--on)}
:host([type="checkbox"]) .track::after{display:none;top:1px;left:6px;width:6px;height:11px;border:solid currentColor;border-width:0 2px 2px 0;border-radius:0;background:none;box-shadow:none;rotate:45deg;translate:0!important}
:host([type="checkbox"][aria-checked="true"]) .track::after{display:block}</style><div class="track"></div>`);
    this.setAttribute('role', this.text('type') === 'checkbox' ? 'checkbox' : 'switch');
    this.tabIndex = 0;
    this.changed('checked');
    this.addEventListener('mp-tap', () => this.activate());
    this.addEventListener('keydown', (event) => {
      if (event.key === ' ' || event.key === 'Enter') this.activate();
    });
  }

  protected override changed(name: string): void {
    if (name === 'checked') this.setAttribute('aria-checked', String(this.flag('checked')));
    if (name === 'color') this.style.setProperty('--on', this.text('color'));
    if (name === 'disabled') disable(this, this.flag('disabled'));
  }

  activate(): void {
    if (this.flag('disabled')) return;
    const value = !this.formValue;
    this.setAttribute('aria-checked', String(value));
    this.updateModel('checked', value);
    this.emit('change', { value });
  }

  get formValue(): boolean {
    return this.getAttribute('aria-checked') === 'true';
  }

  resetValue(): void {
    this.setAttribute('aria-checked', 'false');
  }
}
