import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askAbout } from '../contracts/scenarios/reading.js';
import { newRequestId } from '../kit/buyer.js';
import { checkOut } from '../kit/checkout.js';
import { openPhone, type Phone } from '../kit/phone.js';
import { openShop, type Shop } from '../kit/shop.js';
import { newPhone } from '../kit/visitor.js';

/** A picture of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let shop: Shop;
let phone: Phone;
let page: Page;
/** Requests of the page, by the name of their last part. */
let requests: { name: string; headers: Record<string, string> }[];

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.cloud.stop());

beforeEach(async () => {
  phone = await openPhone(`${shop.cloud.url}/h5/ruizhu/`);
  page = phone.page;
  requests = [];
  page.on('request', (request) => {
    requests.push({ name: new URL(request.url()).pathname.split('/').at(-1)!, headers: request.headers() });
  });
  await sees('初雪 珍珠项链');
});
afterEach(async () => {
  await phone.close();
  expect(phone.complaints).toEqual([]);
});

const tap = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).last().tap();
const sees = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
const calls = (action: string) => requests.filter(({ name }) => name === action).length;
const sheet = () => page.getByRole('dialog', { name: '登录' });

/** Signs in by the code that came by SMS; whoever has no account gets one. */
async function signIn(): Promise<string> {
  const number = newPhone();
  await sheet().getByLabel('手机号或邮箱').fill(number);
  await sheet().getByRole('button', { name: '获取验证码' }).tap();
  await sheet()
    .getByText(/秒后可重发/)
    .waitFor();
  const [sent] = await shop.cloud.get<{ params: string[] }[]>(`/__hub/sms?phone=%2B86${number}&limit=1`);
  await sheet().getByLabel('验证码').fill(sent!.params[0]!);
  await sheet().getByRole('button', { name: '登录', exact: true }).tap();
  await sheet().waitFor({ state: 'detached' });
  return number;
}

/** Signs in without being asked to: the page is loaded anew. */
async function signInFromCorner(): Promise<void> {
  await page.getByRole('button', { name: '登录' }).tap();
  await Promise.all([page.waitForEvent('load'), signIn()]);
  await page.locator('.mp-screen[data-ready]').first().waitFor();
}

const changeSession = (change: string) =>
  page.evaluate(`(() => {
    const key = 'yunshu-session:ruizhu';
    const session = JSON.parse(localStorage.getItem(key));
    (${change})(session);
    localStorage.setItem(key, JSON.stringify(session));
  })()`);

describe('the H5 site', () => {
  it('asks who opens what is one’s own to sign in, and goes on where he was', async () => {
    await tap('订单');
    await sheet().getByRole('button', { name: '登录', exact: true }).tap();
    await sheet().getByText('请输入手机号或邮箱').waitFor();
    const number = await signIn();
    await sees(/还没有订单/);
    await page.getByRole('button', { name: `账号 ${number.replace(/^(\d{3})\d{4}/, '$1****')}` }).waitFor();
    expect(requests.filter(({ headers }) => 'x-dev-openid' in headers)).toEqual([]);
  });

  it('sells: from the catalogue to the cashier of WeChat Pay, and back to an order that is paid', async () => {
    await tap('初雪 珍珠项链');
    await tap('加入购物袋');
    await tap('42 cm');
    await tap('加入购物袋');
    await signIn();
    await sees('已放入购物袋');
    await checkOut(page);

    await page.waitForURL('**/__wechat-pay/h5/**');
    await page.getByRole('button', { name: '确认支付' }).tap();
    await page.waitForURL('**/h5/ruizhu/**');
    await sees('已付款');
  });

  it('puts a file straight into the storage, tells how far it is, and shows, fetches and removes it', async () => {
    await signInFromCorner();
    const told = await page.evaluate(`(async () => {
      const call = async (name, data) => (await wx.cloud.callFunction({ name, data })).result.data;
      const ask = { requestId: ${JSON.stringify(newRequestId())}, purpose: 'appraisal-picture', extension: 'png' };
      const { fileId, cloudPath } = await call('file-ticket', ask);
      const filePath = wx.env.USER_DATA_PATH + '/a.png';
      wx.getFileSystemManager().writeFileSync(filePath, ${JSON.stringify(PIXEL)}, 'base64');
      const upload = wx.cloud.uploadFile({ cloudPath, filePath });
      let progress = 0;
      upload.onProgressUpdate((event) => { progress = event.progress; });
      const { fileID } = await upload;
      const { state } = await call('file-commit', { fileId, uploaded: fileID });
      const [{ tempFileURL }] = (await wx.cloud.getTempFileURL({ fileList: [fileID] })).fileList;
      const shown = (await fetch(tempFileURL)).status;
      const { tempFilePath } = await wx.cloud.downloadFile({ fileID });
      const content = await wx.getFileSystemManager().readFileSync(tempFilePath, 'base64');
      const [removed, none] = (await wx.cloud.deleteFile({ fileList: [fileID, 'cloud://x.y/z'] })).fileList;
      const gone = await wx.cloud.downloadFile({ fileID }).catch(({ errMsg }) => errMsg);
      return { progress, state, shown, content, removed: removed.status, none: none.status, gone };
    })()`);
    expect(told).toEqual({
      ...{ progress: 100, state: 'ready', shown: 200, content: PIXEL, removed: 0, none: -503003 },
      gone: expect.stringContaining('STORAGE_FILE_NONEXIST'),
    });
    expect(requests.some(({ name }) => name.endsWith('.png') && !name.includes('/'))).toBe(true);
    expect(requests.filter(({ headers }) => 'x-dev-openid' in headers)).toEqual([]);
  });

  it('knows where the device is, and says in words what needs WeChat', async () => {
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ latitude: 39.915, longitude: 116.404 });
    const places = (await page.evaluate(`(async () => {
      const { latitude, longitude } = await wx.getLocation({ type: 'wgs84' });
      const moved = await wx.getLocation({ type: 'gcj02' });
      const told = new Promise((resolve) => wx.onLocationChange(resolve));
      await wx.startLocationUpdate({ type: 'wgs84' });
      const live = await told;
      await wx.stopLocationUpdate();
      const chosen = await wx.chooseLocation().catch(({ errMsg }) => errMsg);
      return [latitude, longitude, moved.latitude > latitude, live.latitude, chosen];
    })()`)) as unknown[];
    expect(places).toEqual([39.915, 116.404, true, 39.915, 'chooseLocation:fail 请在微信小程序中使用']);
    await sees('请在微信小程序中使用');
  });

  it('lets a guest decline, and look on', async () => {
    await tap('订单');
    await page.getByRole('button', { name: '暂不登录' }).tap();
    await sheet().waitFor({ state: 'detached' });
    await tap('商店');
    await sees('初雪 珍珠项链');
  });

  it('renews a session that is too old, and ends one at its owner’s wish', async () => {
    await page.getByRole('button', { name: '登录' }).tap();
    await signIn();
    await sees('初雪 珍珠项链');
    await changeSession("(session) => { session.accessExpiresAt = '2020-01-01T00:00:00.000Z'; }");
    await tap('订单');
    await sees(/还没有订单/);
    expect(calls('auth-refresh')).toBe(1);

    await changeSession("(session) => { session.accessToken = session.accessToken.slice(0, -4) + 'AAAA'; }");
    await page.reload();
    await sees(/还没有订单/);
    expect(calls('auth-refresh')).toBe(2);

    await page.getByRole('button', { name: /^账号/ }).tap();
    await tap(/^退出登录/);
    await sheet().waitFor();
    expect(await page.evaluate("localStorage.getItem('yunshu-session:ruizhu')")).toBeNull();
  });

  it('fetches a page when it is opened, and says so when it cannot', async () => {
    const isPiece = ({ name }: { name: string }) => /^[A-Z0-9]{8}\.js$/.test(name);
    const before = requests.filter(isPiece).length;
    await page.route('**/pieces/*.js', (route) => route.abort());
    await tap('初雪 珍珠项链');
    await sees('页面加载失败，请检查网络后重试');
    await page.unroute('**/pieces/*.js');
    await tap('重新加载');
    await sees('初雪 珍珠项链');
    await tap('初雪 珍珠项链');
    await sees('加入购物袋');
    expect(requests.filter(isPiece).length).toBeGreaterThan(before);
    expect(page.url()).toContain('#/packages/ruizhu/pages/product/product?');
  });
});

it('the site of 八字 is streamed a reading by its member’s token, and goes on where it broke', async () => {
  await page.goto(`${shop.cloud.url}/h5/bazi/`);
  await signInFromCorner();
  const [whole, rest, none] = (await page.evaluate(`(async () => {
    const { result } = await wx.cloud.callFunction({ name: 'reading-start', data: ${JSON.stringify(askAbout())} });
    const path = '/?readingId=' + result.data.readingId;
    const read = async (header) => {
      const decoder = new TextDecoder();
      let text = '';
      const onChunkedReceived = ({ data }) => { text += decoder.decode(data, { stream: true }); };
      await wx.cloud.callHTTPFunction({ name: 'http-reading', path, header, enableChunked: true, onChunkedReceived });
      return text;
    };
    const { statusCode, data } = await wx.cloud.callHTTPFunction({ name: 'http-reading', path: '/?readingId=rdg_none' });
    return [await read({}), await read({ 'Last-Event-ID': '1' }), [statusCode, data.code]];
  })()`)) as [string, string, unknown];
  expect(whole.match(/^event: segment$/gm)).toHaveLength(4);
  expect(whole).toMatch(/event: end\ndata: .*\n\n$/);
  expect(rest.startsWith('id: 2\n') && whole.endsWith(rest)).toBe(true);
  expect(none).toEqual([400, 'INVALID_INPUT']);
  expect(requests.filter(({ headers }) => 'x-dev-openid' in headers)).toEqual([]);
});
