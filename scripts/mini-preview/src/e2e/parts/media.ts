import { expect, it } from 'vitest';
import type { Walk } from '../../testing/parts.js';

/** Media of the app `parts`, one page after the other. */
export function media(walk: () => Walk): void {
  it('image: sizes itself, tells of failure, offers its menu to a long press', async () => {
    await walk().open('image');
    await walk().heard(/^load .*150/);
    await walk().heard(/^error .*none/);
    expect((await walk().page.locator('#fixed').boundingBox())!.height).toBe(80);
    const picture = (await walk().page.locator('#fixed').boundingBox())!;
    await walk().page.mouse.move(picture.x + 9, picture.y + 9);
    await walk().page.mouse.down();
    await walk().sees('保存图片');
    await walk().page.mouse.up();
    await walk().sees('保存图片');
    await walk().tap('取消');
  });

  it('video, audio and camera play, are sought in, and take pictures', async () => {
    await walk().open('media');
    const { page } = walk();
    await page.evaluate(`(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
      const pen = canvas.getContext('2d');
      const recorder = new MediaRecorder(canvas.captureStream(20));
      const chunk = new Promise((resolve) => recorder.addEventListener('dataavailable', ({ data }) => resolve(data)));
      recorder.start();
      for (let i = 0; i < 12; i++) {
        pen.fillStyle = i % 2 ? '#c00' : '#0c0';
        pen.fillRect(0, 0, 64, 36);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      recorder.stop();
      const film = URL.createObjectURL(await chunk);
      const samples = new Uint8Array(44 + 4000).fill(128);
      const head = new DataView(samples.buffer);
      const word = (at, text) => [...text].forEach((char, i) => head.setUint8(at + i, char.charCodeAt(0)));
      word(0, 'RIFF'); head.setUint32(4, 4036, true); word(8, 'WAVEfmt '); head.setUint32(16, 16, true);
      head.setUint16(20, 1, true); head.setUint16(22, 1, true); head.setUint32(24, 8000, true);
      head.setUint32(28, 8000, true); head.setUint16(32, 1, true); head.setUint16(34, 8, true); word(36, 'data');
      head.setUint32(40, 4000, true);
      const song = URL.createObjectURL(new Blob([samples], { type: 'audio/wav' }));
      getCurrentPages().at(-1).setData({ film, song });
    })()`);
    await walk().heard('loadedmetadata');
    await page.locator('#film').getByLabel('播放').first().tap();
    await walk().heard('play');
    await expect.poll(() => walk().sent(), { timeout: 5000 }).toContain('video ended');
    await page.evaluate("wx.createVideoContext('film').seek(0)");
    await walk().heard('seekcomplete');
    await page.locator('#film video').tap({ position: { x: 40, y: 40 } });
    await expect.poll(() => walk().sent()).toContain('video controlstoggle');
    await page.evaluate("wx.createVideoContext('film').requestFullScreen()");
    await expect.poll(() => walk().sent()).toContain('video fullscreenchange');
    await page.evaluate("wx.createVideoContext('film').exitFullScreen()");
    await page.evaluate("getCurrentPages().at(-1).setData({ film: '/assets/none.mp4' })");
    await expect.poll(() => walk().sent()).toContain('video error');
    await page.locator('#song').getByLabel('播放').tap();
    await expect.poll(() => walk().sent(), { timeout: 5000 }).toContain('audio ended');
    await page.evaluate(
      "window.BarcodeDetector = class { detect() { return [{ rawValue: 'code-1', format: 'qr_code' }]; } }",
    );
    await walk().tap('相机');
    await walk().heard('initdone');
    await walk().heard(/^scancode .*code-1/);
    await walk().tap('拍照');
    await walk().heard(/^photo "blob:/);
    await page.evaluate("wx.navigateTo({ url: '/packages/parts/pages/view/view' })");
    await expect.poll(() => walk().sent()).toContain('camera stop');
    await page.evaluate('wx.navigateBack()');
    await page.evaluate("navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('denied'))");
    await page.evaluate(
      'getCurrentPages().at(-1).setData({ camera: false }, () => getCurrentPages().at(-1).setData({ camera: true }))',
    );
    await walk().heard(/^error .*camera:fail denied/);
  });

  it('canvas: the old context draws as the new one does', async () => {
    await walk().open('canvas');
    await walk().heard(/^pixel \[25[0-5],0,[0-3],255\]/);
    await walk().heard(/^error .*canvas-id/);
  });

  it('map: markers, labels and callouts are tapped, it is dragged, zoomed and fitted', async () => {
    await walk().open('map');
    await walk().heard('updated');
    await walk().tap('气泡');
    await walk().heard(/^callouttap .*1/);
    await walk().tap('标签');
    await walk().heard(/^labeltap .*1/);
    await walk().page.getByLabel('标记 2').tap();
    await walk().heard(/^markertap .*2/);
    await walk().sees('自绘');
    await walk().drag('#map', -40, 30);
    await walk().heard(/^regionchange .*"begin".*"drag"/);
    await walk().heard(/^regionchange .*"end".*"drag".*southwest/);
    await walk().tap('看全');
    await walk().heard('included');
    await walk().heard(/"causedBy":"update".*"scale":9/);
  });

  it('web-view: shows a page of this machine, which posts to the app and leads back', async () => {
    await walk().page.route('**/inner.html', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<button id="b">里面的钮</button>' }),
    );
    await walk().open('view');
    await walk().page.evaluate(
      "wx.navigateTo({ url: '/packages/parts/pages/web-view/web-view?src=' + encodeURIComponent('/parts/inner.html') })",
    );
    const frame = walk().page.frameLocator('wx-web-view iframe');
    await frame.locator('#b').waitFor();
    await walk().heard('load');
    await frame.locator('#b').evaluate(() => {
      const { miniProgram } = (
        globalThis as unknown as { wx: { miniProgram: Record<string, (options: object) => void> } }
      ).wx;
      miniProgram.postMessage!({ data: { hello: 1 } });
      setTimeout(() => miniProgram.navigateBack!({}));
    });
    await expect
      .poll(() => walk().page.evaluate('getApp().globalData.posted'))
      .toContain('message {"data":[{"hello":1}]}');
    await walk().open('web-view', `?src=${encodeURIComponent('https://example.com/')}`);
    await walk().heard('error');
    await walk().sees('<web-view> shows pages of this machine only, not https://example.com');
  });
}
