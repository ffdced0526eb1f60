import type { Page } from 'playwright-core';

const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const tap = (page: Page, text: string) => page.getByText(text, { exact: true }).first().tap();

/** Waits until what slides in has come to its place. */
const slidIn = (page: Page) => page.waitForTimeout(400);

/** What a person does, one after the other, with each of TDesign's components on the page `tdesign`, and what has to come of it. */
export const EXERCISES: Record<string, (page: Page) => Promise<void>> = {
  async search(page) {
    await page.getByPlaceholder('搜索部件').fill('茶');
    await says(page, '查 茶');
  },
  async tabs(page) {
    await tap(page, '乙栏');
    await says(page, '栏 b');
  },
  async 'tab-panel'(page) {
    await tap(page, '乙栏');
    await page.getByText('乙的内容').waitFor();
  },
  async input(page) {
    await page.getByPlaceholder('请填姓名').fill('王');
    await says(page, '名 王');
  },
  async textarea(page) {
    await page.getByPlaceholder('请填说明').fill('两行\n字');
    await says(page, '说明 4');
  },
  async switch(page) {
    await page.locator('.t-switch').tap();
    await says(page, '开关 true');
  },
  async stepper(page) {
    await page.getByRole('button', { name: '增加1' }).tap();
    await says(page, '数 2');
  },
  async checkbox(page) {
    await tap(page, '梨子');
    await says(page, '选 apple,pear');
  },
  async radio(page) {
    await tap(page, '小杯');
    await says(page, '杯 S');
  },
  async collapse(page) {
    await tap(page, '折叠标题');
    await says(page, '折叠内容');
  },
  async rate(page) {
    await page.locator('.t-rate__icon').nth(4).tap();
    await says(page, '星 5');
  },
  async grid(page) {
    await tap(page, '格子一');
    await says(page, /格 1/);
  },
  async 'dropdown-menu'(page) {
    await tap(page, '最新');
    await slidIn(page);
    await tap(page, '最热');
    await says(page, '序 hot');
  },
  async button(page) {
    await page.getByRole('button', { name: '等一等' }).tap();
    await says(page, '按 1');
  },
  async loading(page) {
    await page.locator('.t-button .t-loading').waitFor();
    // A button that is loading takes no tap.
    await page.getByRole('button', { name: '等一等' }).tap();
    await says(page, '按 1');
  },
  async icon(page) {
    await page.getByLabel('铃铛').tap();
    await says(page, '铃 1');
  },
  async dialog(page) {
    await tap(page, '打开对话框');
    await says(page, '不能反悔');
    await tap(page, '真的');
    await says(page, /确认 true/);
  },
  async toast(page) {
    await tap(page, '轻提示');
    await says(page, '轻轻一提');
  },
  async popup(page) {
    await tap(page, '打开弹层');
    await says(page, '弹层内容');
    await page.touchscreen.tap(180, 80);
    await page.getByText('弹层内容').waitFor({ state: 'hidden' });
  },
  async 'action-sheet'(page) {
    await tap(page, '动作面板');
    await tap(page, '删除项');
    await says(page, /动作 删除项/);
  },
  async picker(page) {
    await tap(page, '打开选择器');
    await says(page, '选择城市');
    await slidIn(page);
    const wheel = (await page.getByText('北京').boundingBox())!;
    await page.mouse.move(wheel.x + 10, wheel.y + 10);
    await page.mouse.down();
    await page.mouse.move(wheel.x + 10, wheel.y - 35, { steps: 5 });
    await page.mouse.up();
    await slidIn(page);
    await page.locator('.t-picker__confirm').first().tap();
    await says(page, /城 hz/);
  },
  async 'date-time-picker'(page) {
    await tap(page, '选日期');
    await says(page, '选择日期');
    await slidIn(page);
    await page.locator('.t-picker__confirm').filter({ visible: true }).tap();
    await says(page, /日 2026-03-01/);
  },
  async 'image-viewer'(page) {
    await tap(page, '看大图');
    await page.locator('.t-image-viewer__nav-close').tap();
    await page.locator('.t-image-viewer__nav-close').waitFor({ state: 'hidden' });
  },
};
