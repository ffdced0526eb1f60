import type { Root } from 'glass-easel-miniprogram-adapter';
import { tellFrame } from '../messages.js';
import type { WindowConfig } from '../source.js';
import { onTheme, themed } from '../theme.js';
import type { EventChannel } from './event-channel.js';
import { NavigationBar } from './navigation-bar.js';
import type { StackContext } from './page-stack.js';
import { PullDown } from './pull-down.js';
import { watchScroll } from './scroll.js';
import { createTabBar } from './tab-bar.js';
import { formatPageUrl, type PageUrl } from './url.js';

/** The object a page's code knows as `this`. */
export type PageInstance = Record<string, unknown> & { route: string; options: Record<string, string> };

export interface PageSettings {
  isFirst: boolean;
  isTab: boolean;
  /** The app's first page or a tab: no way home is offered. */
  isHome: boolean;
  channel?: EventChannel;
}

/** One open page: its screen (navigation bar, view, tab bar) and its life. */
export class PageView {
  readonly screen = document.createElement('div');
  /** The area between the bars; what is `fixed` in a page is fixed in it. */
  readonly view = document.createElement('div');
  /** WXSS's `page`; scrolls. */
  readonly page = document.createElement('wx-page');
  readonly navigationBar: NavigationBar;
  readonly pullDown: PullDown;
  readonly window: WindowConfig;
  readonly instance: PageInstance;
  readonly isTab: boolean;
  readonly #root: Root;
  readonly #resize: ResizeObserver;
  /** Where this page stands in the browser's history. */
  position = 0;
  readonly #stopFollowing: () => void;
  /** Asked, last first, when the person wants to go back; one that answers true has used that up. */
  readonly backGuards = new Set<() => boolean>();
  /** Called when another page takes this one's place, and when it is closed. */
  readonly onLeave = new Set<() => void>();
  /** Called when this page is in sight again. */
  readonly onReturn = new Set<() => void>();
  readonly #resized = () => {
    if (!this.#isVisible) return;
    const { clientWidth: windowWidth, clientHeight: windowHeight } = this.view;
    const size = { size: { windowWidth, windowHeight, screenWidth: innerWidth, screenHeight: innerHeight } };
    this.call('onResize', size);
    this.#root.getComponent().triggerPageLifetime('resize', [size]);
  };
  #tabBar: HTMLElement | undefined;
  #customTabBar: Root | undefined;
  #isVisible = false;

  constructor(
    readonly context: StackContext,
    readonly url: PageUrl,
    readonly settings: PageSettings,
  ) {
    const { source, space, associated, root } = context;
    const own = source.units.find((unit) => unit.id === url.path)?.window ?? {};
    this.isTab = settings.isTab;
    this.window = { ...source.config.window, ...own };
    this.screen.className = 'mp-screen';
    this.view.className = 'mp-view';
    this.page.dataset.page = url.path;
    this.view.append(this.page);
    this.navigationBar = new NavigationBar(this.window, settings);
    this.screen.append(this.navigationBar.element, this.view);
    this.#paint();
    this.#stopFollowing = onTheme(() => this.#paint());
    if (this.window.disableScroll === true) this.page.style.overflow = 'hidden';
    root.append(this.screen);
    this.#resize = new ResizeObserver(() => this.#measure());
    window.addEventListener('resize', this.#resized);
    this.#resize.observe(this.view);
    this.#measure();

    this.#root = associated.createRoot('mp-page-root', space, formatPageUrl(url).slice(1));
    this.instance = this.#root.get() as unknown as PageInstance;
    Object.assign(this.instance, {
      route: url.path,
      options: url.query,
      getOpenerEventChannel: () => settings.channel ?? {},
      getTabBar: () => this.#customTabBar?.get() ?? null,
    });
    this.pullDown = new PullDown(this);
    watchScroll(this);
  }

  get path(): string {
    return this.url.path;
  }

  /** Attaches the page and runs onLoad, onShow and, once it has been drawn, onReady. */
  open(): void {
    const placeholder = document.createElement('div');
    this.page.append(placeholder);
    this.#root.attach(this.page as never, placeholder as never);
    this.#isVisible = true;
    this.#attachCustomTabBar();
    this.call('onLoad', this.url.query);
    this.call('onShow');
    this.#root.getComponent().triggerPageLifetime('show', []);
    requestAnimationFrame(() => {
      this.call('onReady');
      this.screen.dataset.ready = 'true';
      this.#routeDone();
    });
    this.#announce();
  }

  hide(): void {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    for (const leave of this.onLeave) leave();
    this.call('onHide');
    this.#root.getComponent().triggerPageLifetime('hide', []);
    this.screen.hidden = true;
  }

  show(): void {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.screen.hidden = false;
    for (const back of this.onReturn) back();
    this.call('onShow');
    this.#root.getComponent().triggerPageLifetime('show', []);
    requestAnimationFrame(() => this.#routeDone());
    this.#announce();
  }

  /** Whether something on the page has used up the way back. */
  usesBack(): boolean {
    return [...this.backGuards].reverse().some((guard) => guard());
  }

  close(): void {
    for (const leave of this.onLeave) leave();
    this.call('onUnload');
    this.#resize.disconnect();
    window.removeEventListener('resize', this.#resized);
    this.#stopFollowing();
    this.#root.release();
    this.#customTabBar?.release();
    this.screen.remove();
  }

  /** Calls a function of the page if it has one. An error in it is reported and does not stop the page's life. */
  call(name: string, ...args: unknown[]): unknown {
    const hook = this.instance[name];
    if (typeof hook !== 'function') return undefined;
    try {
      return hook.apply(this.instance, args);
    } catch (error) {
      reportError(error);
      return undefined;
    }
  }

  has(name: string): boolean {
    return typeof this.instance[name] === 'function';
  }

  /** The address other pages and the browser know this page by. */
  get href(): string {
    return formatPageUrl(this.url);
  }

  set title(value: string) {
    this.navigationBar.title = value;
    if (this.#isVisible) this.#announce();
  }

  /** Colours of what shows behind the page when it is pulled: all of it, above, below; empty ones stay as they are. */
  paintBehind(colors: { backgroundColor?: string; backgroundColorTop?: string; backgroundColorBottom?: string }): void {
    const { backgroundColor, backgroundColorTop, backgroundColorBottom } = colors;
    if (backgroundColor) this.view.style.backgroundColor = backgroundColor;
    const [above, below] = [backgroundColorTop || 'transparent', backgroundColorBottom || 'transparent'];
    if (backgroundColorTop || backgroundColorBottom)
      this.view.style.backgroundImage = `linear-gradient(${above} 50%, ${below} 50%)`;
  }

  /** The way to this page has ended: it stands still. */
  #routeDone(): void {
    if (!this.#isVisible) return;
    this.call('onRouteDone');
    this.#root.getComponent().triggerPageLifetime('routeDone', []);
  }

  #announce(): void {
    document.title = this.navigationBar.title;
    tellFrame({ kind: 'page', href: this.href, title: document.title });
  }

  #attachCustomTabBar(): void {
    const { source, space, associated } = this.context;
    if (!this.isTab || !source.config.tabBar?.custom) return;
    const holder = document.createElement('div');
    holder.className = 'mp-custom-tab-bar';
    this.view.append(holder);
    this.#customTabBar = associated.createRoot('mp-page-root', space, 'custom-tab-bar/index');
    const placeholder = document.createElement('div');
    holder.append(placeholder);
    this.#customTabBar.attach(holder as never, placeholder as never);
  }

  /** Colours of the bars and behind the page; again when the theme changes. */
  #paint(): void {
    const { tabBar } = this.context.source.config;
    const window = themed(this.window);
    this.navigationBar.paint(window);
    this.paintBehind({
      backgroundColor: String(window.backgroundColor ?? ''),
      backgroundColorTop: String(window.backgroundColorTop ?? ''),
      backgroundColorBottom: String(window.backgroundColorBottom ?? ''),
    });
    if (!this.isTab || !tabBar || tabBar.custom) return;
    const next = createTabBar(themed(tabBar), this.path);
    if (this.#tabBar) this.#tabBar.replaceWith(next);
    else if (tabBar.position === 'top') this.view.before(next);
    else this.screen.append(next);
    this.#tabBar = next;
  }

  /** Draws the bars anew, after their settings have changed. */
  repaint(): void {
    this.#paint();
  }

  #measure(): void {
    this.view.style.setProperty('--mp-vh', `${this.view.clientHeight / 100}px`);
    this.view.style.setProperty('--window-top', '0px');
    this.view.style.setProperty('--window-bottom', '0px');
  }
}
