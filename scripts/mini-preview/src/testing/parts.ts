import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Phone } from './phone.js';

/** Walks through the pages of the app `parts` in one document, and hears what their tags send. */
export interface Walk {
  page: Page;
  /** Opens the page of a part and waits until it is drawn. */
  open(part: string, query?: string): Promise<void>;
  /** Waits until the page has listed an event, and answers its detail. */
  heard(event: string | RegExp): Promise<string>;
  tap(text: string): Promise<void>;
  /** Drags with the mouse from the middle of an element. */
  drag(selector: string, dx: number, dy: number): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
  /** Every event sent so far, as `<tag> <event>`. */
  sent(): Promise<string[]>;
}

export async function walkParts(phone: Phone): Promise<Walk> {
  const page = await phone.open('packages/parts/pages/view/view');
  await page.evaluate(`(() => {
    const tag = Object.getPrototypeOf(customElements.get('wx-icon').prototype);
    const emit = tag.emit;
    window.sentEvents = new Set();
    tag.emit = function (type, ...rest) {
      window.sentEvents.add(this.localName.slice(3) + ' ' + type);
      return emit.call(this, type, ...rest);
    };
  })()`);
  const listed = () => page.evaluate(`getCurrentPages().at(-1).data.lines`) as Promise<string[]>;
  return {
    page,
    async open(part, query = '') {
      const path = `packages/parts/pages/${part}/${part}`;
      await page.evaluate("document.querySelectorAll('.mp-layer').forEach((layer) => layer.remove())");
      await page.evaluate("document.querySelector('.mp-faults button')?.click()");
      await page.evaluate(`wx.reLaunch({ url: '/${path}${query}' })`);
      await page.locator(`.mp-screen[data-ready] wx-page[data-page="${path}"]`).waitFor();
    },
    async heard(event) {
      const matches = (line: string) => (typeof event === 'string' ? line.startsWith(`${event} `) : event.test(line));
      await expect.poll(async () => (await listed()).find(matches), { timeout: 5000 }).toBeDefined();
      return (await listed()).find(matches)!;
    },
    tap: (text) => page.getByText(text, { exact: true }).filter({ visible: true }).first().tap(),
    async drag(selector, dx, dy) {
      // What still glides is elsewhere when the finger comes; a trial waits until it rests.
      await page.locator(selector).hover({ trial: true });
      const box = (await page.locator(selector).boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + dx, y + dy, { steps: 4 });
      await page.mouse.up();
    },
    sees: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    sent: () => page.evaluate('[...window.sentEvents]') as Promise<string[]>,
  };
}

interface InPage {
  getComputedStyle(node: unknown): Record<string, string>;
}

/** What an element looks like: a property of its computed style, by its name in JavaScript. */
export function style({ page }: Walk, selector: string, name: string): Promise<string | undefined> {
  const element = page.locator(selector).first();
  return element.evaluate((node, property) => (globalThis as unknown as InPage).getComputedStyle(node)[property], name);
}
