import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStorageBench, type StorageBench } from './storage-bench.js';

let bench: StorageBench;
beforeAll(async () => {
  bench = await openStorageBench();
});
afterAll(() => bench.close());

describe('a temporary address', () => {
  it('expires on the virtual clock and holds for its own file only', async () => {
    const a = await bench.storage.put('shop', 'private/a.txt', Buffer.from('a'));
    await bench.storage.put('shop', 'private/b.txt', Buffer.from('b'));
    const url = await bench.tempUrl(a, 60);
    expect(await (await fetch(url)).text()).toBe('a');
    expect((await fetch(url.replace('a.txt', 'b.txt'))).status).toBe(403);
    expect((await fetch(url.replace(/t=(\d+)/, (_, t: string) => `t=${Number(t) + 1}`))).status).toBe(403);
    expect((await fetch(url.split('?')[0]!)).status).toBe(403);
    await bench.cloud.kernel.clock.advance(62_000);
    const late = await fetch(url);
    expect([late.status, (await late.text()).includes('<Code>AccessDenied</Code>')]).toEqual([403, true]);
  });

  it('of a public file needs no signature and lasts', async () => {
    const url = await bench.tempUrl(
      await bench.storage.put('shop', 'public/目录/图.svg', Buffer.from('<svg/>'), { public: true }),
    );
    expect(url).not.toContain('sign=');
    await bench.cloud.kernel.clock.advance(86_400_000);
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(response.headers.get('content-security-policy')).toBe('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('a download', () => {
  const get = async (headers: Record<string, string> = {}, method = 'GET') =>
    fetch(await bench.tempUrl(await bench.storage.put('shop', 'digits.txt', Buffer.from('0123456789'))), {
      headers,
      method,
    });

  it('answers ranges', async () => {
    const middle = await get({ range: 'bytes=2-4' });
    expect([middle.status, await middle.text()]).toEqual([206, '234']);
    expect(middle.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(await (await get({ range: 'bytes=-3' })).text()).toBe('789');
    const beyond = await get({ range: 'bytes=10-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
  });

  it('answers HEAD and a known ETag without a body', async () => {
    const head = await get({}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
    expect((await get({ 'if-none-match': head.headers.get('etag')! })).status).toBe(304);
  });

  it('serves an empty file', async () => {
    const response = await fetch(await bench.tempUrl(await bench.storage.put('shop', 'empty.txt', Buffer.alloc(0))));
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '0']);
  });

  it.each(['%2e%2e/farm/secret.txt', '..%2fx', 'a%00b', '%ff', 'a%5cb'])('refuses the path %s', async (path) => {
    const response = await fetch(`${bench.cloud.url}/__cloud/file/shop/${path}`);
    expect([400, 403, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('secret');
  });
});

describe('an upload to COS', () => {
  it('needs the signature of its own path, within 15 minutes', async () => {
    const meta = bench.storage.actions['storage.getUploadMetadata']!({
      env: 'shop',
      action: '',
      body: { path: 'ticket.txt', method: 'put' },
      parts: new Map(),
      headers: {},
    }) as { data: { url: string; authorization: string } };
    const put = (url: string, authorization: string) =>
      fetch(url, { method: 'PUT', headers: { authorization }, body: 'x' });
    const { url, authorization } = meta.data;
    const forged = await put(url.replace('ticket', 'other'), authorization);
    expect([forged.status, await forged.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')]);
    expect((await put(url, authorization)).status).toBe(200);
    await bench.cloud.kernel.clock.advance(16 * 60_000);
    expect((await put(url, authorization)).status).toBe(403);
  });

  it('that is broken off leaves nothing behind', async () => {
    const { hostname, port } = new URL(bench.cloud.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /__cloud/uploadFile?env=shop&cloudPath=broken.bin HTTP/1.1\r\nHost: 127.0.0.1\r\nx-dev-openid: oAlice\r\n' +
        'Content-Length: 100000\r\n\r\nonly a part',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(bench.storage.listFiles('shop', 'broken')).toEqual([]);
  });
});
