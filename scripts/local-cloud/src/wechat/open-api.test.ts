import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWechatBench, textOf, type WechatBench } from './testing.js';

const require = createRequire(import.meta.url);
const { PNG } = require('pngjs') as {
  PNG: { sync: { read(bytes: Buffer): { data: Buffer; width: number; height: number } } };
};
const decodeQr = require('jsqr') as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;

let bench: WechatBench;
beforeAll(async () => {
  bench = await openWechatBench();
});
beforeEach(() => bench.wechat.recordVisit('shop', 'oAlice'));
afterAll(() => bench.close());

describe('subscribeMessage.send', () => {
  const message = (changes: object = {}) => ({
    touser: 'oAlice',
    templateId: 'tpl_paid',
    page: 'pages/index/index',
    data: { thing1: { value: '珍珠项链' }, amount2: { value: '1299.00元' }, time3: { value: '2026年11月21日 18:30' } },
    ...changes,
  });
  const tap = (body: object) => bench.post('/__wechat/requestSubscribeMessage', { env: 'shop', ...body }, 'oAlice');

  it('sends once for each tap that allowed it', async () => {
    expect(await bench.failure('subscribeMessage.send', message())).toBe(43101);
    expect(await tap({ tmplIds: ['tpl_paid', 'tpl_other'], reject: ['tpl_other'] })).toEqual({
      tpl_paid: 'accept',
      tpl_other: 'reject',
      errMsg: 'requestSubscribeMessage:ok',
    });
    const sent = await bench.call('subscribeMessage.send', message());
    // Beyond 2^53, as WeChat's are: the SDK gives sign, exponent and digits instead of a number.
    expect(sent.msgid).toMatchObject({ s: 1, c: expect.any(Array) });
    expect(bench.wechat.inbox('shop', { kind: 'subscribeMessage', openid: 'oAlice' })[0]!.content).toMatchObject({
      template: 'tpl_paid',
      values: { thing1: '珍珠项链' },
    });
    expect(await bench.failure('subscribeMessage.send', message())).toBe(43101);
    expect(await bench.failure('subscribeMessage.send', message({ templateId: 'tpl_other' }))).toBe(43101);
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
    expect(await bench.failure('subscribeMessage.send', message({ templateId: 'tpl_kept', ...changes }))).toBe(code);
  });
});

describe('wxacode.getUnlimited', () => {
  const code = (changes: object = {}) =>
    bench.call('wxacode.getUnlimited', { scene: 'p=1&from=a', page: 'pages/product/index', ...changes });

  it('draws a PNG that scans', async () => {
    const { contentType, buffer } = await code({ width: 430 });
    expect(contentType).toBe('image/png');
    const { data, width, height } = PNG.sync.read(buffer!);
    expect(width).toBeGreaterThan(300);
    const scanned = decodeQr(new Uint8ClampedArray(data), width, height)!.data;
    // As on a phone, the page gets its scene encoded.
    expect(scanned).toBe(`${bench.cloud.url}/shop/#/pages/product/index?scene=p%253D1%2526from%253Da`);
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
    const { code } = await bench.post(
      '/__wechat/getPhoneNumber',
      { env: 'shop', phoneNumber: '13812345678' },
      'oAlice',
    );
    const first = await bench.call('phonenumber.getPhoneNumber', { code });
    expect(first.phoneInfo).toMatchObject({ purePhoneNumber: '13812345678', countryCode: '86' });
    expect(await bench.failure('phonenumber.getPhoneNumber', { code })).toBe(40163);
    const later = await bench.post('/__wechat/getPhoneNumber', { env: 'shop' }, 'oAlice');
    await bench.cloud.kernel.clock.advance(301_000);
    expect(await bench.failure('phonenumber.getPhoneNumber', { code: later.code })).toBe(40029);
  });

  it('is open data behind a cloud id', async () => {
    const { cloudID } = await bench.post(
      '/__wechat/getPhoneNumber',
      { env: 'shop', phoneNumber: '13812345678' },
      'oAlice',
    );
    const { list } = await bench.wx.getOpenData({ list: [String(cloudID), 'unknown'] });
    expect(list).toMatchObject([{ cloudID, data: { purePhoneNumber: '13812345678' } }, { errCode: -601006 }]);
    expect(bench.wechat.openDataOf('shop', String(cloudID))).toMatchObject({ phoneNumber: '13812345678' });
  });
});

describe('the other ways to call', () => {
  it('callOpenAPI says that it cannot carry a picture', async () => {
    const call = bench.wx.callOpenAPI({ api: 'wxacode.getUnlimited', data: { scene: 'a=1' } });
    await expect(call).rejects.toThrow(/cannot carry/);
  });

  it('an API has so many calls a minute', async () => {
    const media = { openid: 'oNobody', scene: 1, version: 2, media_type: 2, media_url: 'http://127.0.0.1/a.png' };
    await bench.cloud.kernel.clock.advance(60_000);
    const request = () =>
      bench.wechat.actions['wx.api']!({
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
    await bench.cloud.kernel.clock.advance(60_000);
  });

  it('callOpenAPI answers codes instead of throwing', async () => {
    const { result } = await bench.wx.callOpenAPI({ api: 'security.msgSecCheck', data: { ...textOf(), scene: 9 } });
    expect(result.errcode).toBe(40097);
    const good = await bench.wx.callOpenAPI({ api: 'security.msgSecCheck', data: textOf() });
    expect(good.result).toMatchObject({ errcode: 0, trace_id: expect.any(String) });
  });

  it('signs for voice calls', async () => {
    const { signature } = await bench.wx.getVoIPSign({ groupId: 'g', timestamp: 1, nonce: 'n' });
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
  });

  it('an API that is not there is refused by name', async () => {
    await expect(bench.call('midas.pay', {})).rejects.toMatchObject({ errCode: -604100 });
    await expect(bench.call('midas.pay', {})).rejects.toThrow(/the local cloud has no midas.pay/);
  });

  it.each([40001, 45009, 87014])('error %i comes on demand, once', async (errcode) => {
    await bench.post('/__hub/wechat/faults', { env: 'shop', errcode, api: 'security.msgSecCheck' });
    expect(await bench.failure('security.msgSecCheck', textOf())).toBe(errcode);
    expect((await bench.call('security.msgSecCheck', textOf())).errCode).toBe(0);
  });
});
