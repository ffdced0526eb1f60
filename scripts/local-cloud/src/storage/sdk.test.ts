import { createReadStream, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileIdOf } from './index.js';
import { BYTES, openStorageBench, type StorageBench } from './storage-bench.js';

let bench: StorageBench;
beforeAll(async () => {
  bench = await openStorageBench();
});
afterAll(() => bench.close());

describe.each(['node-sdk', 'tcb-admin-node', 'wx-server-sdk'])('%s', (name) => {
  const sdk = () => bench.sdks.get(name)!;

  it('uploads a buffer and a stream and downloads them, names in any script', async () => {
    for (const path of [`${name}/a.bin`, `${name}/珍珠 项链/图 100%.png`, `${name}/Ünïcode-ю-😀+&=@.txt`]) {
      const { fileID } = await sdk().uploadFile({ cloudPath: path, fileContent: BYTES });
      expect(fileID).toBe(fileIdOf('shop', path));
      expect((await sdk().downloadFile({ fileID })).fileContent).toEqual(BYTES);
    }
    const file = join(mkdtempSync(join(tmpdir(), 'upload-')), 'photo.jpg');
    writeFileSync(file, Buffer.alloc(300_000, 'jpeg'));
    const { fileID } = await sdk().uploadFile({ cloudPath: `${name}/photo.jpg`, fileContent: createReadStream(file) });
    expect((await sdk().downloadFile({ fileID })).fileContent).toEqual(readFileSync(file));
    expect(bench.storage.listFiles('shop', `${name}/photo`)[0]).toMatchObject({
      contentType: 'image/jpeg',
      size: 300_000,
    });
  });

  it('replaces a file at the same path', async () => {
    const cloudPath = `${name}/twice.txt`;
    await sdk().uploadFile({ cloudPath, fileContent: Buffer.from('old and longer') });
    const { fileID } = await sdk().uploadFile({ cloudPath, fileContent: Buffer.from('new') });
    expect((await sdk().downloadFile({ fileID })).fileContent.toString()).toBe('new');
  });

  it('deletes, and is told what does not exist', async () => {
    const { fileID } = await sdk().uploadFile({ cloudPath: `${name}/gone.txt`, fileContent: BYTES });
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
        .uploadFile({ cloudPath: path, fileContent: BYTES })
        .then(JSON.stringify, (error: Error) => String(error.message));
      expect(outcome, path).not.toContain('cloud://');
    }
  });

  it('is told when a file is too large', async () => {
    const huge = sdk().uploadFile({ cloudPath: `${name}/huge.bin`, fileContent: Buffer.alloc(1_000_001) });
    const outcome = await huge.then(JSON.stringify, (error: Error) => String(error.message));
    expect(outcome).not.toContain('cloud://');
    expect(bench.storage.listFiles('shop', `${name}/huge.bin`)).toEqual([]);
  });
});

describe('node-sdk alone', () => {
  it('copies, moves and reads file info', async () => {
    const sdk = bench.sdks.get('node-sdk')!;
    await sdk.uploadFile({ cloudPath: 'from/a.png', fileContent: BYTES });
    const copied = await sdk.copyFile({ fileList: [{ srcPath: 'from/a.png', dstPath: 'to/a.png', overwrite: true }] });
    expect(copied.fileList[0]).toMatchObject({ code: 'SUCCESS', fileId: fileIdOf('shop', 'to/a.png') });
    const again = [{ srcPath: 'from/a.png', dstPath: 'to/a.png', overwrite: false }];
    expect((await sdk.copyFile({ fileList: again })).fileList[0]!.code).toBe('STORAGE_REQUEST_FAIL');
    await sdk.copyFile({ fileList: [{ srcPath: 'from/a.png', dstPath: 'moved/a.png', removeOriginal: true }] });
    expect(bench.storage.listFiles('shop', 'from/')).toEqual([]);
    const { fileList } = await sdk.getFileInfo({ fileList: [fileIdOf('shop', 'moved/a.png')] });
    expect(fileList[0]).toMatchObject({ code: 'SUCCESS', mime: 'image/png', size: BYTES.length, fileName: 'a.png' });
  });

  it('is refused more than 50 files in one call', async () => {
    const fileList = Array.from({ length: 51 }, (_, i) => fileIdOf('shop', `x${i}`));
    await expect(bench.sdks.get('node-sdk')!.deleteFile({ fileList })).rejects.toThrow(/50 at most/);
  });

  it('cannot reach the files of another environment', async () => {
    const fileID = await bench.storage.put('farm', 'secret.txt', BYTES);
    const { fileList } = await bench.sdks.get('node-sdk')!.getTempFileURL({ fileList: [fileID] });
    expect(fileList[0]!.code).toBe('STORAGE_FILE_NONEXIST');
  });
});
