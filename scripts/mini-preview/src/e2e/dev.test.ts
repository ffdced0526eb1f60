import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../chromium.js';
import { serveDevelopment } from '../dev/serve.js';

const folder = mkdtempSync(join(tmpdir(), 'mini-preview-dev-'));
const root = join(folder, 'miniprogram');
const detail = join(root, 'packages/demo/pages/detail/detail.wxml');
let server: Awaited<ReturnType<typeof serveDevelopment>>;
let browser: Browser;

beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../../fixtures/miniprogram'), root, { recursive: true });
  const cloud = 'http://127.0.0.1:9';
  server = await serveDevelopment({ app: 'demo', root, outDir: join(folder, 'out'), env: 'demo', port: 0, cloud });
  browser = await chromium.launch({ executablePath: findChromium().path, args: [...CHROMIUM_FLAGS] });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a change is shown at once, on the page and the stack where the person was; a mistake is shown too', async () => {
  const page = await browser.newPage({ viewport: { width: 375, height: 700 } });
  page.setDefaultTimeout(10_000);
  await page.goto(server.url);
  await page.getByText('手作茶盏 2').click();
  await page.getByText('编号 p2').waitFor();
  const before = readFileSync(detail, 'utf8');
  appendFileSync(detail, '<view>新的一行</view>');
  await page.getByText('新的一行').waitFor();
  expect(await page.evaluate('getCurrentPages().length')).toBe(2);
  writeFileSync(detail, '<view>\n<nobody/></view>');
  await page.getByText('detail.wxml:2: <nobody> is neither built in nor in usingComponents').waitFor();
  writeFileSync(detail, before);
  await page.getByText('编号 p2').waitFor();
  await page.getByLabel('返回').click();
  await page.getByText('手作茶盏 2').waitFor();
});

it('says when there is no local cloud behind it', async () => {
  const answer = await fetch(new URL('/__cloud/callFunction', server.url), { method: 'POST', body: '{}' });
  expect(answer.status).toBe(502);
  expect(((await answer.json()) as { errMsg: string }).errMsg).toMatch(/^no local cloud at/);
});
