import { tellApp } from '../api/app-events.js';
import type { Tag } from './tag.js';

/** The keyboard of a field: its height, what is composed with it, what is selected, and whether a tap beside closes it. */
export class FieldKeyboard {
  isHeld = false;
  lastKeyCode = 0;
  #height = 0;

  constructor(
    readonly tag: Tag,
    readonly field: HTMLInputElement | HTMLTextAreaElement,
  ) {
    field.addEventListener('keydown', (event) => {
      this.lastKeyCode = (event as KeyboardEvent).keyCode;
    });
    for (const type of ['start', 'update', 'end']) {
      field.addEventListener(`composition${type}`, (event) => {
        tag.emit(`keyboardcomposition${type}`, { value: field.value, data: (event as CompositionEvent).data });
      });
    }
    field.addEventListener('focus', () => this.#open());
    field.addEventListener('blur', () => this.#close());
  }

  /** What the keyboard takes of the screen, in px; 0 where the machine has a real one. */
  get height(): number {
    const visible = window.visualViewport?.height ?? window.innerHeight;
    return Math.max(0, Math.round(window.innerHeight - visible));
  }

  readonly #resized = () => this.#tell(this.height);
  readonly #selected = () => {
    const { selectionStart, selectionEnd } = this.field;
    if (this.tag.shadowRoot?.activeElement === this.field)
      this.tag.emit('selectionchange', { selectionStart, selectionEnd });
  };
  /** `hold-keyboard`: a tap elsewhere does not take the focus away. */
  readonly #pressed = (event: PointerEvent) => {
    if (this.isHeld && !event.composedPath().includes(this.tag)) event.preventDefault();
  };
  readonly #mousedown = (event: MouseEvent) => {
    if (this.isHeld && !event.composedPath().includes(this.tag)) event.preventDefault();
  };

  #open(): void {
    this.#tell(this.height);
    window.visualViewport?.addEventListener('resize', this.#resized);
    document.addEventListener('selectionchange', this.#selected);
    document.addEventListener('pointerdown', this.#pressed, true);
    document.addEventListener('mousedown', this.#mousedown, true);
  }

  #close(): void {
    window.visualViewport?.removeEventListener('resize', this.#resized);
    document.removeEventListener('selectionchange', this.#selected);
    document.removeEventListener('pointerdown', this.#pressed, true);
    document.removeEventListener('mousedown', this.#mousedown, true);
    this.#tell(0);
  }

  #tell(height: number): void {
    const isNews = height !== this.#height || height === 0;
    this.#height = height;
    if (!isNews) return;
    this.tag.emit('keyboardheightchange', { height, duration: 250 });
    tellApp('KeyboardHeightChange', { height });
  }
}
