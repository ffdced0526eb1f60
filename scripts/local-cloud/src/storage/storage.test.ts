import { createReadStream, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStorageService, fileIdOf, type StorageService } from './index.js';
import { openTestCloud, type TestCloud } from './testing.js';

const require = createRequire(import.meta.url);
const credentials = { TENCENTCLOUD_SECRETID: 'x', TENCENTCLOUD_SECRETKEY: 'y', TENCENTCLOUD_SESSIONTOKEN: 'z' };
Object.assign(process.env, credentials, {
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  SCF_NAMESPACE: 'shop',
});

/** The part of the SDKs' file API that the three share. */
interface FileSdk {
  uploadFile(options: { cloudPath: string; fileContent: unknown }): Promise<{ fileID: string }>;
  downloadFile(options: { fileID: string }): Promise<{ fileContent: Buffer }>;
  getTempFileURL(options: { fileList: unknown[] }): Promise<{ fileList: Record<string, unknown>[] }>;
  deleteFile(options: { fileList: string[] }): Promise<{ fileList: Record<string, unknown>[] }>;
  copyFile(options: { fileList: object[] }): Promise<{ fileList: Record<string, unknown>[] }>;
  getFileInfo(options: { fileList: string[] }): Promise<{ fileList: Record<string, unknown>[] }>;
}

let cloud: TestCloud;
let storage: StorageService;
const sdks = new Map<string, FileSdk>();
beforeAll(async () => {
  cloud = await openTestCloud();
  storage = createStorageService(cloud.kernel, { largest: 1_000_000 });
  cloud.serve(storage);
  const options = { env: 'shop', serviceUrl: `${cloud.url}/admin`, secretId: 'x', secretKey: 'y' };
  sdks.set('node-sdk', require('@cloudbase/node-sdk').init(options));
  sdks.set('tcb-admin-node', require('tcb-admin-node').init(options));
  const wx = require('wx-server-sdk');
  wx.init(options);
  sdks.set('wx-server-sdk', wx);
});
afterAll(async () => {
  await storage.close();
  await cloud.close();
});

const bytes = Buffer.from([0, 255, 254, 1, 13, 10, 13, 10, 45, 45]);
const wxCloud = async (name: string, body: object, openid?: string) => {
  const headers = { 'content-type': 'application/json', ...(openid && { 'x-dev-openid': openid }) };
  const response = await fetch(`${cloud.url}/__cloud/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as { fileList: { status: number; tempFileURL: string }[] };
};
const wxUpload = async (path: string, body: Uint8Array<ArrayBuffer> | FormData, openid?: string, env = 'shop') => {
  const query = new URLSearchParams({ env, cloudPath: path });
  const response = await fetch(`${cloud.url}/__cloud/uploadFile?${query}`, {
    method: 'POST',
    headers: openid ? { 'x-dev-openid': openid } : {},
    body,
  });
  return (await response.json()) as { fileID: string; statusCode: number; errCode?: number; errMsg: string };
};
const tempUrl = async (fileID: string, maxAge = 600) => {
  const { fileList } = await sdks.get('node-sdk')!.getTempFileURL({ fileList: [{ fileID, maxAge }] });
  return encodeURI(String(fileList[0]!.tempFileURL));
};

describe.each(['node-sdk', 'tcb-admin-node', 'wx-server-sdk'])('%s', (name) => {
  const sdk = () => sdks.get(name)!;

  it('uploads a buffer and a stream and downloads them, names in any script', async () => {
    for (const path of [`${name}/a.bin`, `${name}/珍珠 项链/图 100%.png`, `${name}/Ünïcode-ю-😀+&=@.txt`]) {
      const { fileID } = await sdk().uploadFile({ cloudPath: path, fileContent: bytes });
      expect(fileID).toBe(fileIdOf('shop', path));
      expect((await sdk().downloadFile({ fileID })).fileContent).toEqual(bytes);
    }
    const file = join(mkdtempSync(join(tmpdir(), 'upload-')), 'photo.jpg');
    writeFileSync(file, Buffer.alloc(300_000, 'jpeg'));
    const { fileID } = await sdk().uploadFile({ cloudPath: `${name}/photo.jpg`, fileContent: createReadStream(file) });
    expect((await sdk().downloadFile({ fileID })).fileContent).toEqual(readFileSync(file));
    expect(storage.listFiles('shop', `${name}/photo`)[0]).toMatchObject({ contentType: 'image/jpeg', size: 300_000 });
  });

  it('replaces a file at the same path', async () => {
    const cloudPath = `${name}/twice.txt`;
    await sdk().uploadFile({ cloudPath, fileContent: Buffer.from('old and longer') });
    const { fileID } = await sdk().uploadFile({ cloudPath, fileContent: Buffer.from('new') });
    expect((await sdk().downloadFile({ fileID })).fileContent.toString()).toBe('new');
  });

  it('deletes, and is told what does not exist', async () => {
    const { fileID } = await sdk().uploadFile({ cloudPath: `${name}/gone.txt`, fileContent: bytes });
    const once = await sdk().deleteFile({ fileList: [fileID] });
    const twice = await sdk().deleteFile({ fileList: [fileID] });
    const outcome = ({ fileList }: typeof once) => fileList[0]!.status ?? fileList[0]!.code;
    expect([outcome(once), outcome(twice)]).toEqual(
      name === 'wx-server-sdk' ? [0, -503003] : ['SUCCESS', 'STORAGE_FILE_NONEXIST'],
    );
    const { fileList } = await sdk().getTempFileURL({ fileList: [fileID] });
    expect(outcome({ fileList })).toBe(name === 'wx-server-sdk' ? -503003 : 'STORAGE_FILE_NONEXIST');
  });

  it('is refused a path that leaves its folder', async () => {
    for (const path of ['../other/x', 'a/../../x', '/abs', 'a//b', 'a\\b']) {
      const outcome = await sdk()
        .uploadFile({ cloudPath: path, fileContent: bytes })
        .then(JSON.stringify, (error: Error) => String(error.message));
      expect(outcome, path).not.toContain('cloud://');
    }
  });

  it('is told when a file is too large', async () => {
    const huge = sdk().uploadFile({ cloudPath: `${name}/huge.bin`, fileContent: Buffer.alloc(1_000_001) });
    const outcome = await huge.then(JSON.stringify, (error: Error) => String(error.message));
    expect(outcome).not.toContain('cloud://');
    expect(storage.listFiles('shop', `${name}/huge.bin`)).toEqual([]);
  });
});

describe('node-sdk alone', () => {
  it('copies, moves and reads file info', async () => {
    const sdk = sdks.get('node-sdk')!;
    await sdk.uploadFile({ cloudPath: 'from/a.png', fileContent: bytes });
    const copied = await sdk.copyFile({ fileList: [{ srcPath: 'from/a.png', dstPath: 'to/a.png', overwrite: true }] });
    expect(copied.fileList[0]).toMatchObject({ code: 'SUCCESS', fileId: fileIdOf('shop', 'to/a.png') });
    const again = [{ srcPath: 'from/a.png', dstPath: 'to/a.png', overwrite: false }];
    expect((await sdk.copyFile({ fileList: again })).fileList[0]!.code).toBe('STORAGE_REQUEST_FAIL');
    await sdk.copyFile({ fileList: [{ srcPath: 'from/a.png', dstPath: 'moved/a.png', removeOriginal: true }] });
    expect(storage.listFiles('shop', 'from/')).toEqual([]);
    const { fileList } = await sdk.getFileInfo({ fileList: [fileIdOf('shop', 'moved/a.png')] });
    expect(fileList[0]).toMatchObject({ code: 'SUCCESS', mime: 'image/png', size: bytes.length, fileName: 'a.png' });
  });

  it('is refused more than 50 files in one call', async () => {
    const fileList = Array.from({ length: 51 }, (_, i) => fileIdOf('shop', `x${i}`));
    await expect(sdks.get('node-sdk')!.deleteFile({ fileList })).rejects.toThrow(/50 at most/);
  });

  it('cannot reach the files of another environment', async () => {
    const fileID = await storage.put('farm', 'secret.txt', bytes);
    const { fileList } = await sdks.get('node-sdk')!.getTempFileURL({ fileList: [fileID] });
    expect(fileList[0]!.code).toBe('STORAGE_FILE_NONEXIST');
  });
});

describe('a temporary address', () => {
  it('expires on the virtual clock and holds for its own file only', async () => {
    const a = await storage.put('shop', 'private/a.txt', Buffer.from('a'));
    await storage.put('shop', 'private/b.txt', Buffer.from('b'));
    const url = await tempUrl(a, 60);
    expect(await (await fetch(url)).text()).toBe('a');
    expect((await fetch(url.replace('a.txt', 'b.txt'))).status).toBe(403);
    expect((await fetch(url.replace(/t=(\d+)/, (_, t: string) => `t=${Number(t) + 1}`))).status).toBe(403);
    expect((await fetch(url.split('?')[0]!)).status).toBe(403);
    await cloud.kernel.clock.advance(62_000);
    const late = await fetch(url);
    expect([late.status, (await late.text()).includes('<Code>AccessDenied</Code>')]).toEqual([403, true]);
  });

  it('of a public file needs no signature and lasts', async () => {
    const url = await tempUrl(await storage.put('shop', 'public/目录/图.svg', Buffer.from('<svg/>'), { public: true }));
    expect(url).not.toContain('sign=');
    await cloud.kernel.clock.advance(86_400_000);
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(response.headers.get('content-security-policy')).toBe('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('a download', () => {
  const get = async (headers: Record<string, string> = {}, method = 'GET') =>
    fetch(await tempUrl(await storage.put('shop', 'digits.txt', Buffer.from('0123456789'))), { headers, method });

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
    const response = await fetch(await tempUrl(await storage.put('shop', 'empty.txt', Buffer.alloc(0))));
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '0']);
  });

  it.each(['%2e%2e/farm/secret.txt', '..%2fx', 'a%00b', '%ff', 'a%5cb'])('refuses the path %s', async (path) => {
    const response = await fetch(`${cloud.url}/__cloud/file/shop/${path}`);
    expect([400, 403, 404]).toContain(response.status);
    expect(await response.text()).not.toContain('secret');
  });
});

describe('an upload to COS', () => {
  it('needs the signature of its own path, within 15 minutes', async () => {
    const meta = storage.actions['storage.getUploadMetadata']!({
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
    await cloud.kernel.clock.advance(16 * 60_000);
    expect((await put(url, authorization)).status).toBe(403);
  });

  it('that is broken off leaves nothing behind', async () => {
    const { hostname, port } = new URL(cloud.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /__cloud/uploadFile?env=shop&cloudPath=broken.bin HTTP/1.1\r\nHost: 127.0.0.1\r\nx-dev-openid: oAlice\r\n' +
        'Content-Length: 100000\r\n\r\nonly a part',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(storage.listFiles('shop', 'broken')).toEqual([]);
  });
});

describe('the door of a mini-program', () => {
  it('keeps what a user uploads for that user, by default', async () => {
    const { fileID, statusCode } = await wxUpload('avatars/甲.jpg', bytes, 'oAlice');
    expect([fileID, statusCode]).toEqual([fileIdOf('shop', 'avatars/甲.jpg'), 200]);
    const url = async (openid?: string) =>
      (await wxCloud('getTempFileURL', { env: 'shop', fileList: [fileID] }, openid)).fileList[0]!;
    const mine = await url('oAlice');
    expect(Buffer.from(await (await fetch(encodeURI(mine.tempFileURL))).arrayBuffer())).toEqual(bytes);
    const picture = (openid: string) =>
      fetch(`${storage.fileUrl('shop', 'avatars/甲.jpg')!.split('?')[0]}?x-dev-openid=${openid}`);
    expect([(await picture('oAlice')).status, (await picture('oBob')).status]).toEqual([200, 403]);
    expect((await url('oBob')).status).toBe(-503002);
    expect((await url()).status).toBe(-503002);
    expect((await wxUpload('avatars/甲.jpg', bytes, 'oBob')).errCode).toBe(-503002);
    const remove = (openid: string) => wxCloud('deleteFile', { env: 'shop', fileList: [fileID] }, openid);
    expect((await remove('oBob')).fileList).toMatchObject([{ status: -503002 }]);
    expect((await remove('oAlice')).fileList).toMatchObject([{ status: 0 }]);
  });

  it('refuses guests, unknown environments and hostile origins', async () => {
    expect((await wxUpload('guest.txt', bytes)).errCode).toBe(-503002);
    expect((await wxUpload('x.txt', bytes, 'oAlice', 'nowhere')).errCode).toBe(-501005);
    const evil = await fetch(`${cloud.url}/__cloud/uploadFile?env=shop&cloudPath=x.txt`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'x-dev-openid': 'oAlice' },
      body: 'x',
    });
    expect(evil.status).toBe(403);
  });

  it('takes a form as wx.uploadFile sends it', async () => {
    const form = new FormData();
    form.append('file', new Blob([bytes], { type: 'image/webp' }), 'tmp_123');
    const { fileID } = await wxUpload('forms/no-extension', form, 'oAlice');
    expect(storage.listFiles('shop', 'forms/')).toMatchObject([
      { fileID, contentType: 'image/webp', size: bytes.length, owner: 'oAlice' },
    ]);
    expect((await wxUpload('forms/none', new FormData(), 'oAlice')).errCode).toBe(-503001);
  });

  it('follows the access level', async () => {
    const { fileID } = await wxUpload('levels/a.txt', bytes, 'oAlice');
    const statusFor = async (level: string, openid: string) => {
      await fetch(`${cloud.url}/__hub/storage`, { method: 'POST', body: JSON.stringify({ env: 'shop', level }) });
      const { fileList } = await wxCloud('getTempFileURL', { env: 'shop', fileList: [fileID] }, openid);
      return fileList[0]!.status;
    };
    expect(await statusFor('READONLY', 'oBob')).toBe(0);
    expect(await statusFor('ADMINONLY', 'oAlice')).toBe(-503002);
    expect(await statusFor('ADMINWRITE', 'oBob')).toBe(0);
    expect((await wxUpload('levels/b.txt', bytes, 'oAlice')).errCode).toBe(-503002);
    expect(await statusFor('PRIVATE', 'oBob')).toBe(-503002);
  });
});

describe('storage.getFileAuthority', () => {
  it('says what a user may do with each file', async () => {
    await wxUpload('mine/a.txt', bytes, 'oAlice');
    await storage.put('shop', 'open/b.txt', bytes, { public: true });
    const ask = (openId: string) =>
      storage.actions['storage.getFileAuthority']!({
        env: 'shop',
        action: '',
        body: {
          openId,
          fileList: ['mine/a.txt', 'open/b.txt', 'new.txt'].map((path) => ({ path, type: 'READWRITE' })),
        },
        parts: new Map(),
        headers: {},
      });
    const allowed = (list: [boolean, boolean][]) => ({
      data: list.map(([read, write]) => expect.objectContaining({ read, write })),
    });
    expect(ask('oAlice')).toEqual(
      allowed([
        [true, true],
        [true, false],
        [false, true],
      ]),
    );
    expect(ask('oBob')).toEqual(
      allowed([
        [false, false],
        [true, false],
        [false, true],
      ]),
    );
  });
});

describe('the store', () => {
  it('lists by prefix in pages', async () => {
    for (const name of ['b', 'a', 'c', 'ab']) await storage.put('farm', `list/${name}`, bytes);
    const paths = (options?: { after?: string; limit?: number }) =>
      storage.listFiles('farm', 'list/', options).map(({ path }) => path);
    expect(paths()).toEqual(['list/a', 'list/ab', 'list/b', 'list/c']);
    expect(paths({ after: 'list/ab', limit: 1 })).toEqual(['list/b']);
  });

  it('keeps files over a restart and clears what a crash left behind', async () => {
    const first = await openTestCloud();
    const before = createStorageService(first.kernel);
    await before.put('shop', 'keep.txt', Buffer.from('kept'));
    const stray = join(first.kernel.dataDir, 'shop/storage/blobs/stray');
    writeFileSync(stray, 'stray');
    await before.close();
    await first.close();
    const second = await openTestCloud(first.kernel.dataDir);
    const after = createStorageService(second.kernel);
    second.serve(after);
    expect(after.listFiles('shop').map(({ path }) => path)).toEqual(['keep.txt']);
    expect(() => readFileSync(stray)).toThrow(/ENOENT/);
    expect(await (await fetch(after.fileUrl('shop', 'keep.txt')!)).text()).toBe('kept');
    await after.close();
    await second.close();
  });

  it('shows readers the old file or the new one while it is replaced', async () => {
    const [old, young] = [Buffer.alloc(200_000, 'o'), Buffer.alloc(200_000, 'n')];
    await storage.put('shop', 'race.bin', old, { public: true });
    const url = storage.fileUrl('shop', 'race.bin')!;
    const reads = Array.from({ length: 20 }, async () => Buffer.from(await (await fetch(url)).arrayBuffer()));
    await storage.put('shop', 'race.bin', young, { public: true });
    for (const read of await Promise.all(reads)) expect(read.equals(old) || read.equals(young)).toBe(true);
  });
});
