import type { TagSupport } from './tag.js';
import { FIELD_ATTRIBUTES, FIELD_EVENTS, FIELD_INERT, TextField } from './text-field.js';

/** `confirm-type`s with which the enter key confirms instead of breaking the line. */
const CONFIRMING = ['send', 'search', 'next', 'go', 'done'];

export class WxTextarea extends TextField {
  static override readonly support: TagSupport = {
    attributes: `${FIELD_ATTRIBUTES} auto-height`,
    events: `${FIELD_EVENTS} linechange`,
    inert: `${FIELD_INERT} fixed show-confirm-bar disable-default-padding adjust-keyboard-to`,
  };

  #lines = 0;

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
    return CONFIRMING.includes(this.text('confirm-type', 'return'));
  }

  #fit(): void {
    const isGrowing = this.flag('auto-height');
    if (isGrowing) this.field.style.height = 'auto';
    const height = this.field.scrollHeight;
    if (isGrowing) this.field.style.height = `${height}px`;
    const lineHeight = Number.parseFloat(getComputedStyle(this.field).lineHeight) || 20;
    const lineCount = Math.max(1, Math.round(height / lineHeight));
    if (lineCount === this.#lines) return;
    this.#lines = lineCount;
    this.emit('linechange', { height, heightRpx: (height * 750) / window.innerWidth, lineCount });
  }
}
