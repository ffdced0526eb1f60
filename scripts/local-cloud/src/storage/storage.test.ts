import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStorageService } from './index.js';
import { BYTES, openStorageBench, type StorageBench } from './storage-bench.js';
import { openTestCloud } from './testing.js';

let bench: StorageBench;
beforeAll(async () => {
  bench = await openStorageBench();
});
afterAll(() => bench.close());

describe('the store', () => {
  it('lists by prefix in pages', async () => {
    for (const name of ['b', 'a', 'c', 'ab']) await bench.storage.put('farm', `list/${name}`, BYTES);
    const paths = (options?: { after?: string; limit?: number }) =>
      bench.storage.listFiles('farm', 'list/', options).map(({ path }) => path);
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
    await bench.storage.put('shop', 'race.bin', old, { public: true });
    const url = bench.storage.fileUrl('shop', 'race.bin')!;
    const reads = Array.from({ length: 20 }, async () => Buffer.from(await (await fetch(url)).arrayBuffer()));
    await bench.storage.put('shop', 'race.bin', young, { public: true });
    for (const read of await Promise.all(reads)) expect(read.equals(old) || read.equals(young)).toBe(true);
  });
});
