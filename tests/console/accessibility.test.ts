import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildConsole } from '../../scripts/local-cloud/console-ui/build.mjs';
import { type Console, openConsole } from '../../scripts/local-cloud/src/console/testing.js';
import { openDesktop } from './desktop.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PAGES = [
  '/',
  '/functions',
  '/functions/greet',
  '/logs',
  '/data?collection=orders',
  '/data?collection=orders&mode=json',
  '/data?collection=orders&tab=indexes',
  '/files',
  '/inbox',
  '/inbox?tab=sms',
  '/cashier',
  '/cashier?tab=bill',
  '/timers',
  '/metrics',
  '/faults',
  '/faults?tab=pay',
  '/faults?tab=wechat',
  '/faults?tab=tencent',
  '/state',
];
const SETTINGS = [
  { width: 1280, locale: 'zh-CN', colorScheme: 'light' },
  { width: 800, locale: 'en-US', colorScheme: 'dark' },
] as const;

let cloud: Console;
beforeAll(async () => {
  await buildConsole();
  cloud = await openConsole();
  await cloud.deploy('greet', `exports.main = async () => { console.warn('hello'); };`, {
    triggers: [{ name: 'nightly', type: 'timer', config: '0 0 2 * * * *' }],
  });
  await cloud.call('greet');
  await cloud.post('collections/create', { env: 'shop', collection: 'orders' });
  await cloud.post('documents/insert', { env: 'shop', collection: 'orders', document: { _id: 'o1', n: 1 } });
  await cloud.cloud.storage.put('shop', '图.svg', Buffer.from('<svg/>'), { contentType: 'image/svg+xml' });
});
afterAll(() => cloud.close());

it.each(SETTINGS)(
  'every page is usable by everybody, and fits its window: %o',
  async ({ width, ...options }) => {
    const desk = await openDesktop(cloud.cloud.url, { ...options, viewport: { width, height: 800 }, bypassCSP: true });
    const { page } = desk;
    const found: string[] = [];
    for (const at of PAGES) {
      await desk.open(`${at}${at.includes('?') ? '&' : '?'}env=shop`);
      await page.locator('main :is(section, .panel, .el-tabs)').first().waitFor();
      await page.locator('.bone').first().waitFor({ state: 'detached' });
      await page.evaluate(axe);
      const violations = await page.evaluate<{ id: string; impact: string; targets: string[] }[]>(
        `axe.run({ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
        violations.map(({ id, impact, nodes }) => ({ id, impact, targets: nodes.map(({ target }) => String(target)) })))`,
      );
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      found.push(...grave.map(({ id, targets }) => `${at}: ${id} at ${targets.slice(0, 3).join(', ')}`));
      const wide = await page.evaluate(`document.documentElement.scrollWidth > innerWidth`);
      if (wide) found.push(`${at}: wider than its window`);
    }
    await desk.close();
    expect(found).toEqual([]);
    expect(desk.complaints).toEqual([]);
  },
  150_000,
);
