import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/mini-preview/src/chromium.js';

/** A phone: one mini-program open in a browser with a fresh profile, touched with a finger. */
export interface Phone {
  page: Page;
  /** Errors of the page, and requests to anywhere but this machine. */
  complaints: string[];
  close(): Promise<void>;
}

/** Opens `url` 375 px wide as the WeChat user `openid`, or as nobody in particular. */
export async function openPhone(url: string, openid?: string): Promise<Phone> {
  const { path: executablePath } = findChromium();
  const profile = mkdtempSync(path.join(tmpdir(), 'yunshu-chromium-'));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...CHROMIUM_FLAGS],
    viewport: { width: 375, height: 780 },
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
  });
  // An empty page has no storage.
  const remember = `location.protocol === 'about:' || localStorage.setItem('dev-openid', ${JSON.stringify(openid)})`;
  if (openid) await context.addInitScript({ content: remember });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);

  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') complaints.push(`request to ${hostname}`);
  });
  await page.goto(url);

  return {
    page,
    complaints,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
