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

  it('holds to its last second, and not a year when nobody asked for one', async () => {
    const file = await bench.storage.put('shop', 'private/second.txt', Buffer.from('second'));
    const began = bench.cloud.kernel.clock.now();
    const url = await bench.tempUrl(file, 100);
    const expires = Number(new URL(url).searchParams.get('t'));
    expect(expires).toBe(Math.ceil(began / 1000) + 100);
    await bench.cloud.kernel.clock.advance(expires * 1000 - bench.cloud.kernel.clock.now() - 900);
    expect((await fetch(url)).status).toBe(200);
    await bench.cloud.kernel.clock.advance(2000);
    expect((await fetch(url)).status).toBe(403);
    const unasked = await bench.sdks.get('node-sdk')!.getTempFileURL({ fileList: [file] });
    const lives = Number(new URL(String(unasked.fileList[0]!.tempFileURL)).searchParams.get('t')) - expires;
    expect(lives).toBeGreaterThan(590);
    expect(lives).toBeLessThan(610);
  });

  it.each([-1, 0.5, 366 * 86_400, Number.NaN, '60', 1e308])('is not given for %s seconds', async (max_age) => {
    const fileid = await bench.storage.put('shop', 'private/age.txt', Buffer.from('x'));
    const call = { env: 'shop', action: '', parts: new Map(), headers: {}, body: { file_list: [{ fileid, max_age }] } };
    const ask = async () => bench.storage.actions['storage.batchGetDownloadUrl']!(call);
    await expect(ask()).rejects.toMatchObject({ code: 'INVALID_PARAM', message: expect.stringContaining('max_age') });
  });

  it.each([
    ['a later time', (url: URL) => url.searchParams.set('t', '99999999999')],
    ['no time', (url: URL) => url.searchParams.delete('t')],
    ['an endless time', (url: URL) => url.searchParams.set('t', 'Infinity')],
    ['two times', (url: URL) => url.searchParams.append('t', '99999999999')],
    ['no signature', (url: URL) => url.searchParams.delete('sign')],
    ['an empty signature', (url: URL) => url.searchParams.set('sign', '')],
    ['a signature in other letters', (url: URL) => url.searchParams.set('sign', 'é'.repeat(64))],
    ['another environment', (url: URL) => (url.pathname = url.pathname.replace('/shop/', '/farm/'))],
  ])('does not hold with %s once it has expired', async (_, forge) => {
    await bench.storage.put('farm', 'private/forged.txt', Buffer.from('secret'));
    const file = await bench.storage.put('shop', 'private/forged.txt', Buffer.from('secret'));
    const url = new URL(await bench.tempUrl(file, 1));
    await bench.cloud.kernel.clock.advance(3000);
    forge(url);
    const response = await fetch(url);
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('secret');
  });

  it('of a file that was replaced gives the new one, and of one that was removed nothing', async () => {
    const file = await bench.storage.put('shop', 'private/again.txt', Buffer.from('old'));
    const url = await bench.tempUrl(file, 600);
    await bench.storage.put('shop', 'private/again.txt', Buffer.from('new'));
    expect(await (await fetch(url)).text()).toBe('new');
    await bench.sdks.get('node-sdk')!.deleteFile({ fileList: [file] });
    expect((await fetch(url)).status).toBe(404);
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

  it('gives a part only of the file that the client has begun', async () => {
    const url = await bench.tempUrl(await bench.storage.put('shop', 'movie.bin', Buffer.from('0123456789')));
    const first = await fetch(url, { headers: { range: 'bytes=0-4' } });
    const etag = first.headers.get('etag')!;
    const rest = (headers: Record<string, string>) => fetch(url, { headers: { range: 'bytes=5-', ...headers } });
    const resumed = await rest({ 'if-range': etag });
    expect([resumed.status, (await first.text()) + (await resumed.text())]).toEqual([206, '0123456789']);
    const byDate = await rest({ 'if-range': first.headers.get('last-modified')! });
    expect(byDate.status).toBe(206);
    await bench.storage.put('shop', 'movie.bin', Buffer.from('abcdefghij'));
    const changed = await rest({ 'if-range': etag });
    expect([changed.status, await changed.text()]).toEqual([200, 'abcdefghij']);
  });

  it.each(['bytes=0-0,2-3', 'bytes=5-2', 'bytes=a-b', 'bytes=--1', 'lines=0-3', `bytes=${'9'.repeat(400)}-`])(
    'answers the range %s with the whole file or not at all, and never with another part',
    async (range) => {
      const response = await get({ range });
      const text = await response.text();
      expect(response.status === 200 ? text : response.headers.get('content-range')).toBe(
        response.status === 200 ? '0123456789' : 'bytes */10',
      );
    },
  );

  it('needs the signature for a part as well, and says nothing of the size without', async () => {
    await bench.storage.put('shop', 'private/part.txt', Buffer.from('0123456789'));
    const response = await fetch(`${bench.cloud.url}/__cloud/file/shop/private/part.txt`, {
      headers: { range: 'bytes=0-4' },
    });
    expect([response.status, response.headers.get('content-range')]).toEqual([403, null]);
    expect(await response.text()).not.toContain('01234');
  });

  it('answers HEAD and a known ETag without a body', async () => {
    const head = await get({}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
    const etag = head.headers.get('etag')!;
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
    expect((await get({ 'if-none-match': `"other", W/${etag}` })).status).toBe(304);
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200);
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
