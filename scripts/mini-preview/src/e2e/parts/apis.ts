import { expect, it } from 'vitest';
import type { Walk } from '../../testing/parts.js';

/** What pages ask of `wx`. */
export function apis(walk: () => Walk): void {
  /** Evaluates an expression in the page; a refusal comes as its `errMsg`. */
  const ask = (expression: string): Promise<unknown> =>
    walk().page.evaluate(`(async () => (${expression}))().catch((error) => error.errMsg ?? error.message)`);
  const network = (type: string, latency: number, speed: number) =>
    walk().page.evaluate(
      `window.postMessage({ channel: 'mini-preview', message: { theme: 'system', network: { type: '${type}', latency: ${latency}, speed: ${speed} } } })`,
    );

  it('files are written, read in any encoding, shown and refused', async () => {
    const root = 'wx.env.USER_DATA_PATH';
    const files = 'wx.getFileSystemManager()';
    await ask(`${files}.writeFileSync(${root} + '/茶.txt', '茶', 'utf8')`);
    expect(await ask(`${files}.readFileSync(${root} + '/茶.txt', 'hex')`)).toBe('e88cb6');
    expect(await ask(`${files}.readFile({ filePath: ${root} + '/茶.txt', encoding: 'base64' })`)).toEqual({
      errMsg: 'readFile:ok',
      data: '6Iy2',
    });
    expect(await ask(`${files}.readFile({ filePath: ${root} + '/none' })`)).toBe(
      'readFile:fail no such file or directory, open "wxfile://usr/none"',
    );
    expect(await ask(`${files}.readFileSync('/assets/leaf.svg', 'utf8').slice(0, 4)`)).toBe('<svg');
    await ask(`${files}.copyFileSync('/assets/leaf.svg', ${root} + '/leaf.svg')`);
    expect(await ask(`wx.getImageInfo({ src: ${root} + '/leaf.svg' }).then(({ width }) => width)`)).toBe(150);
    expect(await ask(`wx.downloadFile({ url: 'assets/leaf.svg', filePath: ${root} + '/got.svg' })`)).toMatchObject({
      statusCode: 200,
      filePath: 'wxfile://usr/got.svg',
    });
    await ask(`${files}.open`);
    await walk().sees('FileSystemManager.open is not supported by the preview');
  });

  it('a scope is asked for once, and goes by the answer', async () => {
    await walk().page.evaluate('wx.getLocation({ fail: ({ errMsg }) => { window.refusal = errMsg } })');
    await walk().page.locator('.mp-modal').getByText('拒绝').tap();
    await expect.poll(() => walk().page.evaluate('window.refusal')).toBe('getLocation:fail auth deny');
    expect(await ask('wx.getLocation()')).toBe('getLocation:fail auth deny');
    expect(await ask('wx.getSetting().then(({ authSetting }) => authSetting)')).toEqual({
      'scope.userLocation': false,
    });
    await walk().page.evaluate('void wx.openSetting()');
    await walk().page.locator('.mp-modal').getByText('允许', { exact: true }).tap();
    expect(await ask('wx.getLocation().then(({ latitude }) => latitude)')).toBe(30.2467);
    expect(await ask("wx.authorize({ scope: 'scope.moon' })")).toBe('authorize:fail invalid scope scope.moon');
  });

  it('storage keeps all of a batch or nothing, within its limits', async () => {
    await ask("wx.batchSetStorageSync([{ key: 'a', value: 1 }, { key: 'b', value: [2] }])");
    expect(await ask("wx.batchGetStorageSync(['a', 'b', 'c'])")).toEqual([1, [2], '']);
    const tooLarge = "[{ key: 'a', value: 9 }, { key: 'b', value: 'x'.repeat(2 ** 20) }]";
    expect(await ask(`wx.batchSetStorage({ kvList: ${tooLarge} })`)).toMatch(/exceed max size per key/);
    expect(await ask("wx.getStorageSync('a')")).toBe(1);
  });

  it('the network can be slow, late and away; requests end by timeout and by abort', async () => {
    await walk().page.evaluate(
      'window.networks = []; wx.onNetworkStatusChange(({ networkType }) => window.networks.push(networkType))',
    );
    await network('2g', 300, 0);
    await expect.poll(() => ask('wx.getNetworkType().then(({ networkType }) => networkType)')).toBe('2g');
    expect(await ask("wx.request({ url: 'assets/leaf.svg', timeout: 50 })")).toBe('request:fail timeout');
    const aborted =
      "new Promise((told) => wx.request({ url: 'assets/leaf.svg', fail: ({ errMsg }) => told(errMsg) }).abort())";
    expect(await ask(aborted)).toBe('request:fail abort');
    await network('none', 0, 0);
    await expect
      .poll(() => ask("wx.request({ url: 'assets/leaf.svg' })"))
      .toMatch(/request:fail .*INTERNET_DISCONNECTED/);
    await network('wifi', 0, 0);
    await expect.poll(() => walk().page.evaluate('window.networks')).toEqual(['2g', 'none', 'wifi']);
    const heads = `new Promise((resolve) => wx.request({ url: 'assets/leaf.svg', success() {} }).onHeadersReceived(resolve))`;
    expect(await ask(heads)).toMatchObject({ statusCode: 200 });
  });

  it('pictures are made smaller, values are encoded', async () => {
    const canvas = "Object.assign(document.createElement('canvas'), { width: 80, height: 40 })";
    const smaller = `wx.canvasToTempFilePath({ canvas: ${canvas} })
      .then(({ tempFilePath }) => wx.compressImage({ src: tempFilePath, compressedWidth: 20 }))
      .then(({ tempFilePath }) => wx.getImageInfo({ src: tempFilePath }))
      .then(({ width, height }) => [width, height])`;
    expect(await ask(smaller)).toEqual([20, 10]);
    expect(await ask('wx.arrayBufferToBase64(wx.base64ToArrayBuffer("6Iy2"))')).toBe('6Iy2');
  });

  it('what is missing is named in the page, of wx and of wx.cloud', async () => {
    await ask('wx.openBluetoothAdapter');
    await walk().sees('wx.openBluetoothAdapter is not supported by the preview');
    await ask('wx.cloud.callContainer');
    await walk().sees('wx.cloud.callContainer is not supported by the preview');
  });
}
