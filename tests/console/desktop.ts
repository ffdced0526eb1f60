import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/mini-preview/src/chromium.js';

/** A browser on a desk, with the console of one local cloud in it. */
export interface Desktop {
  page: Page;
  /** Errors of the page, and requests to anywhere but this machine. */
  complaints: string[];
  /** Opens a page of the console. */
  open(at: string): Promise<void>;
  close(): Promise<void>;
}

export async function openDesktop(url: string, options: BrowserContextOptions = {}): Promise<Desktop> {
  const { path: executablePath } = findChromium();
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);

  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') complaints.push(`request to ${hostname}`);
  });
  return {
    page,
    complaints,
    open: async (at) => {
      await page.goto(`${url}/console${at}`);
    },
    close: () => browser.close(),
  };
}
