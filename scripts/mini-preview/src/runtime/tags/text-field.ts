import { groupName } from '../group-name.js';
import { onTheme } from '../theme.js';
import { answerOf } from '../wxs-instance.js';
import { FieldKeyboard } from './field-keyboard.js';
import { Tag } from './tag.js';

const STYLE = `:host{display:block;position:relative}.box,.field{display:block;width:100%;height:100%;box-sizing:border-box}.field{margin:0;padding:0;border:0;outline:0;background:transparent;font:inherit;color:inherit;text-align:inherit;line-height:inherit;letter-spacing:inherit;caret-color:var(--mp-caret,#07c160);resize:none;min-height:inherit}
.field::placeholder{color:currentColor;opacity:1}::slotted(:not(wx-keyboard-accessory)){display:none}`;

/** Attributes that `<input>` and `<textarea>` share. */
export const FIELD_ATTRIBUTES =
  'value placeholder placeholder-style placeholder-class disabled maxlength auto-focus focus confirm-type confirm-hold cursor selection-start selection-end hold-keyboard name';
export const FIELD_EVENTS =
  'input focus blur confirm keyboardheightchange selectionchange keyboardcompositionstart keyboardcompositionupdate keyboardcompositionend';
/** The browser itself moves what is typed in out of the way of its keyboard. */
export const FIELD_INERT = 'cursor-spacing adjust-position';

/** What `<input>` and `<textarea>` have in common: value, placeholder, focus and their events. */
export abstract class TextField extends Tag {
  protected field!: HTMLInputElement | HTMLTextAreaElement;
  #keyboard!: FieldKeyboard;
  readonly #placeholderSheet = document.createElement('style');
  #stopFollowing: (() => void) | undefined;

  protected abstract createField(): HTMLInputElement | HTMLTextAreaElement;

  protected override draw(): void {
    const root = this.shadow(`<style>${STYLE}</style><div class="box"></div><slot></slot>`);
    this.field = this.createField();
    this.field.classList.add('field');
    root.querySelector('.box')!.append(this.field);
    root.append(this.#placeholderSheet);
    this.field.maxLength = 140;
    this.#keyboard = new FieldKeyboard(this, this.field);
    this.#nameByGroup();
    this.field.addEventListener('input', () => this.#typed());
    this.field.addEventListener('focus', () => {
      this.toggleAttribute('mp-focused', true);
      this.emit('focus', { value: this.field.value, height: this.#keyboard.height });
    });
    this.field.addEventListener('blur', () => {
      this.toggleAttribute('mp-focused', false);
      this.emit('blur', { value: this.field.value, cursor: this.field.selectionEnd ?? this.field.value.length });
      this.left();
    });
    this.field.addEventListener('keydown', (event) => this.#keyed(event as KeyboardEvent));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopFollowing ??= onTheme(() => this.#stylePlaceholder());
  }

  disconnectedCallback(): void {
    this.#stopFollowing?.();
    this.#stopFollowing = undefined;
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
    if ((name === 'focus' || name === 'auto-focus') && this.flag(name)) requestAnimationFrame(() => this.#enter());
    if (name === 'focus' && !this.flag('focus')) this.field.blur();
    if (name === 'cursor' || name.startsWith('selection-')) requestAnimationFrame(() => this.#select());
    if (name === 'hold-keyboard') this.#keyboard.isHeld = this.flag('hold-keyboard');
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

  /** Called when the cursor has left the field. */
  protected left(): void {}

  protected confirm(): void {
    this.emit('confirm', { value: this.field.value });
  }

  protected confirmsOnEnter(): boolean {
    return true;
  }

  #nameByGroup(): void {
    const name = this.text('aria-label') || this.text('placeholder') ? undefined : groupName(this);
    if (name) this.field.setAttribute('aria-label', name);
  }

  #enter(): void {
    this.field.focus();
    this.#select();
  }

  /** Puts cursor or selection where the template says; it counts while the field has the focus only. */
  #select(): void {
    if (!this.hasAttribute('mp-focused')) return;
    const [from, to] = [this.number('selection-start', -1), this.number('selection-end', -1)];
    const cursor = this.number('cursor', -1);
    if (from >= 0 && to >= 0) this.field.setSelectionRange(from, to);
    else if (cursor >= 0) this.field.setSelectionRange(cursor, cursor);
  }

  /** What the page's handler returns takes the place of what was typed. */
  #typed(): void {
    const value = this.field.value;
    this.updateModel('value', value);
    const cursor = this.field.selectionEnd ?? value.length;
    const detail = { value, cursor, keyCode: this.#keyboard.lastKeyCode };
    this.emit('input', detail);
    const answer = answerOf(detail) as string | { value?: string; cursor?: number } | undefined;
    const replaced = typeof answer === 'string' ? answer : answer?.value;
    if (typeof replaced !== 'string' || replaced === value) return;
    this.field.value = replaced;
    this.updateModel('value', replaced);
    const place = typeof answer === 'object' ? answer.cursor : undefined;
    if (place !== undefined) this.field.setSelectionRange(place, place);
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
    const rule = `.field::placeholder{color:${color};font-size:${fontSize};font-weight:${fontWeight}}`;
    this.#placeholderSheet.textContent = rule;
  }
}
