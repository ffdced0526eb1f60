import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './chromium.js';
import { readAppConfig } from './project/app-config.js';
import { Source } from './project/source.js';

export interface ScreensOptions {
  app: string;
  root: string;
  /** Where the app is served. */
  url: string;
  outDir: string;
  /** Addresses of pages, with their query; every page without query when empty. */
  pages: string[];
}

const SIZES = [
  { width: 375, height: 812 },
  { width: 430, height: 932 },
];

/**
 * Prints pages of a served app as PNG: at two widths, light and dark.
 * @returns the files written
 */
export async function takeScreens({ app, root, url, outDir, pages }: ScreensOptions): Promise<string[]> {
  const wanted = pages.length > 0 ? pages : readAppConfig(new Source(root, app)).pages;
  mkdirSync(outDir, { recursive: true });
  const browser = await chromium.launch({ executablePath: findChromium().path, args: [...CHROMIUM_FLAGS] });
  const written: string[] = [];
  try {
    for (const viewport of SIZES) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({
          viewport,
          colorScheme,
          deviceScaleFactor: 2,
          isMobile: true,
          hasTouch: true,
        });
        const page = await context.newPage();
        for (const path of wanted) {
          await page.goto('about:blank');
          await page.goto(`${url}#/${path}`);
          await page.locator('.mp-screen[data-ready]').waitFor();
          await page.waitForLoadState('networkidle');
          const name = path.replace(/\?.*/, '').split('/').at(-1);
          const file = join(outDir, `${name}-${viewport.width}-${colorScheme}.png`);
          await page.screenshot({ path: file });
          written.push(file);
        }
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return written;
}
