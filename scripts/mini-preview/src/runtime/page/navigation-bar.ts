import type { WindowConfig } from '../source.js';
import { el } from '../ui/el.js';
import { theStack } from './current.js';
import { capsule } from './menu.js';
import type { PageSettings } from './page-view.js';

/** The bar above a page: title, the way back or home, colours of the page's json, and WeChat's capsule. */
export class NavigationBar {
  readonly element = el('div', { class: 'mp-nav' });
  readonly #title = el('span', { class: 'mp-nav-title' });
  readonly #loading = el('i', { class: 'mp-nav-loading', hidden: true });

  constructor(window: WindowConfig, settings: PageSettings) {
    const isCustom = window.navigationStyle === 'custom';
    if (isCustom) this.element.classList.add('mp-custom');
    else this.element.append(el('div', { class: 'mp-nav-middle' }, this.#loading, this.#title));
    if (!isCustom && !settings.isFirst)
      this.element.prepend(this.#button('返回', 'mp-nav-back', () => theStack().navigateBack()));
    if (!isCustom && settings.isFirst && !settings.isHome) {
      this.element.prepend(this.#button('返回首页', 'mp-nav-home', () => goHome()));
    }
    this.element.append(capsule());
    this.title = String(window.navigationBarTitleText ?? '');
  }

  get title(): string {
    return this.#title.textContent ?? '';
  }

  set title(value: string) {
    this.#title.textContent = value;
  }

  set loading(value: boolean) {
    this.#loading.hidden = !value;
  }

  /** Takes the colours of a page's json. */
  paint(window: WindowConfig): void {
    this.setColors(
      String(window.navigationBarTextStyle ?? 'white'),
      String(window.navigationBarBackgroundColor ?? '#000000'),
    );
  }

  /** @param text `black` or `white`, as in the page's json, or a colour; what is undefined stays as it is */
  setColors(text: string | undefined, background: string | undefined): void {
    if (text !== undefined) this.element.style.color = text;
    if (background === undefined) return;
    this.element.style.backgroundColor = this.element.classList.contains('mp-custom') ? 'transparent' : background;
  }

  /** Lets the next change of colours take so many milliseconds. */
  fade(milliseconds: number, timing: string): void {
    const easing = timing.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    this.element.style.transition =
      milliseconds > 0 ? `color ${milliseconds}ms ${easing}, background-color ${milliseconds}ms ${easing}` : '';
  }

  hideHomeButton(): void {
    this.element.querySelector('.mp-nav-home')?.remove();
  }

  #button(label: string, name: string, act: () => void): HTMLElement {
    const button = el('button', { class: name, 'aria-label': label, type: 'button' });
    button.addEventListener('click', act);
    return button;
  }
}

function goHome(): void {
  const stack = theStack();
  const first = `/${stack.firstPage}`;
  if (stack.isTab(stack.firstPage)) stack.switchTab(first);
  else stack.reLaunch(first);
}
