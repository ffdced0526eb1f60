import type { AssociatedBackend, CodeSpace } from 'glass-easel-miniprogram-adapter';
import { tellApp } from '../api/app-events.js';
import type { BrowserBackend } from '../backend.js';
import type { RuntimeApp } from '../source.js';
import { bringPage } from '../units.js';
import { EventChannel } from './event-channel.js';
import { moveBack, rememberPage } from './history.js';
import { keepStack } from './kept-stack.js';
import { PageView } from './page-view.js';
import { enterPackage } from './sub-packages.js';
import { formatPageUrl, type PageUrl, parsePageUrl } from './url.js';
import { offerReload, whileWaiting } from './waiting.js';

/** How many pages WeChat keeps open above each other. */
const LIMIT = 10;

export interface StackContext {
  space: CodeSpace;
  backend: BrowserBackend;
  associated: AssociatedBackend;
  source: RuntimeApp;
  root: HTMLElement;
}

/** The open pages of the app, and the moves between them; every refusal is an Error with WeChat's words. */
export class PageStack {
  readonly #tabs = new Map<string, PageView>();
  #pages: PageView[] = [];
  /** Moves to pages whose code is on its way. */
  #waiting: Promise<void> | undefined;

  constructor(readonly context: StackContext) {
    const getCurrentPages = () => this.#pages.map((page) => page.instance);
    Object.assign(globalThis, { getCurrentPages });
  }

  get pages(): readonly PageView[] {
    return this.#pages;
  }

  get top(): PageView | undefined {
    return this.#pages.at(-1);
  }

  /** Every page that is alive: those in the stack, and tabs that were left. */
  get all(): PageView[] {
    return [...new Set([...this.#pages, ...this.#tabs.values()])];
  }

  get firstPage(): string {
    return this.context.source.config.pages[0]!;
  }

  isTab(path: string): boolean {
    return this.context.source.config.tabBar?.list.some((item) => item.pagePath === path) ?? false;
  }

  /** Opens the first page, above those that a reload took away. One that does not exist falls back to the app's first page, as a stale link does. */
  launch(url: PageUrl, below: string[] = []): void {
    for (const [index, href] of below.entries()) {
      const under = parsePageUrl(href);
      const position = (history.state?.position ?? 0) - below.length + index;
      this.#whenHere(under.path, () => {
        const page = this.#create(under);
        page.position = position;
        page.open();
        page.hide();
      });
    }
    if (this.context.source.config.pages.includes(url.path)) {
      this.#whenHere(url.path, () => this.#push(url, 'replace'));
      return;
    }
    console.error(`[mini-preview] page ${url.path} is not in app.json`);
    tellApp('PageNotFound', { path: url.path, query: url.query, isEntryPage: true });
    // Whoever was told has perhaps gone somewhere else.
    if (!this.top && !this.#waiting)
      this.#whenHere(this.firstPage, () => this.#push({ path: this.firstPage, query: {} }, 'replace'));
  }

  navigateTo(url: string, events: Record<string, (...args: unknown[]) => void> = {}): EventChannel {
    const target = this.#parse(url);
    if (this.isTab(target.path)) throw new Error(`can not navigateTo a tabbar page: ${target.path}`);
    if (this.#pages.length >= LIMIT) throw new Error(`webview count limit exceed: ${LIMIT} pages are open`);
    const [opener, opened] = EventChannel.pair();
    for (const [name, listener] of Object.entries(events)) opener.on(name, listener);
    this.#whenHere(target.path, () => {
      this.top?.hide();
      this.#push(target, 'push', opened);
    });
    return opener;
  }

  redirectTo(url: string): void {
    const target = this.#parse(url);
    if (this.isTab(target.path)) throw new Error(`can not redirectTo a tabbar page: ${target.path}`);
    this.#whenHere(target.path, () => {
      this.#close(this.#pages.pop());
      this.#push(target, 'replace');
    });
  }

  /** Closes `delta` pages, but never the last; resolves once the browser's history has followed. */
  navigateBack(delta = 1): Promise<void> {
    if (this.top?.usesBack()) return Promise.resolve();
    const count = Math.min(delta, this.#pages.length - 1);
    if (count < 1) throw new Error('cannot navigate back at the first page');
    this.closeTo(this.#pages.length - 1 - count);
    return moveBack(count);
  }

  /** Closes every page above `index` and shows that one. */
  closeTo(index: number): void {
    while (this.#pages.length - 1 > index) this.#close(this.#pages.pop());
    this.#reveal();
  }

  /** Goes where the address now says; a page that is not there is told to the app, and everything stays as it is. */
  visit(url: string): void {
    const target = parsePageUrl(url);
    if (this.context.source.config.pages.includes(target.path)) this.reLaunch(url);
    else {
      tellApp('PageNotFound', { path: target.path, query: target.query, isEntryPage: false });
      if (this.top) rememberPage(this.top, 'replace');
    }
  }

  reLaunch(url: string): void {
    const target = this.#parse(url);
    this.#whenHere(target.path, () => {
      this.#closeAll();
      this.#push(target, 'replace');
    });
  }

  switchTab(url: string): void {
    const target = this.#parse(url);
    if (!this.isTab(target.path)) throw new Error(`can not switch to no-tabBar page: ${target.path}`);
    this.#whenHere(target.path, () => this.#switchTo(target));
  }

  #switchTo(target: PageUrl): void {
    if (this.top?.path === target.path) return;
    const [first] = this.#pages;
    for (const page of this.#pages.splice(0).reverse()) {
      if (page !== first || !this.isTab(page.path)) this.#close(page);
      else page.hide();
    }
    const kept = this.#tabs.get(target.path);
    if (kept) {
      this.#pages = [kept];
      this.#reveal();
      rememberPage(kept, 'replace');
    } else this.#push({ path: target.path, query: {} }, 'replace');
  }

  /** Makes a move at once when the page's code is here, and else when it has come; moves keep their order. */
  #whenHere(path: string, move: () => void): void {
    const coming = bringPage(this.context.space, this.context.source, path);
    if (!coming && !this.#waiting) {
      move();
      return;
    }
    const before = this.#waiting ?? Promise.resolve();
    const turn = whileWaiting(before.then(() => coming)).then(move);
    const settled = turn
      .catch((error: Error) => offerReload(error))
      .then(() => {
        if (this.#waiting === settled) this.#waiting = undefined;
      });
    this.#waiting = settled;
  }

  #push(url: PageUrl, how: 'push' | 'replace', channel?: EventChannel): void {
    const page = this.#create(url, channel);
    rememberPage(page, how);
    keepStack(this.#pages);
    enterPackage(this.context.source, url.path);
    page.open();
  }

  #create(url: PageUrl, channel?: EventChannel): PageView {
    const page = new PageView(this.context, url, {
      isFirst: this.#pages.length === 0,
      isTab: this.isTab(url.path),
      isHome: url.path === this.firstPage || this.isTab(url.path),
      ...(channel && { channel }),
    });
    this.#pages.push(page);
    if (page.isTab) this.#tabs.set(url.path, page);
    this.context.backend.view = page.view;
    return page;
  }

  #reveal(): void {
    const page = this.top;
    if (!page) return;
    this.context.backend.view = page.view;
    keepStack(this.#pages);
    page.show();
  }

  #close(page: PageView | undefined): void {
    if (!page) return;
    this.#tabs.delete(page.path);
    page.close();
  }

  #closeAll(): void {
    const open = this.all;
    this.#pages = [];
    for (const page of open.reverse()) this.#close(page);
  }

  /** An address as absolute as `formatPageUrl` writes it, for one that may be relative to `from`. */
  absolute(url: string, from: string): string {
    return formatPageUrl(parsePageUrl(url, from));
  }

  #parse(url: string): PageUrl {
    if (typeof url !== 'string' || url === '') throw new Error('parameter error: parameter.url should be a String');
    const target = parsePageUrl(url, this.top?.path);
    if (!this.context.source.config.pages.includes(target.path)) throw new Error(`page "${target.path}" is not found`);
    return target;
  }
}
