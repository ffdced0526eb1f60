import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startFunctions } from '../testing/harness.js';

let cloud: Harness;
beforeAll(async () => {
  cloud = await startFunctions({ allowHosts: ['allowed.qq.com', '*.myqcloud.com'] });
  await cloud.deploy(
    'net',
    `const http = require('http'), https = require('https'), net = require('net'), tls = require('tls');
     const viaNode = (mod, ...args) => new Promise((resolve, reject) => {
       const request = mod.request(...args, (response) => {
         let text = ''; response.on('data', (d) => (text += d)).on('end', () => resolve(JSON.parse(text)));
       });
       request.on('error', reject); request.end();
     });
     const failure = (socket) => new Promise((resolve) => socket.on('error', (e) => resolve(e.message)).on('connect', () => resolve('connected')));
     const ways = {
       httpUrl: (url) => viaNode(url.startsWith('https') ? https : http, url, { method: 'PUT', headers: { Host: 'x', 'X-A': '1' } }),
       httpOptions: (url) => { const u = new URL(url); return viaNode(https, { hostname: u.hostname, port: 443, path: u.pathname + u.search, headers: ['x-a', '1'], agent: new https.Agent() }); },
       get: (url) => new Promise((resolve, reject) => https.get(url, (r) => { let t = ''; r.on('data', (d) => (t += d)).on('end', () => resolve(JSON.parse(t))); }).on('error', reject)),
       fetch: (url) => fetch(url, { method: 'POST', body: 'hello', headers: { 'x-a': '1' } }).then((r) => r.json()),
       fetchRequest: (url) => fetch(new Request(url, { method: 'POST', body: 'hello' })).then((r) => r.json()),
       net: (url) => failure(net.connect(443, new URL(url).hostname)),
       tls: (url) => failure(tls.connect({ host: new URL(url).hostname, port: 443 })),
       fetchError: (url) => fetch(url).then(() => 'answered', (e) => String(e.cause && e.cause.message || e)),
     };
     exports.main = async ({ way, url }) => { const answer = await ways[way](url); return { answer, token: process.env.TENCENTCLOUD_SESSIONTOKEN }; };`,
  );
});
afterAll(() => cloud.close());

const reach = (way: string, url: string) => cloud.invoke('net', { way, url });

describe('calls to the platform’s hosts', () => {
  it.each([
    ['httpUrl', 'http://tcb-admin.tencentyun.com/echo?a=1', 'PUT'],
    ['httpUrl', 'https://demo.ap-shanghai.tcb-api.tencentcloudapi.com/echo?a=1', 'PUT'],
    ['httpOptions', 'https://api.mch.weixin.qq.com/echo?a=1', 'GET'],
    ['get', 'https://api.weixin.qq.com/echo?a=1', 'GET'],
    ['fetch', 'https://sms.tencentcloudapi.com/echo?a=1', 'POST'],
    ['fetchRequest', 'https://demo.api.tcloudbasegateway.com/echo?a=1', 'POST'],
    ['fetch', 'https://demo.service.tcloudbase.com/echo?a=1', 'POST'],
  ])('%s to %s arrive at the local cloud with path, headers and the host that was meant', async (way, url, method) => {
    const { answer, token } = await reach(way, url);
    expect(answer).toMatchObject({ path: '/echo?a=1', method });
    expect(answer.headers).toMatchObject({
      host: new URL(cloud.baseUrl).host,
      'x-local-cloud-host': new URL(url).hostname,
      'x-local-cloud-session': token,
    });
    if (['httpUrl', 'httpOptions', 'fetch'].includes(way)) expect(answer.headers['x-a']).toBe('1');
  });

  it.each([
    ['fetchError', 'https://bucket.cos.ap-shanghai.tencentcos.com/x'],
    ['net', 'https://mp.weixin.qq.com/'],
    ['tls', 'https://www.qq.com/'],
    ['fetchError', 'https://pay.wechatpay.cn/'],
  ])('%s to %s are refused, saying how to allow it', async (way, url) => {
    const host = new URL(url).hostname;
    expect((await reach(way, url)).answer).toContain(`LOCAL_CLOUD_ALLOW_HOSTS=${host}`);
  });

  it('other hosts, this machine, and what the owner allows are left alone', async () => {
    expect((await reach('fetch', `${cloud.baseUrl}/echo`)).answer.headers).not.toHaveProperty('x-local-cloud-host');
    expect((await reach('net', 'https://nowhere.invalid/')).answer).toContain('ENOTFOUND');
  });
});
