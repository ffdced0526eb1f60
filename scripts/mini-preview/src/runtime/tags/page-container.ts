import { convertUnits } from '../../wxss/units.js';
import { type PageView, pageOf } from '../page/current.js';
import { drag } from './drag.js';
import { Tag, type TagSupport } from './tag.js';

const STYLE = `:host{display:none}:host([mp-open]){display:block;position:fixed;inset:0}
.mask{position:absolute;inset:0;background:rgba(0,0,0,.5);opacity:0;transition:opacity var(--mp-duration) ease-out}
.panel{position:absolute;box-sizing:border-box;overflow:auto;background:#fff;transition:transform var(--mp-duration) ease-out,opacity var(--mp-duration) ease-out}
:host([position="top"]) .panel{inset:0 0 auto 0;transform:translateY(-100%)}:host([position="right"]) .panel{inset:0 0 0 auto;transform:translateX(100%)}
:host([position="center"]) .panel{inset:0;margin:auto;width:fit-content;height:fit-content;max-width:100%;max-height:100%;opacity:0}
.panel,:host([position="bottom"]) .panel{inset:auto 0 0 0;max-height:100%;transform:translateY(100%)}
:host([mp-in]) .mask,:host([mp-in]) .panel{opacity:1;transform:none}
:host([round]) .panel{border-radius:16px 16px 0 0}:host([round][position="top"]) .panel{border-radius:0 0 16px 16px}:host([round][position="center"]) .panel{border-radius:16px}`;

/** A panel over the page. It slides in and out, and the way back closes it before it closes the page. */
export class WxPageContainer extends Tag {
  static override readonly support: TagSupport = {
    attributes: 'show duration z-index overlay position round close-on-slide-down overlay-style custom-style',
    events: 'beforeenter enter afterenter beforeleave leave afterleave clickoverlay',
  };

  #isOpen = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #page: PageView | undefined;
  readonly #goBack = () => this.#close();

  protected override draw(): void {
    const root = this.shadow(`<style>${STYLE}</style><div class="mask"></div><div class="panel"><slot></slot></div>`);
    root.querySelector('.mask')!.addEventListener('click', () => this.emit('clickoverlay', {}));
    drag(root.querySelector<HTMLElement>('.panel')!, {
      axis: () => (this.flag('close-on-slide-down') ? 'y' : 'none'),
      move: () => undefined,
      end: ({ dy }) => {
        if (dy > 60) this.#close();
      },
      watchesTouches: true,
    });
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    this.#page?.backGuards.delete(this.#goBack);
  }

  protected override changed(name: string): void {
    const part = (selector: string) => this.shadowRoot!.querySelector<HTMLElement>(selector)!;
    if (name === 'overlay') part('.mask').hidden = !this.flag('overlay', true);
    if (name === 'overlay-style') part('.mask').style.cssText = convertUnits(this.text(name));
    if (name === 'custom-style') part('.panel').style.cssText = convertUnits(this.text(name));
    if (name === 'z-index') this.style.zIndex = String(this.number(name, 100));
    if (name === 'show' && this.flag('show') !== this.#isOpen) {
      if (this.flag('show')) this.#open();
      else this.#close();
    }
  }

  get #duration(): number {
    return this.number('duration', 300);
  }

  #open(): void {
    this.#isOpen = true;
    this.#page = pageOf(this);
    this.#page?.backGuards.add(this.#goBack);
    this.style.setProperty('--mp-duration', `${this.#duration}ms`);
    this.style.zIndex = String(this.number('z-index', 100));
    this.emit('beforeenter', {});
    this.toggleAttribute('mp-open', true);
    this.getBoundingClientRect();
    this.toggleAttribute('mp-in', true);
    this.emit('enter', {});
    this.#after(() => this.emit('afterenter', {}));
  }

  /** @returns true: the way back was used up */
  #close(): boolean {
    this.#isOpen = false;
    this.#page?.backGuards.delete(this.#goBack);
    this.emit('beforeleave', {});
    this.toggleAttribute('mp-in', false);
    this.emit('leave', {});
    this.#after(() => {
      this.toggleAttribute('mp-open', false);
      this.emit('afterleave', {});
    });
    return true;
  }

  #after(run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, this.#duration);
  }
}
