import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startFunctions } from '../functions/testing/harness.js';

let cloud: Harness;
beforeAll(async () => {
  cloud = await startFunctions({
    allowOrigins: ['http://localhost:5173'],
    authenticate: async (_env, authorization) => (authorization === 'Bearer of-alice' ? { uid: 'alice' } : undefined),
  });
  const echo = `exports.main = async (event) => ({ event, env: { source: process.env.TCB_SOURCE, openid: process.env.WX_OPENID } });`;
  await cloud.deploy('echo', echo, { httpPaths: [{ path: '/api' }, { path: '/whole', keepPrefix: true }] });
  await cloud.deploy('deeper', `exports.main = () => 'deeper';`, { httpPaths: [{ path: '/api/deeper' }] });
  await cloud.deployBundled(
    'koa',
    `const Koa = require('koa'), serverless = require('serverless-http');
     const app = new Koa();
     app.use(async (ctx) => {
       ctx.cookies.set('a', '1', { secure: false }); ctx.cookies.set('b', '2', { secure: false });
       if (ctx.path === '/png') { ctx.type = 'image/png'; ctx.body = Buffer.from([0, 255, 1]); return; }
       const chunks = []; for await (const chunk of ctx.req) chunks.push(chunk);
       ctx.status = 201; ctx.body = { path: ctx.path, q: ctx.query.q, body: Buffer.concat(chunks).toString('hex') };
     });
     exports.main = serverless(app, { binary: ['image/*'] });`,
    { httpPaths: [{ path: '/koa' }] },
  );
});
afterAll(() => cloud.close());

const get = (path: string, init?: RequestInit) => fetch(`${cloud.baseUrl}/__http/demo${path}`, init);

describe('HTTP access', () => {
  it('gives an event function the request as the platform does, with nobody behind it', async () => {
    const response = await get('/api/records/%E4%BA%91?q=%E4%BA%91&b=1', {
      method: 'PUT',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
    const { event, env } = (await response.json()) as { event: Record<string, unknown>; env: object };
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(event).toMatchObject({
      path: '/records/%E4%BA%91',
      httpMethod: 'PUT',
      queryStringParameters: { q: '云', b: '1' },
      requestContext: { envId: 'demo', requestId: response.headers.get('x-cloudbase-request-id') },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
    expect(env).toEqual({ source: '' });
  });

  it('takes the longest route, whole segments only, and strips it unless told to keep it', async () => {
    expect(await (await get('/api/deeper/x')).text()).toBe('deeper');
    expect(((await (await get('/api')).json()) as { event: { path: string } }).event.path).toBe('/');
    expect(((await (await get('/whole/a')).json()) as { event: { path: string } }).event.path).toBe('/whole/a');
    const missing = await get('/apiary');
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ code: 'INVALID_PATH' });
  });

  it('serves a koa application: status, cookies, binary both ways', async () => {
    const made = await get('/koa/things?q=%E4%BA%91', {
      method: 'POST',
      body: new Uint8Array([0, 200, 255]),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(made.status).toBe(201);
    expect(made.headers.getSetCookie()).toEqual([expect.stringContaining('a=1'), expect.stringContaining('b=2')]);
    expect(await made.json()).toEqual({ path: '/things', q: '云', body: '00c8ff' });
    const image = await get('/koa/png');
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await image.arrayBuffer())).toEqual(Buffer.from([0, 255, 1]));
  });

  it.each([
    [`'hello'`, 200, 'text/plain; charset=utf-8', 'hello'],
    ['7', 200, 'text/plain; charset=utf-8', '7'],
    ['({ a: 1 })', 200, 'application/json; charset=utf-8', '{"a":1}'],
    [
      `({ statusCode: 418, headers: { 'content-type': 'text/x' }, body: 'aGk=', isBase64Encoded: true })`,
      418,
      'text/x',
      'hi',
    ],
    ['({ statusCode: 204 })', 204, null, ''],
  ])('answers %s as %i', async (source, status, type, text) => {
    await cloud.deploy('answer', `exports.main = () => ${source};`, { httpPaths: [{ path: '/answer' }] });
    const response = await get('/answer');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      status,
      type,
      text,
    ]);
  });

  it.each([
    ['() => { throw new Error("kaboom") }', 500, 'FUNCTIONS_EXECUTE_FAIL'],
    ['() => { for (;;); }', 504, 'FUNCTIONS_TIME_LIMIT_EXCEEDED'],
    ['() => ({ statusCode: 99 })', 502, 'FUNCTIONS_EXECUTE_FAIL'],
    ['() => ({ statusCode: 200, headers: { "x-bad": "a\\nb" } })', 502, 'FUNCTIONS_EXECUTE_FAIL'],
  ])('turns %s into HTTP %i', async (source, status, code) => {
    await cloud.deploy('broken', `exports.main = ${source};`, { timeoutSeconds: 1, httpPaths: [{ path: '/broken' }] });
    const response = await get('/broken');
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  it('lets pages of listed origins in, preflight included', async () => {
    const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'PUT' };
    const preflight = await get('/api', { method: 'OPTIONS', headers });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'PUT']);
    const answer = await get('/api', { headers: { origin: 'http://localhost:5173' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  });

  it('a route with authentication takes users only, and the function knows which', async () => {
    const source = `exports.main = () => process.env.TCB_UUID;`;
    await cloud.deploy('members', source, { httpPaths: [{ path: '/members', auth: true }] });
    const status = async (authorization?: string) =>
      (await get('/members', { headers: authorization ? { authorization } : {} })).status;
    expect([await status(), await status('Bearer forged')]).toEqual([401, 401]);
    expect(await (await get('/members', { headers: { authorization: 'Bearer of-alice' } })).text()).toBe('alice');
  });

  it('a path leads to one function', async () => {
    const taken = cloud.deploy('second', 'exports.main = () => 1;', { httpPaths: [{ path: '/api' }] });
    await expect(taken).rejects.toThrow('path /api leads to function "echo" already');
  });

  it('refuses a host name that is not this machine’s', async () => {
    const status = await new Promise((resolve) => {
      http.get(`${cloud.baseUrl}/__http/demo/api`, { headers: { host: 'evil.example' } }, (r) => resolve(r.statusCode));
    });
    expect(status).toBe(403);
  });

  it('refuses a body above 6 MB and a page of another origin', async () => {
    expect((await get('/api', { method: 'POST', body: 'x'.repeat(7e6) })).status).toBe(413);
    expect((await get('/api', { headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });
});
