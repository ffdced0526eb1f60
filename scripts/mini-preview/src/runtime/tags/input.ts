import { Tag, type TagSupport } from './tag.js';
import { FIELD_ATTRIBUTES, FIELD_EVENTS, FIELD_INERT, TextField } from './text-field.js';

/** `type` → the keyboard of a phone. */
const KEYBOARDS: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' };

export class WxInput extends TextField {
  static override readonly support: TagSupport = {
    attributes: `${FIELD_ATTRIBUTES} type password cursor-color`,
    events: `${FIELD_EVENTS} nicknamereview`,
    inert: `${FIELD_INERT} always-embed`,
  };

  protected override createField(): HTMLInputElement {
    const input = document.createElement('input');
    input.autocomplete = 'off';
    return input;
  }

  protected override changed(name: string): void {
    super.changed(name);
    if (name === 'cursor-color') this.style.setProperty('--mp-caret', this.text('cursor-color'));
    if (name !== 'type' && name !== 'password') return;
    const input = this.field as HTMLInputElement;
    input.type = this.flag('password') ? 'password' : 'text';
    input.inputMode = KEYBOARDS[this.text('type', 'text')] ?? 'text';
  }

  /** WeChat looks a nickname over once it has been typed. */
  protected override left(): void {
    if (this.text('type') === 'nickname') this.emit('nicknamereview', { pass: true, timeout: false });
  }
}

/** A bar above the keyboard while the field it stands in has the focus. */
export class WxKeyboardAccessory extends Tag {
  protected override draw(): void {
    this.shadow(
      '<style>:host{display:none;position:fixed;left:0;right:0;bottom:0;z-index:500;background:#fff}</style><slot></slot>',
    );
    // A tap on the bar must not take the focus, and with it the bar, away.
    this.addEventListener('mousedown', (event) => event.preventDefault());
  }
}
