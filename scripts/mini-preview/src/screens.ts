import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './chromium.js';
import { readAppConfig } from './project/app-config.js';
import { Source } from './project/source.js';

export interface ScreensOptions {
  app: string;
  root: string;
  /** Where the app is served. */
  url: string;
  outDir: string;
  /** Addresses of pages, with their query; those of `screens.json`, and else every page, when empty. */
  pages: string[];
}

/** One picture: a page, and what is tapped on it first. */
export interface Screen {
  name: string;
  page: string;
  /** Texts, tapped one after the other. */
  tap?: string[];
}

const SIZES = [
  { width: 375, height: 812 },
  { width: 430, height: 932 },
];

/**
 * Prints pages of a served app as PNG: at two widths, light and dark. `apps/<app>/screens.json` lists what a person
 * would want to see; a page that it does not list is printed as it opens.
 * @returns the files written
 * @throws Error when nothing answers at the address
 */
export async function takeScreens({ app, root, url, outDir, pages }: ScreensOptions): Promise<string[]> {
  await fetch(url).catch(() => {
    throw new Error(`nothing answers at ${url}: run npm start first, or say --url`);
  });
  const screens = pages.length > 0 ? pages.map(asScreen) : listScreens(root, app);
  mkdirSync(outDir, { recursive: true });
  const browser = await chromium.launch({ executablePath: findChromium().path, args: [...CHROMIUM_FLAGS] });
  try {
    const written: string[] = [];
    for (const viewport of SIZES) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const printed = await print(browser, { viewport, colorScheme }, url, screens, (name) =>
          join(outDir, `${name}-${viewport.width}-${colorScheme}.png`),
        );
        written.push(...printed);
      }
    }
    return written;
  } finally {
    await browser.close();
  }
}

/** What is printed of an app: its `screens.json`, and every page that is not in it. */
export function listScreens(root: string, app: string): Screen[] {
  const file = join(root, 'apps', app, 'screens.json');
  const listed = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Screen[]) : [];
  const all = readAppConfig(new Source(root, app)).pages;
  for (const { name, page } of listed) {
    if (!all.includes(page.replace(/\?.*/, '')))
      throw new Error(`${file}: screen ${name} names ${page}, which is no page`);
  }
  const names = new Set(listed.map(({ name }) => name));
  return [...listed, ...all.map(asScreen).filter(({ name }) => !names.has(name))];
}

const asScreen = (page: string): Screen => ({ name: page.replace(/\?.*/, '').split('/').at(-1)!, page });

async function print(
  browser: Browser,
  options: BrowserContextOptions,
  url: string,
  screens: Screen[],
  fileOf: (name: string) => string,
): Promise<string[]> {
  const context = await browser.newContext({ ...options, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const written: string[] = [];
  for (const screen of screens) {
    await openScreen(page, url, screen);
    await page.screenshot({ path: fileOf(screen.name) });
    written.push(fileOf(screen.name));
  }
  await context.close();
  return written;
}

/**
 * Opens a page of the app served at `url` as its only one, taps what the screen says, and waits until it is drawn. An app that is open already
 * begins anew in its document, which is ten times as fast.
 */
export async function openScreen(page: Page, url: string, { page: path, tap = [] }: Screen): Promise<void> {
  const traffic = trafficOf(page);
  if (page.url().startsWith(url)) await page.evaluate(`wx.reLaunch({ url: ${JSON.stringify(`/${path}`)} })`);
  else await page.goto(`${url}#/${path}`);
  const drawn = `.mp-screen:not([hidden])[data-ready] wx-page[data-page="${path.replace(/\?.*/, '')}"]`;
  await page.locator(drawn).first().waitFor();
  await settle(page, traffic);
  for (const text of tap) {
    await page.getByText(text).filter({ visible: true }).last().tap();
    await settle(page, traffic);
  }
}

/** Requests that are under way. */
type Traffic = ReadonlySet<object>;
const traffics = new WeakMap<Page, Traffic>();

function trafficOf(page: Page): Traffic {
  const known = traffics.get(page);
  if (known) return known;
  const traffic = new Set<object>();
  traffics.set(page, traffic);
  page.on('request', (request) => traffic.add(request));
  page.on('requestfinished', (request) => traffic.delete(request));
  page.on('requestfailed', (request) => traffic.delete(request));
  page.on('framenavigated', (frame) => frame === page.mainFrame() && traffic.clear());
  return traffic;
}

/** A page asks no more when nothing has been under way for so long, in ms. */
const QUIET = 120;
/** A page that asks again and again is looked at as it is after so long, in ms. */
const PATIENCE = 5_000;

/** Waits until the page is drawn, nothing is on its way and nothing moves any more. */
async function settle(page: Page, traffic: Traffic): Promise<void> {
  await page.locator('.mp-screen:not([hidden])[data-ready]').first().waitFor();
  const end = Date.now() + PATIENCE;
  for (let quiet = 0; quiet < QUIET && Date.now() < end; quiet += 20) {
    await page.waitForTimeout(20);
    if (traffic.size > 0) quiet = -20;
  }
  await atRest(page);
}

/** Waits until nothing moves any more, but what moves for ever. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await frame();
    const ending = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
    await Promise.race([Promise.allSettled(ending.map((one) => one.finished)), new Promise((resolve) => setTimeout(resolve, 1500))]);
    await frame();
  })()`);
}
