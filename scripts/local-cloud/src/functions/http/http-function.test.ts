import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appidOf } from '../index.js';
import { type Harness, startFunctions } from '../testing/harness.js';

const SERVER = `
const http = require('http');
http.createServer(async (req, res) => {
  const url = new URL(req.url, 'http://x');
  if (url.pathname === '/sse') {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let i = 0; i < 3; i++) { res.write('data: ' + i + '\\n\\n'); await new Promise((r) => setTimeout(r, 150)); }
    return res.end();
  }
  if (url.pathname === '/hang') return;
  if (url.pathname === '/exit') process.exit(7);
  if (url.pathname === '/slow') await new Promise((r) => setTimeout(r, 300));
  const chunks = []; for await (const chunk of req) chunks.push(chunk);
  console.log('served', req.url);
  res.setHeader('set-cookie', ['a=1', 'b=2']);
  res.writeHead(201, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ url: req.url, method: req.method, headers: req.headers, body: Buffer.concat(chunks).toString(), env: process.env, pid: process.pid, now: Date.now() }));
}).listen(9000, '0.0.0.0', () => console.log('listening'));`;

let cloud: Harness;
beforeAll(async () => {
  cloud = await startFunctions();
  await cloud.deployHttp('web', SERVER, { env: { MINE: 'yes' }, httpPaths: [{ path: '/web' }] });
  await cloud.deployHttp('open', SERVER, { invoke: 'anyone', httpPaths: [{ path: '/open' }] });
});
afterAll(() => cloud.close());

// biome-ignore lint/suspicious/noExplicitAny: whatever the function answers
const json = async (response: Response): Promise<any> => response.json();
const call = (name: string, target: string, init: RequestInit = {}, openid = 'oAlice') =>
  fetch(`${cloud.baseUrl}/__cloud/callHTTPFunction/demo/${name}${target}`, {
    ...init,
    headers: { ...init.headers, ...(openid ? { 'x-dev-openid': openid } : {}) },
  });

describe('an HTTP function', () => {
  it('is given the request, and its answer comes back as it is', async () => {
    const response = await call('web', '/a/b?c=%E4%BA%91', { method: 'PUT', body: 'hello' });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await json(response)).toMatchObject({ url: '/a/b?c=%E4%BA%91', method: 'PUT', body: 'hello' });
    // The record is closed, and has what was printed, a moment after the answer has left.
    await expect
      .poll(() => cloud.service.recent({ name: 'web', limit: 1 })[0])
      .toMatchObject({
        status: 201,
        eventBytes: 5,
        cold: true,
        logs: expect.arrayContaining([expect.objectContaining({ text: 'served /a/b?c=%E4%BA%91' })]),
      });
  });

  it('knows its caller by the platform’s headers, which a client cannot forge, and has no credentials', async () => {
    const forged = { 'x-wx-openid': 'oBob', 'x-cloudbase-context': 'forged' };
    const { headers, env } = await json(await call('web', '/', { headers: forged }));
    expect(headers).toMatchObject({ 'x-wx-openid': 'oAlice', 'x-wx-appid': appidOf('demo') });
    const context = JSON.parse(Buffer.from(headers['x-cloudbase-context'], 'base64').toString());
    expect(context).toMatchObject({ envId: 'demo', openId: 'oAlice' });
    expect(headers).not.toHaveProperty('x-dev-openid');
    expect(env).toMatchObject({ MINE: 'yes', SCF_NAMESPACE: 'demo', TZ: 'UTC' });
    for (const secret of ['TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SESSIONTOKEN', 'WX_OPENID']) {
      expect(env).not.toHaveProperty(secret);
    }
  });

  it('refuses callers without an identity until it is opened', async () => {
    const refused = await call('web', '/', {}, '');
    expect([refused.status, await json(refused)]).toMatchObject([403, { code: 'EXCEED_AUTHORITY' }]);
    expect((await fetch(`${cloud.baseUrl}/__http/demo/web/x`)).status).toBe(403);
    const open = await json(
      await fetch(`${cloud.baseUrl}/__http/demo/open/x?y=1`, { headers: { 'x-wx-openid': 'oBob' } }),
    );
    expect(open.url).toBe('/x?y=1');
    expect(open.headers).not.toHaveProperty('x-wx-openid');
  });

  it('streams: each event arrives when it is written', async () => {
    const response = await call('web', '/sse');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const arrivals: number[] = [];
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      arrivals.push(performance.now());
      text += Buffer.from(chunk).toString();
    }
    expect(text).toBe('data: 0\n\ndata: 1\n\ndata: 2\n\n');
    expect(arrivals.at(-1)! - arrivals[0]!).toBeGreaterThan(200);
  });

  it('many run side by side, each wanting port 9000', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, i) => call(i % 2 ? 'web' : 'open', '/slow').then(json)),
    );
    expect(new Set(answers.map((answer) => answer.pid)).size).toBeGreaterThan(2);
  });

  it('that hangs is ended at its time limit; one that ends itself is replaced', async () => {
    await cloud.deployHttp('short', SERVER, { timeoutSeconds: 1 });
    const hung = await call('short', '/hang');
    expect([hung.status, await json(hung)]).toMatchObject([504, { code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' }]);
    const gone = await call('short', '/exit');
    expect([gone.status, await json(gone)]).toMatchObject([
      500,
      { code: 'FUNCTIONS_EXECUTE_FAIL', message: expect.stringContaining('exit code 7') },
    ]);
    expect((await call('short', '/')).status).toBe(201);
  });

  it('is free for the next request when its client goes away', async () => {
    await cloud.deployHttp('left', SERVER);
    const first = await json(await call('left', '/'));
    const abort = new AbortController();
    const left = call('left', '/hang', { signal: abort.signal });
    left.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 200));
    abort.abort();
    await expect(left).rejects.toThrow();
    await expect.poll(async () => (await json(await call('left', '/'))).pid, { timeout: 3000 }).toBe(first.pid);
  });

  it('tells the virtual time after the clock has jumped', async () => {
    await cloud.clock.advance(86_400_000);
    const { now } = await json(await call('web', '/'));
    expect(Math.abs(now - cloud.clock.now())).toBeLessThan(3000);
  });

  it('refuses a body above 6 MB', async () => {
    const response = await call('web', '/', { method: 'POST', body: 'x'.repeat(7e6) });
    expect([response.status, await json(response)]).toMatchObject([413, { code: 'EXCEED_REQUEST_SIZE_LIMIT' }]);
  });

  it('cannot be called as an event function, nor the other way round', async () => {
    await expect(cloud.invoke('web')).rejects.toMatchObject({ code: 'INVALID_PARAM' });
    await cloud.deploy('event', 'exports.main = () => 1;');
    expect((await call('event', '/')).status).toBe(400);
  });
});

describe('scf_bootstrap', () => {
  const failure = async (script: string | undefined, mode = 0o755) => {
    const dir = await cloud.deployHttp('boot', SERVER, {}, script ?? '#!/bin/bash\n');
    await chmod(path.join(dir, 'scf_bootstrap'), mode);
    return (await json(await call('boot', '/'))).message;
  };

  it.each([
    ['with CRLF line ends', '#!/bin/bash\r\nnode index.js\r\n', 0o755, /CRLF/],
    ['that is not executable', '#!/bin/bash\nnode index.js\n', 0o644, /chmod 755/],
    ['without an interpreter', 'node index.js\n', 0o755, /#!\/bin\/bash/],
    ['that fails', '#!/bin/bash\necho no such thing >&2; exit 3\n', 0o755, /exit code 3.*no such thing/s],
  ])('%s says what is wrong', async (_what, script, mode, text) => {
    expect(await failure(script, mode)).toMatch(text);
  });

  it('may start the server by way of npm', async () => {
    const dir = await cloud.deployHttp('npm', SERVER, {}, '#!/bin/bash\nnpm start\n');
    await writeFile(path.join(dir, 'package.json'), JSON.stringify({ scripts: { start: 'node index.js' } }));
    expect((await call('npm', '/x')).status).toBe(201);
  });
});
