import { expect, it } from 'vitest';
import { style, type Walk } from '../../testing/parts.js';

/** Basics of the app `parts`, one page after the other. */
export function basics(walk: () => Walk): void {
  it('text decodes and keeps blanks, rich text is cleaned, progress runs', async () => {
    await walk().open('text');
    expect(await walk().page.locator('#decoded').textContent()).toBe('1 < 2 &amp; 3');
    expect(await walk().page.locator('#plain').textContent()).toBe('1 &lt; 2 &amp;amp; 3');
    expect(await walk().page.locator('#spaced').textContent()).toBe('a\u2003b');
    await walk().sees('甲\u00a0\u00a0乙');
    await walk().sees('树');
    expect(await style(walk(), 'wx-rich-text p', 'color')).toBe('rgb(168, 50, 42)');
    expect(await walk().page.locator('wx-rich-text script').count()).toBe(0);
    await walk().tap('更多');
    await walk().heard(/^activeend .*40/);
  });

  it('navigator: refuses by event what cannot be reached, asks before it leaves, and goes', async () => {
    await walk().open('navigator');
    await walk().tap('去不是标签的页');
    await walk().heard(/^fail .*can not switch to no-tabBar page/);
    await walk().tap('去别的小程序');
    await walk().sees('即将打开其他小程序');
    await walk().tap('允许');
    await walk().heard('success');
    await walk().heard('complete');
    await walk().tap('去视图');
    await walk().page.locator('.mp-screen[data-ready] wx-page[data-page$="view/view"]').waitFor();
  });

  it('page-meta and navigation-bar set the page from its template', async () => {
    await walk().open('page-meta');
    await walk().tap('下去');
    await walk().heard('scrolldone');
    await walk().heard('scroll');
    await walk().sees('后来');
    expect(await style(walk(), '.mp-screen:not([hidden]) .mp-nav', 'backgroundColor')).toBe('rgb(74, 58, 255)');
    expect(await style(walk(), 'wx-page', 'backgroundColor')).toBe('rgb(255, 254, 250)');
    await walk().page.setViewportSize({ width: 400, height: 700 });
    await walk().heard('resize');
    await walk().page.setViewportSize({ width: 375, height: 700 });
  });
}
