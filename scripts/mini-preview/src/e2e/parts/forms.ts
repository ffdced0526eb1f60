import { expect, it } from 'vitest';
import type { Walk } from '../../testing/parts.js';

/** Forms of the app `parts`, one page after the other. */
export function forms(walk: () => Walk): void {
  it('buttons open what their open-type says', async () => {
    await walk().open('button');
    const answers: [string, string | undefined, string][] = [
      ['手机号', '允许', 'getphonenumber'],
      ['实时号', '拒绝', 'getrealtimephonenumber'],
      ['资料', undefined, 'getuserinfo'],
      ['客服', '确定', 'contact'],
      ['打开 App', '打开', 'launchapp'],
      ['打开 App', '取消', 'error'],
      ['授权', '确定', 'opensetting'],
      ['同意', undefined, 'agreeprivacyauthorization'],
    ];
    for (const [name, answer, event] of answers) {
      await walk().tap(name);
      if (answer) await walk().page.locator('.mp-layer').getByText(answer, { exact: true }).tap();
      await walk().heard(event);
    }
    const chooser = walk().page.waitForEvent('filechooser');
    await walk().tap('头像');
    await (await chooser).setFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('x') });
    await walk().heard(/^chooseavatar .*blob:/);
  });

  it('choices, sliders and switches tell of every change, and the form collects them', async () => {
    await walk().open('form');
    await walk().tap('甲');
    await walk().heard(/^change .*\["a","b"\]/);
    await walk().tap('乙');
    await walk().tap('天');
    await walk().heard(/^change \{"value":"x"\}/);
    await walk().page.getByLabel('同意').tap();
    await walk().page.getByRole('slider').first().focus();
    await walk().page.keyboard.press('ArrowRight');
    await walk().heard(/^changing .*25/);
    await walk().heard(/^change .*25/);
    await walk().tap('提交');
    const submitted = JSON.parse((await walk().heard('submit')).slice('submit '.length)) as Record<string, unknown>;
    expect(submitted).toMatchObject({
      value: { tags: ['a', 'b'], kind: 'x', open: false, agree: false, level: 25, older: 40 },
      target: { dataset: { way: 'now' } },
      formId: 'the formId is a mock one',
    });
    await walk().tap('重置');
    await walk().heard('reset');
  });

  it('fields: what a handler returns replaces what was typed; cursor, selection and keyboard are told', async () => {
    await walk().open('input');
    const { page } = walk();
    await page.getByPlaceholder('昵称').tap();
    await walk().sees('键盘上的条');
    await page.keyboard.type('ab');
    await walk().heard(/^input .*"value":"ab","cursor":2/);
    await page.keyboard.press('Enter');
    await walk().heard('confirm');
    await walk().heard('nicknamereview');
    await page.getByText('键盘上的条').waitFor({ state: 'hidden' });
    await page.getByPlaceholder('大写').fill('tea');
    expect(await page.getByPlaceholder('大写').inputValue()).toBe('TEA');
    for (const name of ['密码', '多行']) {
      const color = page.getByPlaceholder(name).evaluate((node) => {
        const { getComputedStyle } = globalThis as unknown as {
          getComputedStyle(node: unknown, part: string): { color: string };
        };
        return getComputedStyle(node, '::placeholder').color;
      });
      expect(await color).toBe('rgb(136, 136, 136)');
    }
    expect(await page.getByRole('textbox', { name: '数量' }).inputValue()).toBe('1');
    await page.getByPlaceholder('多行').fill('一\n二\n三');
    await walk().heard(/^linechange .*"lineCount":3/);
    await walk().tap('选中');
    await expect
      .poll(() =>
        page.getByLabel('选中').evaluate((node) => {
          const { selectionStart, selectionEnd } = node as unknown as Record<string, number>;
          return [selectionStart, selectionEnd];
        }),
      )
      .toEqual([1, 3]);
    const session = await page.context().newCDPSession(page);
    await page.getByPlaceholder('昵称').focus();
    await session.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
    await session.send('Input.insertText', { text: '你' });
    await walk().heard('keyboardcompositionend');
    await page.getByPlaceholder('多行').press('a');
    await page.getByPlaceholder('多行').blur();
    await page.getByLabel('光标').press('Enter');
  });

  it('pickers of every mode keep to their bounds', async () => {
    await walk().open('picker');
    const { page } = walk();
    const pick = async (name: string, ...options: string[]) => {
      await walk().tap(name);
      for (const option of options)
        await page.locator('.mp-picker').getByRole('option', { name: option, exact: true }).tap();
      await page.locator('.mp-picker').getByText('确定').tap();
    };
    await pick('商品', '茶');
    await walk().heard(/^change \{"value":"0"\}/);
    await pick('两列', '植物', '兰');
    await walk().heard(/^columnchange .*"column":0,"value":1/);
    await walk().heard(/^change .*\[1,1\]/);
    await pick('时间', '10');
    await walk().heard(/^change .*"10:20"/);
    await pick('日期', '04月');
    await walk().heard(/^change .*"2026-04-01"/);
    await pick('地区', '广东省', '深圳市', '南山区');
    await walk().heard(/^change .*\["广东省","深圳市","南山区"\],"code":\["440000","440300","440305"\]/);
    await walk().tap('商品');
    await page.locator('.mp-picker').getByText('取消').tap();
    await walk().heard('cancel');
    await walk().tap('商品');
    await page.evaluate("wx.navigateTo({ url: '/packages/parts/pages/view/view' })");
    await page.locator('.mp-picker').waitFor({ state: 'detached' });
    await page.evaluate('wx.navigateBack()');
    await page.getByText('年 2').tap();
    await walk().heard(/^change .*\[2,0\]/);
    await walk().heard('pickstart');
    await walk().heard('pickend');
  });
}
