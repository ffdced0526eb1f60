import { expect, it } from 'vitest';
import type { Walk } from '../../testing/parts.js';

/** The lives of the app, its pages and components, and the ways between them. */
export function life(walk: () => Walk): void {
  /** What was noted since the last time; `app show` and its like. */
  const notes = () => walk().page.evaluate('getApp().notes.splice(0)') as Promise<string[]>;

  /** What is noted until a note comes. */
  async function notesUntil(last: string): Promise<string[]> {
    const seen: string[] = [];
    await expect.poll(async () => seen.push(...(await notes())) && seen.at(-1)).toBe(last);
    return seen;
  }

  it('hooks run in the order of the reference', async () => {
    expect((await notes()).slice(0, 2)).toEqual(['app launch packages/parts/pages/view/view', 'app show']);
    await walk().open('life', '?a=%E8%8C%B6');
    expect(await notesUntil('page route done')).toEqual([
      'component created',
      'component attached',
      'page load {"a":"茶"}',
      'page show',
      'component page show',
      'component ready',
      'page ready',
      'page route done',
    ]);
    await walk().tap('从组件去');
    await walk().sees('从 component 来');
    expect(await notes()).toEqual(['page hide', 'component page hide']);
    await walk().page.evaluate('wx.navigateBack()');
    expect(await notesUntil('page route done')).toEqual(['page show', 'component page show', 'page route done']);
    await walk().page.setViewportSize({ width: 390, height: 700 });
    await expect.poll(notes).toEqual(['page resize 390', 'component page resize']);
    await walk().page.setViewportSize({ width: 375, height: 700 });
    await walk()
      .page.locator('wx-page')
      .evaluate((node) => node.scrollTo(0, 9999));
    await expect.poll(notes).toEqual(expect.arrayContaining(['page scroll', 'page bottom']));
    await walk().page.evaluate("wx.reLaunch({ url: '/packages/parts/pages/view/view' })");
    await expect.poll(notes).toEqual(expect.arrayContaining(['page unload', 'component detached']));
  });

  it('data is new at once, the view follows, and then the callback comes', async () => {
    await walk().open('life');
    const seen = await walk().page.evaluate(`new Promise((resolve) => {
      const page = getCurrentPages()[0];
      const order = [];
      page.setData({ count: 5 }, () => {
        order.push('callback ' + document.querySelector('#count').textContent);
        resolve(order);
      });
      order.push('data ' + page.data.count, ...getApp().notes.splice(0).filter((note) => note.includes('counted 5')));
    })`);
    expect(seen).toEqual(['data 5', 'component counted 5', 'callback 数 5']);
    await walk().page.evaluate('getCurrentPages()[0].setData({ count: undefined })');
    await walk().sees('setData of "count" to undefined is invalid');
    expect(await walk().page.evaluate('getCurrentPages()[0].data.count')).toBe(5);
    await walk().page.evaluate("getCurrentPages()[0].setData({ large: 'x'.repeat(2 ** 21) })");
    await walk().sees('WeChat allows 1024 KB at once');
  });

  it('tabs keep their pages; the bar is changed and hidden by the app', async () => {
    await walk().open('life');
    await walk().page.getByRole('tab', { name: '另一个' }).tap();
    await walk().sees('另一个标签页');
    await walk().page.evaluate("wx.setTabBarItem({ index: 0, text: '头一个' })");
    await walk().page.evaluate("wx.setTabBarBadge({ index: 0, text: '12345' })");
    await walk().page.evaluate("wx.setTabBarStyle({ backgroundColor: '#222222' })");
    await walk().page.getByRole('tab', { name: '头一个 ...' }).filter({ visible: true }).tap();
    await walk().sees('数 0');
    await walk().page.evaluate('wx.hideTabBar()');
    await expect.poll(() => walk().page.getByRole('tab').filter({ visible: true }).count()).toBe(0);
    await walk().page.evaluate('wx.showTabBar()');
    const refused = walk().page.evaluate("wx.setTabBarItem({ index: 9, text: 'x' }).catch(({ errMsg }) => errMsg)");
    expect(await refused).toBe('setTabBarItem:fail tabbar item not found: 9');
    await walk().tap('头一个');
    expect(await notes()).toContain('page tab 头一个');
  });

  it('the capsule shares, keeps, and sends the app to the background', async () => {
    await walk().open('life');
    const choose = async (item: string) => {
      await walk().page.getByLabel('更多').filter({ visible: true }).tap();
      await walk().page.locator('.mp-sheet').getByText(item).tap();
    };
    await choose('转发给朋友');
    await walk().sees(/来自 menu/);
    await walk().tap('取消');
    await choose('分享到朋友圈');
    await walk().sees(/朋友圈的标题/);
    await walk().tap('确定');
    await choose('收藏');
    await walk().sees('收藏的标题');
    await walk().tap('确定');
    await notes();
    await walk().page.getByLabel('关闭小程序').filter({ visible: true }).tap();
    await walk().tap('回到小程序');
    expect(await notes()).toEqual(['app hide', 'page hide', 'app show', 'page show']);
  });

  it('the app is told what nobody caught, and which page is not there', async () => {
    await notes();
    await walk().page.evaluate("void setTimeout(() => { throw new Error('thrown') })");
    await walk().page.evaluate("void Promise.reject('refused')");
    await expect
      .poll(notes)
      .toEqual(expect.arrayContaining([expect.stringContaining('app error'), 'app rejection refused']));
    await walk().page.evaluate("location.hash = '#/packages/parts/pages/gone/gone'");
    await expect.poll(notes).toEqual(['app not found packages/parts/pages/gone/gone']);
    expect(walk().page.url()).toContain('#/packages/parts/pages/life/life');
  });
}
