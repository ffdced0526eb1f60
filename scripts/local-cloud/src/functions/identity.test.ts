import { afterAll, beforeAll, expect, it } from 'vitest';
import { appidOf } from './index.js';
import { type Harness, startFunctions } from './testing/harness.js';

let cloud: Harness;
beforeAll(async () => {
  cloud = await startFunctions();
  await cloud.deployBundled(
    'whoami',
    `const cloud = require('wx-server-sdk');
     cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
     exports.main = async (event) => {
       const context = cloud.getWXContext();
       if (!event.next) return { context, event, pid: process.pid };
       const { result } = await cloud.callFunction({ name: event.next, data: { deeper: true } });
       return { context, result };
     };`,
  );
});
afterAll(() => cloud.close());

const call = async (name: string, openid?: string, data: object = {}) =>
  (await cloud.callFunction({ env: 'demo', name, data }, openid ? { 'x-dev-openid': openid } : {})).body;

it('one warm instance serves two users in turn, and a guest sees neither', async () => {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the function answers
  const who = async (openid?: string) => (await call('whoami', openid)).result as any;
  const alice = await who('oAlice');
  const bob = await who('oBob');
  const guest = await who();
  expect(alice.context).toMatchObject({ OPENID: 'oAlice', APPID: appidOf('demo'), ENV: 'demo', SOURCE: 'wx_client' });
  expect(bob.context).toMatchObject({ OPENID: 'oBob' });
  expect(guest.context).not.toHaveProperty('OPENID');
  expect(guest.context).toMatchObject({ ENV: 'demo', SOURCE: 'wx_client' });
  expect([bob.pid, guest.pid]).toEqual([alice.pid, alice.pid]);
  expect(alice.event).toEqual({ userInfo: { appId: appidOf('demo'), openId: 'oAlice' }, tcbContext: {} });
});

it('userInfo and tcbContext are the platform’s word, whatever the caller sends', async () => {
  const { result } = await call('whoami', 'oAlice', { userInfo: { openId: 'oBob' }, tcbContext: { x: 1 }, a: 1 });
  expect(result).toMatchObject({ event: { userInfo: { openId: 'oAlice' }, tcbContext: {}, a: 1 } });
});

it('a function that calls a function passes the identity on, and the source chain grows', async () => {
  const { result } = await call('whoami', 'oAlice', { next: 'whoami' });
  expect(result).toMatchObject({
    context: { OPENID: 'oAlice', SOURCE: 'wx_client' },
    result: { context: { OPENID: 'oAlice', SOURCE: 'wx_client,scf' }, event: { deeper: true } },
  });
  expect(cloud.adminCalls.at(-1)).toMatchObject({ action: 'functions.invokeFunction', env: 'demo', name: 'whoami' });
  const caller = cloud.service.recent({ name: 'whoami' }).find((record) => record.calls > 0)!;
  expect(caller).toMatchObject({ roundTrips: { 'functions.invokeFunction': 1 }, bytesIn: 10, bytesOut: 20 });
});

it('what a called function throws reaches the caller with its code', async () => {
  await cloud.deploy('fails', `exports.main = () => { throw new Error('kaboom'); };`);
  expect(await call('whoami', 'oAlice', { next: 'fails' })).toMatchObject({
    errCode: -504002,
    errMsg: expect.stringMatching(/FUNCTIONS_EXECUTE_FAIL.*kaboom/s),
  });
  expect(await call('whoami', 'oAlice', { next: 'absent' })).toMatchObject({
    errMsg: expect.stringContaining('FunctionName parameter could not be found'),
  });
});

it('a token is of one invocation, and cannot be guessed', async () => {
  await cloud.deploy('token', `exports.main = () => process.env.TENCENTCLOUD_SESSIONTOKEN;`);
  const [first, second] = [await cloud.invoke('token'), await cloud.invoke('token')];
  expect(first).not.toBe(second);
  expect(cloud.service.invocationOf(first)?.functionName).toBe('token');
  expect(cloud.service.invocationOf('')).toBeUndefined();
});

it('the mini-program door answers what wx.cloud.callFunction gives', async () => {
  expect(await call('whoami', 'oAlice')).toMatchObject({
    requestID: expect.any(String),
    errMsg: 'cloud.callFunction:ok',
  });
  expect(await call('absent', 'oAlice')).toMatchObject({
    errCode: -501000,
    errMsg: expect.stringContaining('FunctionName parameter could not be found'),
  });
  await cloud.deploy('stuck', 'exports.main = () => { for (;;); };', { timeoutSeconds: 1 });
  expect(await call('stuck')).toMatchObject({
    errCode: -504003,
    errMsg: expect.stringMatching(/FUNCTIONS_TIME_LIMIT_EXCEEDED.*Invoking task timed out after 1 seconds/),
  });
});

it('the mini-program door is closed to web pages of other origins and to other host names', async () => {
  const { status } = await cloud.callFunction({ env: 'demo', name: 'whoami' }, { origin: 'https://evil.example' });
  expect(status).toBe(403);
  expect((await cloud.callFunction({ env: 'demo', name: 'whoami' }, { origin: cloud.baseUrl })).status).toBe(200);
  const strange = await cloud.callFunction({ env: 'demo', name: 'whoami' }, { 'x-dev-openid': 'a\u00e9 b' });
  expect(strange.body).toMatchObject({ errCode: expect.any(Number), errMsg: expect.stringContaining('x-dev-openid') });
});
