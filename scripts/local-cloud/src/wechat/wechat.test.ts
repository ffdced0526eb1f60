import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestCloud, type TestCloud } from '../storage/testing.js';
import { createWechatService, type PaidOrder, type WechatService } from './index.js';

const require = createRequire(import.meta.url);
const { PNG } = require('pngjs') as {
  PNG: { sync: { read(bytes: Buffer): { data: Buffer; width: number; height: number } } };
};
const decodeQr = require('jsqr') as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
Object.assign(process.env, {
  TENCENTCLOUD_SECRETID: 'x',
  TENCENTCLOUD_SECRETKEY: 'y',
  TENCENTCLOUD_SESSIONTOKEN: 'z',
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  SCF_NAMESPACE: 'shop',
});

type Json = Record<string, unknown>;
type Api = (data: object) => Promise<Json & { buffer?: Buffer }>;
interface Sdk {
  init(options: object): void;
  openapi: Record<string, Record<string, Api>>;
  callOpenAPI(options: object): Promise<{ result: Json }>;
  getOpenData(options: { list: string[] }): Promise<{ list: Json[] }>;
  getVoIPSign(options: object): Promise<{ signature: string }>;
}

let cloud: TestCloud;
let wechat: WechatService;
let wx: Sdk;
const pushed: Json[] = [];
let functionFails = 0;
const order: PaidOrder = {
  transactionId: '4200001',
  outTradeNo: 'ord_1',
  mchid: '1900000109',
  description: '珍珠项链',
  total: 129900,
  payer: 'oAlice',
  createdAt: 1_795_249_000_000,
  paidAt: 1_795_249_100_000,
  refunded: false,
};
const options = {
  appidOf: (env: string) => (env === 'shop' ? 'wx0123456789abcdef' : 'wxfedcba9876543210'),
  pagesOf: () => ['pages/index/index', 'pages/product/index'],
  async invoke(_env: string, functionName: string, event: Json) {
    if (functionFails-- > 0) throw new Error(`${functionName} failed`);
    pushed.push(event);
  },
  findPayment: (_env: string, key: { transactionId?: string; outTradeNo?: string }) =>
    key.transactionId === order.transactionId || key.outTradeNo === order.outTradeNo ? order : undefined,
};
beforeAll(async () => {
  cloud = await openTestCloud();
  wechat = createWechatService(cloud.kernel, options);
  cloud.serve(wechat);
  wx = require('wx-server-sdk') as Sdk;
  wx.init({ env: 'shop', serviceUrl: `${cloud.url}/admin`, secretId: 'x', secretKey: 'y' });
});
beforeEach(() => wechat.recordVisit('shop', 'oAlice'));
afterAll(async () => {
  await wechat.close();
  await cloud.close();
});

const call = (api: string, data: object) => {
  const [group, name] = api.split('.') as [string, string];
  return wx.openapi[group]![name]!(data);
};
const failure = (api: string, data: object) =>
  call(api, data).then(
    () => 'no failure',
    (error: { errCode: number }) => error.errCode,
  );
const post = async (path: string, body: object, openid?: string, method = 'POST') => {
  const response = await fetch(cloud.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(openid && { 'x-dev-openid': openid }) },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Json;
};
const text = (changes: object = {}) => ({ openid: 'oAlice', scene: 2, version: 2, content: '你好', ...changes });

describe('security.msgSecCheck', () => {
  it('passes, reviews and refuses a text, and files it in the inbox', async () => {
    expect(await call('security.msgSecCheck', text())).toMatchObject({
      errCode: 0,
      errMsg: 'openapi.security.msgSecCheck:ok',
      result: { suggest: 'pass', label: 100 },
    });
    expect(await call('security.msgSecCheck', text({ content: '来赌博' }))).toMatchObject({
      result: { suggest: 'risky', label: 20006 },
      detail: [{ strategy: 'content_model' }, { strategy: 'keyword', keyword: '赌博' }],
    });
    expect(await call('security.msgSecCheck', text({ nickname: '加微信' }))).toMatchObject({
      result: { suggest: 'review' },
    });
    expect(wechat.inbox('shop', { kind: 'msgSecCheck' })[0]).toMatchObject({ openid: 'oAlice' });
  });

  it('takes 2,500 characters and no more', async () => {
    expect((await call('security.msgSecCheck', text({ content: '字'.repeat(2500) }))).errCode).toBe(0);
    expect(await failure('security.msgSecCheck', text({ content: '字'.repeat(2501) }))).toBe(45002);
  });

  it('is for users who were here within two hours', async () => {
    expect(await failure('security.msgSecCheck', text({ openid: 'oStranger' }))).toBe(61010);
    await cloud.kernel.clock.advance(2 * 3_600_000 + 1);
    expect(await failure('security.msgSecCheck', text())).toBe(61010);
    wechat.recordVisit('shop', 'oAlice');
    expect((await call('security.msgSecCheck', text())).errCode).toBe(0);
  });

  it.each([
    ['no content', { content: '' }, 44002],
    ['no openid', { openid: undefined }, 40003],
    ['an unknown scene', { scene: 9 }, 40097],
  ])('refuses %s', async (_, changes, code) => {
    expect(await failure('security.msgSecCheck', text(changes))).toBe(code);
  });

  it('in version 1 answers 87014 and nothing else', async () => {
    expect(await failure('security.msgSecCheck', { content: '色情' })).toBe(87014);
    expect((await call('security.msgSecCheck', { content: '你好' })).result).toBeUndefined();
  });

  it('has a word list of its own when it is given one', async () => {
    await post('/__hub/wechat/words', { env: 'shop', words: [{ keyword: '算命', suggest: 'risky', label: 21000 }] });
    expect(await call('security.msgSecCheck', text({ content: '算命' }))).toMatchObject({
      result: { suggest: 'risky' },
    });
    expect(await call('security.msgSecCheck', text({ content: '赌博' }))).toMatchObject({
      result: { suggest: 'pass' },
    });
  });
});

describe('security.mediaCheckAsync', () => {
  const media = (mediaUrl: string) =>
    call('security.mediaCheckAsync', { openid: 'oAlice', scene: 1, version: 2, mediaType: 2, mediaUrl });

  it('answers a trace id and pushes the verdict later', async () => {
    await post('/__hub/wechat/push', { env: 'shop', functionName: 'wechat-event' });
    const { traceId } = await media('http://127.0.0.1/a/risky.png');
    expect(pushed).toEqual([]);
    await cloud.kernel.clock.advance(11_000);
    expect(pushed.splice(0)).toMatchObject([
      { Event: 'wxa_media_check', MsgType: 'event', trace_id: traceId, result: { suggest: 'risky' } },
    ]);
  });

  it('is pushed three times at most when the function fails', async () => {
    functionFails = 2;
    await media('http://127.0.0.1/fine.png');
    await cloud.kernel.clock.advance(21_000);
    expect(pushed.splice(0)).toMatchObject([{ result: { suggest: 'pass' } }]);
    functionFails = 3;
    await media('http://127.0.0.1/fine.png');
    await cloud.kernel.clock.advance(60_000);
    expect(pushed).toEqual([]);
    functionFails = 0;
  });

  it('survives a restart while the push is pending', async () => {
    await media('http://127.0.0.1/review.png');
    const second = await openTestCloud(cloud.kernel.dataDir);
    second.kernel.clock.startAt(cloud.kernel.clock.now());
    const again = createWechatService(second.kernel, options);
    again.resume();
    await second.kernel.clock.advance(11_000);
    expect(pushed.splice(0)).toMatchObject([{ result: { suggest: 'review' } }]);
    await again.close();
    await second.close();
  });
});

describe('subscribeMessage.send', () => {
  const message = (changes: object = {}) => ({
    touser: 'oAlice',
    templateId: 'tpl_paid',
    page: 'pages/index/index',
    data: { thing1: { value: '珍珠项链' }, amount2: { value: '1299.00元' }, time3: { value: '2026年11月21日 18:30' } },
    ...changes,
  });
  const tap = (body: object) => post('/__wechat/requestSubscribeMessage', { env: 'shop', ...body }, 'oAlice');

  it('sends once for each tap that allowed it', async () => {
    expect(await failure('subscribeMessage.send', message())).toBe(43101);
    expect(await tap({ tmplIds: ['tpl_paid', 'tpl_other'], reject: ['tpl_other'] })).toEqual({
      tpl_paid: 'accept',
      tpl_other: 'reject',
      errMsg: 'requestSubscribeMessage:ok',
    });
    const sent = await call('subscribeMessage.send', message());
    // Beyond 2^53, as WeChat's are: the SDK gives sign, exponent and digits instead of a number.
    expect(sent.msgid).toMatchObject({ s: 1, c: expect.any(Array) });
    expect(wechat.inbox('shop', { kind: 'subscribeMessage', openid: 'oAlice' })[0]!.content).toMatchObject({
      template: 'tpl_paid',
      values: { thing1: '珍珠项链' },
    });
    expect(await failure('subscribeMessage.send', message())).toBe(43101);
    expect(await failure('subscribeMessage.send', message({ templateId: 'tpl_other' }))).toBe(43101);
  });

  it.each([
    ['a thing of 21 characters', { data: { thing1: { value: '字'.repeat(21) } } }, 47003],
    ['a phrase of six', { data: { phrase1: { value: '一二三四五六' } } }, 47003],
    ['a phone number in letters', { data: { phone_number1: { value: 'abc' } } }, 47003],
    ['an empty value', { data: { thing1: { value: '' } } }, 47003],
    ['a keyword of no kind', { data: { foo1: { value: 'x' } } }, 47003],
    ['a page that does not exist', { page: 'pages/none/index' }, 41030],
    ['nobody', { touser: '' }, 40003],
    ['no template', { templateId: '' }, 40037],
  ])('refuses %s and keeps the permission', async (_, changes, code) => {
    await tap({ tmplIds: ['tpl_kept'] });
    expect(await failure('subscribeMessage.send', message({ templateId: 'tpl_kept', ...changes }))).toBe(code);
  });
});

describe('wxacode.getUnlimited', () => {
  const code = (changes: object = {}) =>
    call('wxacode.getUnlimited', { scene: 'p=1&from=a', page: 'pages/product/index', ...changes });

  it('draws a PNG that scans', async () => {
    const { contentType, buffer } = await code({ width: 430 });
    expect(contentType).toBe('image/png');
    const { data, width, height } = PNG.sync.read(buffer!);
    expect(width).toBeGreaterThan(300);
    const scanned = new URL(decodeQr(new Uint8ClampedArray(data), width, height)!.data);
    expect(scanned.origin).toBe(cloud.url);
    expect(Object.fromEntries(scanned.searchParams)).toEqual({ page: 'pages/product/index', scene: 'p=1&from=a' });
  });

  it.each([
    ['a scene of 33', { scene: 'x'.repeat(33) }, 40169],
    ['a scene with a space', { scene: 'a b' }, 40169],
    ['a scene in Chinese', { scene: '珠' }, 40169],
    ['an unknown page', { page: 'pages/none/index' }, 41030],
    ['a page with a slash in front', { page: '/pages/index/index' }, 41030],
    ['a width of 10', { width: 10 }, 40097],
  ])('refuses %s', async (_, changes, errcode) => {
    expect(
      await code(changes).then(
        () => 0,
        (error: { errCode: number }) => error.errCode,
      ),
    ).toBe(errcode);
  });

  it('does not look for the page when told so', async () => {
    expect((await code({ page: 'pages/none/index', checkPath: false })).contentType).toBe('image/png');
  });
});

describe('a phone number', () => {
  it('is given for its code, once, within five minutes', async () => {
    const { code } = await post('/__wechat/getPhoneNumber', { env: 'shop', phoneNumber: '13812345678' }, 'oAlice');
    const first = await call('phonenumber.getPhoneNumber', { code });
    expect(first.phoneInfo).toMatchObject({ purePhoneNumber: '13812345678', countryCode: '86' });
    expect(await failure('phonenumber.getPhoneNumber', { code })).toBe(40163);
    const later = await post('/__wechat/getPhoneNumber', { env: 'shop' }, 'oAlice');
    await cloud.kernel.clock.advance(301_000);
    expect(await failure('phonenumber.getPhoneNumber', { code: later.code })).toBe(40029);
  });

  it('is open data behind a cloud id', async () => {
    const { cloudID } = await post('/__wechat/getPhoneNumber', { env: 'shop', phoneNumber: '13812345678' }, 'oAlice');
    const { list } = await wx.getOpenData({ list: [String(cloudID), 'unknown'] });
    expect(list).toMatchObject([{ cloudID, data: { purePhoneNumber: '13812345678' } }, { errCode: -601006 }]);
    expect(wechat.openDataOf('shop', String(cloudID))).toMatchObject({ phoneNumber: '13812345678' });
  });
});

describe('the other ways to call', () => {
  it('callOpenAPI says that it cannot carry a picture', async () => {
    const call = wx.callOpenAPI({ api: 'wxacode.getUnlimited', data: { scene: 'a=1' } });
    await expect(call).rejects.toThrow(/cannot carry/);
  });

  it('an API has so many calls a minute', async () => {
    const media = { openid: 'oNobody', scene: 1, version: 2, media_type: 2, media_url: 'http://127.0.0.1/a.png' };
    await cloud.kernel.clock.advance(60_000);
    const request = () =>
      wechat.actions['wx.api']!({
        env: 'shop',
        action: 'wx.api',
        body: { apiName: 'security.mediaCheckAsync', requestData: JSON.stringify(media) },
        parts: new Map(),
        headers: {},
      });
    const answers = await Promise.all(Array.from({ length: 2001 }, request));
    const codes = answers.map((answer) => {
      const { data } = answer as { data: { responseData: string } };
      return (JSON.parse(data.responseData) as { errcode: number }).errcode;
    });
    expect(codes.filter((code) => code === 61010)).toHaveLength(2000);
    expect(codes.at(-1)).toBe(45009);
    await cloud.kernel.clock.advance(60_000);
  });

  it('callOpenAPI answers codes instead of throwing', async () => {
    const { result } = await wx.callOpenAPI({ api: 'security.msgSecCheck', data: { ...text(), scene: 9 } });
    expect(result.errcode).toBe(40097);
    const good = await wx.callOpenAPI({ api: 'security.msgSecCheck', data: text() });
    expect(good.result).toMatchObject({ errcode: 0, trace_id: expect.any(String) });
  });

  it('signs for voice calls', async () => {
    const { signature } = await wx.getVoIPSign({ groupId: 'g', timestamp: 1, nonce: 'n' });
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
  });

  it('an API that is not there is refused by name', async () => {
    await expect(call('midas.pay', {})).rejects.toMatchObject({ errCode: -604100 });
    await expect(call('midas.pay', {})).rejects.toThrow(/the local cloud has no midas.pay/);
  });

  it.each([40001, 45009, 87014])('error %i comes on demand, once', async (errcode) => {
    await post('/__hub/wechat/faults', { env: 'shop', errcode, api: 'security.msgSecCheck' });
    expect(await failure('security.msgSecCheck', text())).toBe(errcode);
    expect((await call('security.msgSecCheck', text())).errCode).toBe(0);
  });
});

describe('api.weixin.qq.com', () => {
  const hub = async () => (await (await fetch(`${cloud.url}/__hub/wechat?env=shop`)).json()) as Json;
  const token = async (changes: object = {}) => {
    const { appid, secret } = await hub();
    return post('/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret, ...changes });
  };

  it('gives a token that stays, until it is forced or runs out', async () => {
    const first = await token();
    expect(first).toMatchObject({ access_token: expect.any(String), expires_in: 7200 });
    expect((await token()).access_token).toBe(first.access_token);
    const forced = await token({ force_refresh: true });
    expect(forced.access_token).not.toBe(first.access_token);
    const check = (access: unknown) => post(`/wxa/msg_sec_check?access_token=${access}`, text());
    expect((await check(forced.access_token)).errcode).toBe(0);
    expect((await check(first.access_token)).errcode).toBe(40001);
    expect((await post('/wxa/msg_sec_check', text())).errcode).toBe(41001);
    await cloud.kernel.clock.advance(7_201_000);
    expect((await check(forced.access_token)).errcode).toBe(42001);
    expect((await token({ secret: 'wrong' })).errcode).toBe(40125);
    expect((await token({ appid: 'wx0' })).errcode).toBe(40013);
  });

  it('logs a user in with the code of wx.login, once', async () => {
    const { appid, secret } = await hub();
    const { code } = await post('/__wechat/login', { env: 'shop', unionid: 'u1' }, 'oAlice');
    const query = { appid, secret, js_code: code, grant_type: 'authorization_code' } as Record<string, string>;
    const session = async () =>
      (await (await fetch(`${cloud.url}/sns/jscode2session?${new URLSearchParams(query)}`)).json()) as Json;
    expect(await session()).toMatchObject({ openid: 'oAlice', unionid: 'u1', session_key: expect.any(String) });
    expect((await session()).errcode).toBe(40163);
  });

  it('refuses a body that is not JSON', async () => {
    const { access_token } = await token();
    const url = `${cloud.url}/wxa/msg_sec_check?access_token=${access_token}`;
    expect(await (await fetch(url, { method: 'POST', body: '{"a' })).json()).toMatchObject({ errcode: 47001 });
  });
});

describe('shipping information', () => {
  const path = async (name: string) => {
    const { appid, secret } = (await (await fetch(`${cloud.url}/__hub/wechat?env=shop`)).json()) as Json;
    const login = { grant_type: 'client_credential', appid, secret };
    const { access_token } = await post('/cgi-bin/stable_token', login);
    return `/wxa/sec/order/${name}?access_token=${access_token}`;
  };
  let minute = 0;
  const upload = async (changes: object = {}) =>
    (
      await post(await path('upload_shipping_info'), {
        order_key: { order_number_type: 2, transaction_id: order.transactionId },
        logistics_type: 1,
        delivery_mode: 1,
        shipping_list: [{ tracking_no: 'SF1', express_company: 'SF', item_desc: '珍珠项链*1' }],
        upload_time: `2026-11-21T18:${String(minute++).padStart(2, '0')}:00.000+08:00`,
        payer: { openid: 'oAlice' },
        ...changes,
      })
    ).errcode;

  it('is taken, corrected once, and told of', async () => {
    expect(await upload({ order_key: { order_number_type: 2, transaction_id: 'none' } })).toBe(10060001);
    expect(await upload({ payer: { openid: 'oBob' } })).toBe(10060031);
    expect(await upload({ upload_time: 'yesterday' })).toBe(268485216);
    expect(await upload({ shipping_list: [{ tracking_no: 'SF1', express_company: 'SF' }] })).toBe(10060008);
    const state = async () =>
      (await post(await path('get_order'), { transaction_id: order.transactionId })).order as Json;
    expect((await state()).order_state).toBe(1);
    expect(await upload()).toBe(0);
    expect(await state()).toMatchObject({ order_state: 2, paid_amount: 129900 });
    expect(await upload({ upload_time: '2026-11-21T10:00:00+08:00' })).toBe(10060023);
    expect(await upload()).toBe(0);
    expect(await upload()).toBe(10060003);
    expect(wechat.inbox('shop', { kind: 'shipping' })).toHaveLength(2);
  });
});

describe('the doors', () => {
  it('refuse pages of other origins, guests and unknown environments', async () => {
    const evil = { method: 'DELETE', headers: { origin: 'https://evil.example' } };
    expect((await fetch(`${cloud.url}/__hub/wechat/inbox?env=shop`, evil)).status).toBe(403);
    expect((await post('/__wechat/login', { env: 'shop' })).code).toBe('NO_USER');
    expect((await post('/__wechat/login', { env: 'nowhere' }, 'oAlice')).code).toBe('INVALID_ENV');
  });

  it('clear the inbox', async () => {
    await fetch(`${cloud.url}/__hub/wechat/inbox?env=shop`, { method: 'DELETE' });
    expect(wechat.inbox('shop')).toEqual([]);
  });
});
