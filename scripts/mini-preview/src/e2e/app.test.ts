import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Phone, startPhone, swipe } from '../testing/phone.js';

const asked: { url: string; openid: string | undefined; body: unknown }[] = [];
let refuse = false;
let phone: Phone;

const json = (value: unknown) => JSON.stringify(value);
const payment = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx1', signType: 'RSA', paySign: 's' };

beforeAll(async () => {
  phone = await startPhone('demo', (request, response, body) => {
    const url = request.url!;
    if (!url.startsWith('/__')) return false;
    asked.push({
      url,
      openid: request.headers['x-dev-openid'] as string,
      body: body.length ? JSON.parse(body.toString()) : undefined,
    });
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(json(value));
    if (url === '/__cloud/callFunction')
      answer(200, { result: payment, requestID: 'r1', errMsg: 'cloud.callFunction:ok' });
    else if (request.method === 'GET') answer(200, { amount: 12_800, merchantName: '示例商户', description: '茶盏' });
    else if (refuse) answer(400, { code: 'PAY_SIGN_ERROR', message: '支付验证签名失败' });
    else answer(200, { errMsg: 'requestPayment:ok' });
    return true;
  });
});
afterAll(() => phone?.close());

describe('pages', () => {
  it('open each other by tap, pass their query, and come back by the bar and by the browser', async () => {
    const page = await phone.open();
    await page.getByText('手作茶盏 2').tap();
    await page.getByText('编号 p2').waitFor();
    expect(await page.title()).toBe('详情 p2');
    expect(page.url()).toContain('#/packages/demo/pages/detail/detail?id=p2');
    await page.getByLabel('返回').click();
    await page.getByText('手作茶盏 3').click();
    await page.getByText('编号 p3').waitFor();
    await page.goBack();
    await page.getByText('手作茶盏 2').waitFor();
    expect(await page.evaluate('getCurrentPages().length')).toBe(1);
  });

  it('are reached by their address, with a way home', async () => {
    const page = await phone.open('packages/demo/pages/detail/detail?id=%E8%8C%B6', {});
    await page.getByText('编号 茶').waitFor();
    await page.getByLabel('返回首页').click();
    await page.getByText('手作茶盏 0').waitFor();
  });

  it('can be left and opened in one breath', async () => {
    const page = await phone.open();
    const detail = '/packages/demo/pages/detail/detail?id=';
    await page.evaluate(`wx.navigateTo({ url: '${detail}1' })`);
    await page.evaluate(`(wx.navigateBack(), wx.navigateTo({ url: '${detail}2' }))`);
    await page.getByText('编号 2').waitFor();
    await expect.poll(() => page.url()).toContain('detail?id=2');
    expect(await page.evaluate('getCurrentPages().length')).toBe(2);
    await page.goBack();
    await page.getByText('手作茶盏 0').waitFor();
    expect(await page.evaluate('getCurrentPages().length')).toBe(1);
  });

  it('are at most ten', async () => {
    const page = await phone.open();
    const deep = `(async () => {
      for (let i = 0; i < 9; i++) await wx.navigateTo({ url: '/packages/demo/pages/detail/detail?id=' + i });
      return wx.navigateTo({ url: '/packages/demo/pages/detail/detail' }).catch((error) => error.errMsg);
    })()`;
    expect(await page.evaluate(deep)).toMatch(/^navigateTo:fail webview count limit exceed/);
  });

  it('refresh when they are pulled and load more when their end comes near', async () => {
    const page = await phone.open();
    await swipe(page, 180, 400, 250);
    await page.getByText('刷新 1').waitFor();
    await page.evaluate('wx.startPullDownRefresh()');
    await page.getByText('刷新 2').waitFor();
    await page.getByText('问一问').scrollIntoViewIfNeeded();
    await page.getByText('到底 1').waitFor();
  });
});

describe('forms', () => {
  it('collect what was typed, ticked and switched', async () => {
    const page = await phone.open('packages/demo/pages/form/form');
    await page.getByPlaceholder('姓名').fill('王小明');
    await page.getByText('输入了 王小明').waitFor();
    await page.getByPlaceholder('备注').fill('改过');
    await page.getByText('备注是 改过').waitFor();
    await page.getByText('甲').tap();
    await page.getByText('地').tap();
    await page.getByRole('switch').tap();
    await page.getByText('提交').tap();
    const result = await page.getByText('结果').textContent();
    expect(JSON.parse(result!.slice(3))).toEqual({
      name: '王小明',
      note: '改过',
      message: '',
      tags: ['a', 'b'],
      kind: 'y',
      open: true,
      level: 30,
    });
  });

  it('choose from a picker', async () => {
    const page = await phone.open('packages/demo/pages/form/form');
    await page.getByText('城市 北京').tap();
    await page.getByRole('option', { name: '上海' }).tap();
    await page.getByText('确定').tap();
    await page.getByText('城市 上海').waitFor();
  });

  it('show rich text without its scripts', async () => {
    const page = await phone.open('packages/demo/pages/form/form');
    await page.getByText('粗体').click();
    expect(await page.evaluate('[window.hacked, document.querySelector("wx-rich-text b").attributes.length]')).toEqual([
      undefined,
      0,
    ]);
  });
});

describe('talking to a person', () => {
  it('asks and says', async () => {
    const page = await phone.open();
    await page.getByText('问一问').tap();
    await page.getByText('继续吗？').waitFor();
    await page.getByRole('button', { name: '取消' }).tap();
    await page.getByText('已取消').waitFor();
  });

  it('takes the keyboard for taps', async () => {
    const page = await phone.open();
    await page.getByText('问一问').focus();
    await page.keyboard.press('Enter');
    await page.getByText('继续吗？').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('已确定').waitFor();
  });
});

describe('the cloud', () => {
  it('is called as the chosen user, and pays through the cashier', async () => {
    const page = await phone.open();
    await page.evaluate("localStorage.setItem('dev-openid', 'alice')");
    await page.getByText('立即支付').tap();
    await page.getByText('示例商户').waitFor();
    await page.getByText('确认支付 ¥128.00').tap();
    await page.getByText('支付成功').waitFor();
    expect(asked.find(({ url }) => url === '/__cloud/callFunction')).toMatchObject({
      openid: 'alice',
      body: { env: 'demo', name: 'order-pay', data: { id: 'o1' } },
    });
    expect(asked.at(-1)).toMatchObject({
      url: '/__wechat-pay/cashier/wx1',
      body: { action: 'pay', openid: 'alice', payment },
    });
  });

  it('says when a payment was given up', async () => {
    const page = await phone.open();
    await page.getByText('立即支付').tap();
    await page.getByLabel('取消支付').tap();
    await page.getByText('requestPayment:fail cancel').waitFor();
  });

  it('shows why the cashier refused', async () => {
    refuse = true;
    const page = await phone.open();
    await page.getByText('立即支付').tap();
    await page.getByText('确认支付').tap();
    await page.getByText('支付验证签名失败').waitFor();
    refuse = false;
  });
});

describe('dark mode', () => {
  it('is followed by style sheets, bars and pages of an app that wants it', async () => {
    const page = await phone.open('', { colorScheme: 'dark' });
    const colors = `[...document.querySelectorAll('wx-page, .mp-nav')].map((node) => getComputedStyle(node).backgroundColor)`;
    expect(await page.evaluate(colors)).toEqual(['rgb(20, 19, 18)', 'rgb(20, 19, 18)']);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => page.evaluate(colors)).toEqual(['rgb(255, 255, 255)', 'rgb(250, 249, 247)']);
  });
});

describe('on a wide screen', () => {
  // High enough that the phone is not scaled: the test tool misses targets in a scaled frame.
  const wide = { viewport: { width: 1280, height: 1000 }, isMobile: false };

  it('the app runs in a phone, and calls are listed beside it', async () => {
    const page = await phone.openFrame(wide);
    const app = page.frameLocator('iframe');
    await app.getByText('手作茶盏 1').click();
    await app.getByText('编号 p1').waitFor();
    await page.getByText('navigateTo', { exact: true }).waitFor();
    expect(page.url()).toContain('#/packages/demo/pages/detail/detail?id=p1');
  });

  it('the user, the look and the network can be changed', async () => {
    const page = await phone.openFrame(wide);
    const app = page.frameLocator('iframe');
    await page.getByLabel('用户').selectOption('dev-user-2');
    await page.getByLabel('外观').selectOption('dark');
    await app.locator(':root[data-theme="dark"]').waitFor();
    await page.getByLabel('网络').selectOption('断网');
    await app.getByText('立即支付').click();
    await page
      .getByText(/ERR_INTERNET_DISCONNECTED/)
      .first()
      .waitFor();
    await page.getByLabel('网络').selectOption('Wi-Fi');
    await app.getByText('立即支付').click();
    await app.getByText('示例商户').waitFor();
    expect(asked.findLast(({ url }) => url === '/__cloud/callFunction')?.openid).toBe('dev-user-2');
  });
});

describe('what the preview does not have', () => {
  it('is named in the page', async () => {
    const page = await phone.open();
    await page.evaluate('wx.startBeaconDiscovery');
    await page.getByText('wx.startBeaconDiscovery is not supported by the preview').waitFor();
  });
});

it('nothing threw, and nothing was asked of the network', () => {
  expect(phone.faults).toEqual([]);
});
