import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Phone, startPhone, swipe } from '../testing/phone.js';
import { EXERCISES } from './tdesign.js';

let phone: Phone;
beforeAll(async () => {
  phone = await startPhone('kit');
});
afterAll(() => phone?.close());

const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

describe('built-in tags', () => {
  const open = () => phone.open('packages/kit/pages/tags/tags');

  it('a canvas is drawn on through its node', async () => {
    await says(await open(), '颜色 176,141,87,255');
  });

  it('a scroll view tells of its end once', async () => {
    const page = await open();
    await page.locator('#list').evaluate((list) => list.scrollTo(0, 10_000));
    await says(page, '到底 1 刷新 0');
  });

  it('a picker view and a date picker give what was picked', async () => {
    const page = await open();
    await page.getByText('中', { exact: true }).tap();
    await says(page, '尺寸 中');
    await page.getByText('日期').tap();
    await page.getByRole('option', { name: '03月' }).tap();
    await page.getByRole('option', { name: '31日' }).tap();
    await page.getByRole('button', { name: '确定' }).tap();
    await says(page, '日期 2026-03-31');
  });

  it('a long press is no tap, and a tap inside of a catch goes no further', async () => {
    const page = await open();
    await page.getByText('长按 0').scrollIntoViewIfNeeded();
    const place = (await page.getByText('长按 0').boundingBox())!;
    await page.mouse.move(place.x + 20, place.y + 10);
    await page.mouse.down();
    await page.waitForTimeout(450);
    await page.mouse.up();
    await says(page, '长按 1 轻点 0');
    await page.getByText('长按 1').tap();
    await says(page, '长按 1 轻点 1');
    await page.getByText('里面 0').tap();
    await says(page, '里面 1');
    await says(page, '轻点 2');
  });

  it('a caught touch holds the page still, not what scrolls inside', async () => {
    const page = await open();
    const scrolled = (selector: string) => page.locator(selector).evaluate((node) => node.scrollTop);
    await page.locator('#held').scrollIntoViewIfNeeded();
    const before = await scrolled('wx-page');
    const held = (await page.locator('#held').boundingBox())!;
    await swipe(page, held.x + 50, held.y + 50, -100);
    expect(await scrolled('wx-page')).toBe(before);
    await swipe(page, held.x + 50, held.y + 20, -100);
    await expect.poll(() => scrolled('#within')).toBeGreaterThan(30);
    expect(await scrolled('wx-page')).toBe(before);
  });

  it('what is called a button is pressed by the keyboard', async () => {
    const page = await open();
    await page.getByLabel('键盘可按').focus();
    await page.keyboard.press('Enter');
    await says(page, '轻点 1');
  });

  it('animations run step by step', async () => {
    const page = await open();
    await page.getByText('会动的').tap();
    const style = () => page.locator('#moving').evaluate((node) => [node.style.transform, node.style.opacity]);
    await expect.poll(style).toEqual(['translateX(60px)', '0.5']);
    await says(page, '移到 动完');
  });

  it('sharing shows the card of the page', async () => {
    const page = await open();
    await page.getByText('分享给朋友').tap();
    await says(page, /来看看部件/);
  });
});

describe('pages', () => {
  it('a custom tab bar switches tabs, which stay alive', async () => {
    const page = await phone.open('packages/kit/pages/tags/tags');
    await says(page, '标签页 tdesign（1）');
    await page.getByText('长按 0').tap();
    await page.getByText('标签页 tdesign').tap();
    await says(page, '打开对话框');
    await page.getByText('标签页 tags（2）').tap();
    await says(page, '轻点 1');
    expect(await page.evaluate('getCurrentPages().length')).toBe(1);
  });

  it('nodes are measured, related and seen, and pages talk over their channel', async () => {
    const page = await phone.open('packages/kit/pages/tags/tags');
    const reply = page.evaluate(`new Promise((resolve) => wx.navigateTo({
      url: '/packages/kit/pages/query/query',
      events: { reply: resolve },
      success: ({ eventChannel }) => eventChannel.emit('greet', '你好啊'),
    }))`);
    await says(page, '收到 你好啊');
    expect(await reply).toBe('听到了');
    await says(page, '量得 0,100,1,甲,0');
    await says(page, '问得 ["first",{"kind":"盒"},"100px",true]');
    await says(page, '够宽 true');
    await says(page, '关系 一二');
    await says(page, '一，你好');
    await says(page, '工具 a-b');
    await says(page, '看见 0');
    await page.getByText('末尾').scrollIntoViewIfNeeded();
    await says(page, '看见 1');
  });
});

describe('TDesign', () => {
  let page: Page;
  beforeAll(async () => {
    page = await phone.open('packages/kit/pages/tdesign/tdesign');
  });

  it.each(Object.entries(EXERCISES))('%s does what it is tapped for', (_name, exercise) => exercise(page));

  it('has every component that the products use among them', () => {
    const root = join(import.meta.dirname, '../../../../miniprogram');
    const configs = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    const used = configs.flatMap((name) =>
      [...readFileSync(join(root, name), 'utf8').matchAll(/"tdesign-miniprogram\/([\w-]+)\//g)].map(
        ([, component]) => component!,
      ),
    );
    expect(used.length).toBeGreaterThan(0);
    expect([...new Set(used)].filter((component) => !(component in EXERCISES))).toEqual([]);
  });
});

describe('WXS', () => {
  it('answers touches without the page: a cell is swiped open', async () => {
    const page = await phone.open('packages/kit/pages/tdesign/tdesign');
    const cell = page.getByText('可滑的行');
    await cell.scrollIntoViewIfNeeded();
    const place = (await cell.boundingBox())!;
    await page.mouse.move(place.x + 20, place.y + 5);
    await page.mouse.down();
    await page.mouse.move(place.x - 60, place.y + 5, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => (await cell.boundingBox())!.x).toBeLessThan(place.x - 20);
    expect(await page.locator('.mp-faults p').allTextContents()).toEqual([]);
  });
});

it('nothing threw, and nothing was asked of the network', () => {
  expect(phone.faults).toEqual([]);
});
