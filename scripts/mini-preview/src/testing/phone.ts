import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { buildWeb } from '../build.js';
import { CHROMIUM_FLAGS, findChromium } from '../chromium.js';
import { type Door, serveSite } from './site.js';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'miniprogram');

/** A built fixture app, served, and a phone that opens it. What goes wrong in its pages is collected. */
export interface Phone {
  url: string;
  /**
   * Opens a page of the app, as the only one, with nothing stored. With options it is opened in a browser profile of its
   * own; without, in a document that has been used before, which is ten times as fast.
   */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** Opens the app on a wide screen, where it stands in a frame. */
  openFrame(options: BrowserContextOptions): Promise<Page>;
  /** Errors that nobody caught, and requests that left this machine. */
  faults: string[];
  close(): Promise<void>;
}

/**
 * @param door answers what the app asks of the cloud
 * @param flags of Chromium, beside the usual ones
 */
export async function startPhone(app: string, door?: Door, flags: readonly string[] = []): Promise<Phone> {
  const outDir = mkdtempSync(join(tmpdir(), 'mini-preview-web-'));
  const report = await buildWeb({ app, root: FIXTURES, outDir, env: app });
  const site = await serveSite(app, outDir, door);
  const browser: Browser = await chromium.launch({
    executablePath: findChromium().path,
    args: [...CHROMIUM_FLAGS, ...flags],
  });
  const faults: string[] = [];
  let last: BrowserContext | undefined;
  /** The page of the tests that want nothing special of theirs. */
  let used: Page | undefined;
  return {
    url: site.url,
    faults,
    async open(path = '', options) {
      const page =
        options || !used || used.isClosed()
          ? await visit(path, options ?? {})
          : await reopen(used, path || report.pages[0]!);
      if (!options) used = page;
      await page.locator('.mp-screen:not([hidden])[data-ready]').waitFor();
      return page;
    },
    openFrame: (options) => visit('', options),
    async close() {
      await browser.close();
      await site.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };

  async function visit(path: string, options: BrowserContextOptions): Promise<Page> {
    await last?.close();
    const context = await browser.newContext({
      viewport: { width: 375, height: 700 },
      isMobile: true,
      hasTouch: true,
      ...options,
    });
    await context.route(
      (url) => url.hostname !== '127.0.0.1' && url.protocol.startsWith('http'),
      (route) => {
        faults.push(`left this machine: ${route.request().url()}`);
        return route.abort();
      },
    );
    last = context;
    const page = await context.newPage();
    page.setDefaultTimeout(5000);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(path ? `${site.url}#/${path}` : site.url);
    return page;
  }
}

/** Lets an app begin anew in the document it runs in. */
async function reopen(page: Page, path: string): Promise<Page> {
  await page.evaluate(`(async () => {
    localStorage.clear();
    for (const layer of document.querySelectorAll('.mp-layer')) layer.remove();
    document.querySelector('.mp-faults button')?.click();
    const first = document.querySelector('.mp-screen');
    await wx.reLaunch({ url: ${JSON.stringify(`/${path}`)} });
    if (first?.isConnected) throw new Error('the app did not begin anew');
  })()`);
  return page;
}

/** Swipes with the browser's own touches, `distance` px downwards, or upwards when negative. */
export async function swipe(page: Page, x: number, y: number, distance: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x, y: at }] });
  const steps = 12;
  await touch('touchStart', y);
  for (let step = 1; step <= steps; step += 1) await touch('touchMove', y + (distance * step) / steps);
  await touch('touchEnd');
}
