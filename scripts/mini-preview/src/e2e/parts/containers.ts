import { expect, it } from 'vitest';
import { style, type Walk } from '../../testing/parts.js';
import { swipe } from '../../testing/phone.js';

/** Containers of the app `parts`, one page after the other. */
export function containers(walk: () => Walk): void {
  it('view and its kin: pressed states stop where they should, portals come out of what clips them', async () => {
    await walk().heard('load');
    await walk().heard('error');
    await walk().tap('里');
    await walk().heard('tap');
    expect(
      ((await walk().page.evaluate('getCurrentPages().at(-1).data.lines')) as string[]).filter((line) =>
        line.startsWith('tap'),
      ),
    ).toHaveLength(1);
    const portal = (await walk().page.locator('#portal').boundingBox())!;
    expect(portal.y).toBeGreaterThan(600);
    expect(
      await walk()
        .page.locator('wx-cover-view')
        .first()
        .evaluate((node) => node.scrollTop),
    ).toBe(30);
    expect(await walk().page.getByText('窄').isVisible()).toBe(false);
    expect(await walk().page.getByText('遮住的').isVisible()).toBe(false);
    await walk().page.evaluate('getCurrentPages()[0].setData({ covered: false })');
    await walk().sees('遮住的');
  });

  it('scroll-view: edges, drags, pages, the refresher, scrolling to a child', async () => {
    await walk().open('scroll-view');
    await walk().tap('到第 12 行');
    await walk().heard('scroll');
    await expect
      .poll(() =>
        walk()
          .page.locator('#list')
          .evaluate((node) => node.scrollTop),
      )
      .toBe(470);
    await walk()
      .page.locator('#list')
      .evaluate((node) => node.scrollTo(0, 0));
    await walk().heard('scrolltoupper');
    await walk()
      .page.locator('#list')
      .evaluate((node) => node.scrollTo(0, 9999));
    await walk().heard('scrolltolower');
    await walk()
      .page.locator('#list')
      .evaluate((node) => node.scrollTo(0, 0));
    await swipe(walk().page, 100, 100, 40);
    await walk().heard('refresherabort');
    await swipe(walk().page, 100, 80, 180);
    await walk().heard('refresherrefresh');
    await walk().heard('refresherrestore');
    for (const event of ['dragstart', 'dragging', 'dragend', 'refresherpulling'])
      expect(await walk().sent()).toContain(`scroll-view ${event}`);
    expect(await style(walk(), '#pages', 'scrollSnapType')).toBe('x mandatory');
  });

  it('swiper: goes round by touch, by timer and by current, and says how far it is', async () => {
    await walk().open('swiper');
    await walk().tap('到页 1');
    await walk().heard(/^change .*"current":1.*"source":""/);
    await walk().heard('transition');
    await walk().heard('animationfinish');
    await walk().drag('#circle', 200, 0);
    await walk().heard(/^change .*"current":0,"currentItemId":"s0","source":"touch"/);
    await walk().drag('#circle', 200, 0);
    await walk().heard(/^change .*"current":2.*touch/);
    const shown = walk().page.locator('#circle wx-swiper-item').nth(2);
    await expect.poll(async () => Math.round((await shown.boundingBox())!.x)).toBe(0);
    expect((await walk().page.locator('#many wx-swiper-item').first().boundingBox())!.x).toBe(0);
    await expect
      .poll(() =>
        walk()
          .page.locator('#tall')
          .evaluate((node) => (node as unknown as { current: number }).current),
      )
      .toBe(0);
  });

  it('movable-view: drags, glides, comes back, scales', async () => {
    await walk().open('movable');
    await walk().heard(/^change \{"x":20,"y":20,"source":""/);
    await walk().drag('#box', 60, 5);
    await walk().heard(/"source":"touch"/);
    await walk().drag('#box', 5, 60);
    await walk().drag('#box', -200, -200);
    await walk().heard(/"source":"out-of-bounds"/);
    await walk().tap('放大');
    await walk().heard(/^scale .*"scale":2/);
    await walk().drag('#fixed', 50, 0);
    expect(await style(walk(), '#fixed', 'translate')).toBe('none');
  });

  it('page-container: slides in and out, and the way back closes it before the page', async () => {
    await walk().open('open');
    await walk().tap('打开面板');
    await walk().heard('afterenter');
    await walk().page.touchscreen.tap(180, 120);
    await walk().heard('clickoverlay');
    await walk().page.evaluate('wx.navigateBack()');
    await walk().heard('afterleave');
    expect(await walk().page.evaluate('getCurrentPages().length')).toBe(1);
    await walk().page.getByText('面板', { exact: true }).waitFor({ state: 'hidden' });
    await walk().heard(/^error .*groupName/);
    await walk().heard('load');
  });
}
