import { Tag, type TagSupport } from './tag.js';

const STYLE = `:host{display:block;overflow:hidden;min-height:1.4em;line-height:1.4}
.box{position:relative;width:100%;height:100%}
.field{display:block;width:100%;height:100%;margin:0;padding:0;border:0;outline:0;background:none;box-sizing:border-box;font:inherit;color:inherit;text-align:inherit;letter-spacing:inherit;resize:none;min-height:inherit;line-height:inherit;-webkit-text-fill-color:currentColor;opacity:1}`;

/** What `<input>` and `<textarea>` have in common: value, placeholder, focus and their events. */
export abstract class TextField extends Tag {
  protected field!: HTMLInputElement | HTMLTextAreaElement;

  protected abstract createField(): HTMLInputElement | HTMLTextAreaElement;

  protected override draw(): void {
    const root = this.shadow(`<style>${STYLE}</style><div class="box"></div>`);
    const box = root.querySelector('.box')!;
    this.field = this.createField();
    this.field.classList.add('field');
    box.append(this.field);
    this.field.maxLength = 140;
    this.field.addEventListener('input', () => this.#typed());
    this.field.addEventListener('focus', () => this.emit('focus', { value: this.field.value, height: 0 }));
    this.field.addEventListener('blur', () => {
      this.emit('blur', { value: this.field.value, cursor: this.field.selectionEnd ?? this.field.value.length });
    });
    this.field.addEventListener('keydown', (event) => this.#keyed(event as KeyboardEvent));
  }

  protected override reflects(name: string): boolean {
    return name !== 'placeholder' && name !== 'value' && name !== 'aria-label';
  }

  protected override changed(name: string): void {
    if (name === 'value' && this.field.value !== this.text('value')) this.field.value = this.text('value');
    if (name === 'placeholder') this.field.placeholder = this.text('placeholder');
    if (name === 'placeholder-style' || name === 'placeholder-class') this.#stylePlaceholder();
    if (name === 'disabled') this.field.disabled = this.flag('disabled');
    if (name === 'maxlength') {
      const limit = this.number('maxlength', 140);
      if (limit < 0) this.field.removeAttribute('maxlength');
      else this.field.maxLength = limit;
    }
    if (name === 'aria-label') this.field.setAttribute('aria-label', this.text('aria-label'));
    if (name === 'confirm-type') this.field.enterKeyHint = this.text('confirm-type') as 'done';
    if ((name === 'focus' || name === 'auto-focus') && this.flag(name)) requestAnimationFrame(() => this.field.focus());
    if (name === 'focus' && !this.flag('focus')) this.field.blur();
  }

  get formValue(): string {
    return this.field?.value ?? this.text('value');
  }

  resetValue(): void {
    this.field.value = '';
    this.updateModel('value', '');
  }

  /** Puts the cursor into the field, as a tap on its label does. */
  activate(): void {
    this.field.focus();
  }

  protected confirm(): void {
    this.emit('confirm', { value: this.field.value });
  }

  protected confirmsOnEnter(): boolean {
    return true;
  }

  #typed(): void {
    const value = this.field.value;
    this.updateModel('value', value);
    this.emit('input', { value, cursor: this.field.selectionEnd ?? value.length, keyCode: 0 });
  }

  #keyed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing || !this.confirmsOnEnter()) return;
    if (this.field instanceof HTMLTextAreaElement) event.preventDefault();
    this.confirm();
    if (!this.flag('confirm-hold')) this.field.blur();
  }

  #stylePlaceholder(): void {
    const probe = document.createElement('span');
    probe.className = this.classes(this.text('placeholder-class')).join(' ');
    probe.style.cssText = this.text('placeholder-style');
    probe.style.position = 'absolute';
    this.append(probe);
    const { color, fontSize, fontWeight } = getComputedStyle(probe);
    probe.remove();
    const sheet = this.shadowRoot!.querySelector('style')!;
    sheet.textContent = `${STYLE}.field::placeholder{color:${color};font-size:${fontSize};font-weight:${fontWeight}}`;
  }
}

export class WxInput extends TextField {
  static override readonly support: TagSupport = {
    attributes:
      'value placeholder placeholder-style placeholder-class disabled maxlength auto-focus focus confirm-type confirm-hold name type password',
    events: 'input focus blur confirm',
    inert: 'cursor-spacing adjust-position hold-keyboard always-embed',
  };

  protected override createField(): HTMLInputElement {
    const input = document.createElement('input');
    input.autocomplete = 'off';
    return input;
  }

  protected override changed(name: string): void {
    super.changed(name);
    if (name !== 'type' && name !== 'password') return;
    const input = this.field as HTMLInputElement;
    const type = this.text('type', 'text');
    input.type = this.flag('password') || type === 'safe-password' ? 'password' : 'text';
    const modes: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' };
    input.inputMode = modes[type] ?? 'text';
  }
}

export class WxTextarea extends TextField {
  static override readonly support: TagSupport = {
    attributes:
      'value placeholder placeholder-style placeholder-class disabled maxlength auto-focus focus confirm-type confirm-hold name auto-height',
    events: 'input focus blur confirm linechange',
    inert: 'cursor-spacing adjust-position hold-keyboard fixed',
  };

  protected override createField(): HTMLTextAreaElement {
    const area = document.createElement('textarea');
    const style = document.createElement('style');
    style.textContent = ':host{width:300px;height:150px}:host([auto-height]){height:auto}';
    this.shadowRoot!.prepend(style);
    area.addEventListener('input', () => this.#fit());
    return area;
  }

  protected override changed(name: string): void {
    super.changed(name);
    if (name === 'value' || name === 'auto-height') requestAnimationFrame(() => this.#fit());
  }

  protected override confirmsOnEnter(): boolean {
    return ['send', 'search', 'next', 'go', 'done'].includes(this.text('confirm-type', 'return'));
  }

  #lines = 0;

  #fit(): void {
    if (!this.flag('auto-height')) return;
    this.field.style.height = 'auto';
    const height = this.field.scrollHeight;
    this.field.style.height = `${height}px`;
    const lineHeight = Number.parseFloat(getComputedStyle(this.field).lineHeight) || 20;
    const lineCount = Math.max(1, Math.round(height / lineHeight));
    if (lineCount !== this.#lines) {
      this.#lines = lineCount;
      this.emit('linechange', { height, heightRpx: (height * 750) / window.innerWidth, lineCount });
    }
  }
}
