import { themed } from '../theme.js';
import type { PageView } from './page-view.js';

/** Pixels a page must be pulled before it refreshes. */
const THRESHOLD = 50;

/** Pull-down refresh of a page whose json says `enablePullDownRefresh`. */
export class PullDown {
  readonly #dots = document.createElement('div');
  #isRefreshing = false;

  constructor(readonly view: PageView) {
    this.#dots.className = 'mp-pull-down';
    this.#dots.innerHTML = '<i></i><i></i><i></i>';
    if (view.window.enablePullDownRefresh === true) this.#listen();
  }

  /** Shows the dots and calls onPullDownRefresh, until `stop`. */
  start(): void {
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    this.#pull(THRESHOLD, true);
    this.view.call('onPullDownRefresh');
  }

  stop(): void {
    this.#isRefreshing = false;
    this.#pull(0, true);
  }

  #listen(): void {
    const { page } = this.view;
    let from: number | undefined;
    let distance = 0;
    page.addEventListener('touchstart', (event) => {
      from = page.scrollTop <= 0 && !this.#isRefreshing ? event.touches[0]?.clientY : undefined;
      distance = 0;
    });
    page.addEventListener(
      'touchmove',
      (event) => {
        if (from === undefined) return;
        distance = Math.max(0, ((event.touches[0]?.clientY ?? from) - from) * 0.5);
        if (page.scrollTop > 0) distance = 0;
        this.#pull(distance, false);
        if (distance > 0 && event.cancelable) event.preventDefault();
      },
      { passive: false },
    );
    page.addEventListener('touchend', () => {
      if (from === undefined) return;
      from = undefined;
      if (distance >= THRESHOLD) this.start();
      else this.#pull(0, true);
    });
  }

  #pull(distance: number, animated: boolean): void {
    const { page, view } = this.view;
    this.#dots.classList.toggle('mp-dark', themed(this.view.window).backgroundTextStyle !== 'light');
    if (distance > 0 && !this.#dots.isConnected) view.prepend(this.#dots);
    page.style.transition = animated ? 'translate 200ms ease-out' : '';
    page.style.translate = distance > 0 ? `0 ${distance}px` : '';
    if (distance === 0) this.#dots.remove();
  }
}
