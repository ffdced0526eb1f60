import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFunctionRuntime } from '../../build.mjs';
import { createAdminDoor } from '../admin/door.js';
import { appidOf, createFunctionsService, FUNCTION_DEFAULTS, type FunctionsService } from '../functions/index.js';
import { createFaults } from '../hub/faults.js';
import { type Clock, createClock } from '../kernel/clock.js';
import type { Kernel } from '../kernel/kernel.js';
import { createLocalServer, listen } from '../server/server.js';
import { createStorageService } from '../storage/index.js';
import { createWechatPayService, type WechatPayService } from '../wechat-pay/index.js';
import { eventually } from '../wechat-pay/testing.js';
import { createWechatService } from './index.js';

/** What a developer would deploy: one function that meets the whole of WeChat through the unmodified SDK. */
const SOURCE = `
  const cloud = require('wx-server-sdk');
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  let told = null;
  const actions = {
    told: () => told,
    async check({ content }, { OPENID }) {
      const { result } = await cloud.openapi.security.msgSecCheck({ openid: OPENID, scene: 2, version: 2, content });
      return result.suggest;
    },
    checkPicture: (event, { OPENID }) => cloud.openapi.security.mediaCheckAsync(
      { openid: OPENID, scene: 1, version: 2, mediaType: 2, mediaUrl: 'http://127.0.0.1/risky.png' }),
    async draw(event, { OPENID }) {
      const { buffer } = await cloud.openapi.wxacode.getUnlimited({ scene: 'u=1' });
      const { fileID } = await cloud.uploadFile({ cloudPath: '码/' + OPENID + '.png', fileContent: buffer });
      const { fileContent } = await cloud.downloadFile({ fileID });
      return fileContent.equals(buffer);
    },
    async token({ appid, secret }) {
      const answer = await fetch('https://api.weixin.qq.com/cgi-bin/stable_token', {
        method: 'POST', body: JSON.stringify({ grant_type: 'client_credential', appid, secret }) });
      return answer.json();
    },
    order: ({ subMchId }) => cloud.cloudPay.unifiedOrder({ body: '珍珠', outTradeNo: 'inside_1', spbillCreateIp: '127.0.0.1',
      subMchId, totalFee: 5, envId: 'shop', functionName: 'everything' }),
  };
  exports.main = async (event) => {
    if (event.action) return actions[event.action](event, cloud.getWXContext());
    told = event;
    return { errcode: 0 };
  };
`;

let url = '';
let clock: Clock;
let functions: FunctionsService;
let pay: WechatPayService;
let close: () => Promise<void>;
beforeAll(async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'inside-'));
  clock = createClock();
  const kernel: Kernel = {
    clock,
    dataDir,
    baseUrl: () => url,
    hasEnvironment: (env) => env === 'shop',
    environments: () => ['shop'],
    log: () => undefined,
  };
  const faults = createFaults();
  await buildFunctionRuntime(dataDir);
  functions = createFunctionsService(kernel, { runtimeDir: dataDir });
  const storage = createStorageService(kernel);
  const invoke = async (env: string, name: string, event: Record<string, unknown>): Promise<unknown> =>
    JSON.parse((await functions.invoke(env, name, event, { source: '' })).json);
  pay = createWechatPayService(kernel, { appidOf, invoke });
  const wechat = createWechatService(kernel, { appidOf, invoke, findPayment: pay.paidOrder });
  const services = [functions, storage, pay, wechat];
  const invocationOf = (token: string) => functions.invocationOf(token);
  const actions = new Map(services.flatMap((service) => Object.entries(service.actions)));
  const admin = createAdminDoor(kernel, { actions, invocationOf, faults, defaultEnvironment: () => 'shop' });
  const routes = [admin, ...services.flatMap((service) => service.routes)];
  const server = createLocalServer({ routes, baseUrl: () => url, faults, invocationOf, log: kernel.log });
  url = `http://127.0.0.1:${await listen(server, 0)}`;
  await deploy(path.join(dataDir, 'everything'));
  await post('/__hub/wechat/push', { env: 'shop', functionName: 'everything' });
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await functions.close();
    await Promise.all([pay.close(), wechat.close(), storage.close()]);
    clock.close();
  };
});
afterAll(() => close());

async function deploy(dir: string) {
  const resolveDir = path.dirname(fileURLToPath(import.meta.url));
  const built = await build({
    stdin: { contents: SOURCE, resolveDir },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  mkdirSync(dir);
  writeFileSync(path.join(dir, 'index.js'), built.outputFiles[0]!.text);
  await functions.deploy('shop', { ...FUNCTION_DEFAULTS, name: 'everything', dir, timeoutSeconds: 10 });
}

async function post(door: string, body: object) {
  const headers = { 'content-type': 'application/json', 'x-dev-openid': 'oAlice' };
  const response = await fetch(url + door, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as Record<string, unknown>;
}
const call = async (action: string, more: object = {}) => {
  const answer = await post('/__cloud/callFunction', { env: 'shop', name: 'everything', data: { action, ...more } });
  expect(answer.errMsg).toBe('cloud.callFunction:ok');
  return answer.result as never;
};

describe('a function that a user called', () => {
  it('may check that user’s text at once: the call is the visit', async () => {
    expect(await call('check', { content: '你好' })).toBe('pass');
    expect(await call('check', { content: '来赌博' })).toBe('risky');
  });

  it('draws a code, stores it and reads it back', async () => {
    expect(await call('draw')).toBe(true);
  });

  it('is told of a picture’s verdict later', async () => {
    const { traceId } = await call('checkPicture');
    await clock.advance(11_000);
    expect(await call('told')).toMatchObject({ Event: 'wxa_media_check', trace_id: traceId });
  });

  it('reaches api.weixin.qq.com on this machine', async () => {
    const { appid, secret } = (await (await fetch(`${url}/__hub/wechat?env=shop`)).json()) as Record<string, string>;
    expect(await call('token', { appid, secret })).toMatchObject({ expires_in: 7200 });
  });

  it('orders with cloudPay and is told of the payment', async () => {
    const { payment } = (await call('order', { subMchId: pay.merchantOf('shop').mchid })) as {
      payment: { package: string };
    };
    const cashier = `/__wechat-pay/cashier/${payment.package.slice('prepay_id='.length)}`;
    expect(await post(cashier, { action: 'pay', openid: 'oAlice', payment })).toMatchObject({
      errMsg: 'requestPayment:ok',
    });
    await eventually(() => expect(pay.orders('shop').notices[0]?.state).toBe('delivered'));
    expect(await call('told')).toMatchObject({ outTradeNo: 'inside_1', subOpenid: 'oAlice', totalFee: 5 });
  });
});
