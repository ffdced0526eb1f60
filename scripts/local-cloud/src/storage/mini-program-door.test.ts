import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileIdOf } from './index.js';
import { BYTES, openStorageBench, type StorageBench } from './storage-bench.js';

let bench: StorageBench;
beforeAll(async () => {
  bench = await openStorageBench();
});
afterAll(() => bench.close());

describe('the door of a mini-program', () => {
  it('keeps what a user uploads for that user, by default', async () => {
    const { fileID, statusCode } = await bench.wxUpload('avatars/甲.jpg', BYTES, 'oAlice');
    expect([fileID, statusCode]).toEqual([fileIdOf('shop', 'avatars/甲.jpg'), 200]);
    const url = async (openid?: string) =>
      (await bench.wxCloud('getTempFileURL', { env: 'shop', fileList: [fileID] }, openid)).fileList[0]!;
    const mine = await url('oAlice');
    expect(Buffer.from(await (await fetch(encodeURI(mine.tempFileURL))).arrayBuffer())).toEqual(BYTES);
    const picture = (openid: string) =>
      fetch(`${bench.storage.fileUrl('shop', 'avatars/甲.jpg')!.split('?')[0]}?x-dev-openid=${openid}`);
    expect([(await picture('oAlice')).status, (await picture('oBob')).status]).toEqual([200, 403]);
    expect((await url('oBob')).status).toBe(-503002);
    expect((await url()).status).toBe(-503002);
    expect((await bench.wxUpload('avatars/甲.jpg', BYTES, 'oBob')).errCode).toBe(-503002);
    const remove = (openid: string) => bench.wxCloud('deleteFile', { env: 'shop', fileList: [fileID] }, openid);
    expect((await remove('oBob')).fileList).toMatchObject([{ status: -503002 }]);
    expect((await remove('oAlice')).fileList).toMatchObject([{ status: 0 }]);
  });

  it('refuses guests, unknown environments and hostile origins', async () => {
    expect((await bench.wxUpload('guest.txt', BYTES)).errCode).toBe(-503002);
    expect((await bench.wxUpload('x.txt', BYTES, 'oAlice', 'nowhere')).errCode).toBe(-501005);
    const evil = await fetch(`${bench.cloud.url}/__cloud/uploadFile?env=shop&cloudPath=x.txt`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'x-dev-openid': 'oAlice' },
      body: 'x',
    });
    expect(evil.status).toBe(403);
  });

  it('takes a form as wx.uploadFile sends it', async () => {
    const form = new FormData();
    form.append('file', new Blob([BYTES], { type: 'image/webp' }), 'tmp_123');
    const { fileID } = await bench.wxUpload('forms/no-extension', form, 'oAlice');
    expect(bench.storage.listFiles('shop', 'forms/')).toMatchObject([
      { fileID, contentType: 'image/webp', size: BYTES.length, owner: 'oAlice' },
    ]);
    expect((await bench.wxUpload('forms/none', new FormData(), 'oAlice')).errCode).toBe(-503001);
  });

  it('follows the access level', async () => {
    const { fileID } = await bench.wxUpload('levels/a.txt', BYTES, 'oAlice');
    const statusFor = async (level: string, openid: string) => {
      await fetch(`${bench.cloud.url}/__hub/storage`, { method: 'POST', body: JSON.stringify({ env: 'shop', level }) });
      const { fileList } = await bench.wxCloud('getTempFileURL', { env: 'shop', fileList: [fileID] }, openid);
      return fileList[0]!.status;
    };
    expect(await statusFor('READONLY', 'oBob')).toBe(0);
    expect(await statusFor('ADMINONLY', 'oAlice')).toBe(-503002);
    expect(await statusFor('ADMINWRITE', 'oBob')).toBe(0);
    expect((await bench.wxUpload('levels/b.txt', BYTES, 'oAlice')).errCode).toBe(-503002);
    expect(await statusFor('PRIVATE', 'oBob')).toBe(-503002);
  });
});

describe('storage.getFileAuthority', () => {
  it('says what a user may do with each file', async () => {
    await bench.wxUpload('mine/a.txt', BYTES, 'oAlice');
    await bench.storage.put('shop', 'open/b.txt', BYTES, { public: true });
    const ask = (openId: string) =>
      bench.storage.actions['storage.getFileAuthority']!({
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
