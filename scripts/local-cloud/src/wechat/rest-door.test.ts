import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Json, openWechatBench, PAID_ORDER, textOf, type WechatBench } from './testing.js';

let bench: WechatBench;
beforeAll(async () => {
  bench = await openWechatBench();
});
beforeEach(() => bench.wechat.recordVisit('shop', 'oAlice'));
afterAll(() => bench.close());

describe('api.weixin.qq.com', () => {
  const hub = async () => (await (await fetch(`${bench.cloud.url}/__hub/wechat?env=shop`)).json()) as Json;
  const token = async (changes: object = {}) => {
    const { appid, secret } = await hub();
    return bench.post('/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret, ...changes });
  };

  it('gives a token that stays, until it is forced or runs out', async () => {
    const first = await token();
    expect(first).toMatchObject({ access_token: expect.any(String), expires_in: 7200 });
    expect((await token()).access_token).toBe(first.access_token);
    const forced = await token({ force_refresh: true });
    expect(forced.access_token).not.toBe(first.access_token);
    const check = (access: unknown) => bench.post(`/wxa/msg_sec_check?access_token=${access}`, textOf());
    expect((await check(forced.access_token)).errcode).toBe(0);
    expect((await check(first.access_token)).errcode).toBe(40001);
    expect((await bench.post('/wxa/msg_sec_check', textOf())).errcode).toBe(41001);
    await bench.cloud.kernel.clock.advance(7_201_000);
    expect((await check(forced.access_token)).errcode).toBe(42001);
    expect((await token({ secret: 'wrong' })).errcode).toBe(40125);
    expect((await token({ appid: 'wx0' })).errcode).toBe(40013);
  });

  it('logs a user in with the code of bench.wx.login, once', async () => {
    const { appid, secret } = await hub();
    const { code } = await bench.post('/__wechat/login', { env: 'shop', unionid: 'u1' }, 'oAlice');
    const query = { appid, secret, js_code: code, grant_type: 'authorization_code' } as Record<string, string>;
    const session = async () =>
      (await (await fetch(`${bench.cloud.url}/sns/jscode2session?${new URLSearchParams(query)}`)).json()) as Json;
    expect(await session()).toMatchObject({ openid: 'oAlice', unionid: 'u1', session_key: expect.any(String) });
    expect((await session()).errcode).toBe(40163);
  });

  it('refuses a body that is not JSON', async () => {
    const { access_token } = await token();
    const url = `${bench.cloud.url}/wxa/msg_sec_check?access_token=${access_token}`;
    expect(await (await fetch(url, { method: 'POST', body: '{"a' })).json()).toMatchObject({ errcode: 47001 });
  });
});

describe('shipping information', () => {
  const path = async (name: string) => {
    const { appid, secret } = (await (await fetch(`${bench.cloud.url}/__hub/wechat?env=shop`)).json()) as Json;
    const login = { grant_type: 'client_credential', appid, secret };
    const { access_token } = await bench.post('/cgi-bin/stable_token', login);
    return `/wxa/sec/order/${name}?access_token=${access_token}`;
  };
  let minute = 0;
  const upload = async (changes: object = {}) =>
    (
      await bench.post(await path('upload_shipping_info'), {
        order_key: { order_number_type: 2, transaction_id: PAID_ORDER.transactionId },
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
      (await bench.post(await path('get_order'), { transaction_id: PAID_ORDER.transactionId })).order as Json;
    expect((await state()).order_state).toBe(1);
    expect(await upload()).toBe(0);
    expect(await state()).toMatchObject({ order_state: 2, paid_amount: 129900 });
    expect(await upload({ upload_time: '2026-11-21T10:00:00+08:00' })).toBe(10060023);
    expect(await upload()).toBe(0);
    expect(await upload()).toBe(10060003);
    expect(bench.wechat.inbox('shop', { kind: 'shipping' })).toHaveLength(2);
  });
});

describe('the doors', () => {
  it('refuse pages of other origins, guests and unknown environments', async () => {
    const evil = { method: 'DELETE', headers: { origin: 'https://evil.example' } };
    expect((await fetch(`${bench.cloud.url}/__hub/wechat/inbox?env=shop`, evil)).status).toBe(403);
    expect((await bench.post('/__wechat/login', { env: 'shop' })).code).toBe('NO_USER');
    expect((await bench.post('/__wechat/login', { env: 'nowhere' }, 'oAlice')).code).toBe('INVALID_ENV');
  });

  it('clear the inbox', async () => {
    await fetch(`${bench.cloud.url}/__hub/wechat/inbox?env=shop`, { method: 'DELETE' });
    expect(bench.wechat.inbox('shop')).toEqual([]);
  });
});
