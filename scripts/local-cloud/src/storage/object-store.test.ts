import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CloudError } from '../kernel/cloud-error.js';
import { checkCloudPath } from './cloud-path.js';
import { fileIdOf, parseFileId } from './file-id.js';
import { openObjectStore } from './object-store.js';

/** Replaces one file and adds another, over and over, and says so after each write has returned. */
const WRITER = `
  import { openObjectStore } from '${new URL('./object-store.ts', import.meta.url).href}';
  const store = openObjectStore(process.argv[1]);
  const attributes = { contentType: 'text/plain', public: false, modifiedAt: 0 };
  const body = async function* (n) { yield Buffer.from(String(n).repeat(1000)); };
  for (let n = Number(process.argv[2]); ; n++) {
    await store.write('same.txt', body(n), attributes, 1e6);
    await store.write('file-' + n, body(n), attributes, 1e6);
    console.log(n);
  }
`;

describe('the object store', () => {
  it('has every acknowledged file whole, and nothing else, after kill -9', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'objects-'));
    let acknowledged = 0;
    for (let round = 0; round < 4; round++) {
      const args = ['--import', 'tsx', '--input-type=module', '-e', WRITER, folder, String(acknowledged + 1000)];
      const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise((resolve) => writer.on('exit', resolve));
      let seen = 0;
      for await (const line of createInterface({ input: writer.stdout })) {
        acknowledged = Number(line);
        if (++seen === 20) writer.kill('SIGKILL');
      }
      await ended;
      const store = openObjectStore(folder);
      const read = async (path: string) => {
        const found = await store.open(path);
        const text = (await found!.body.readFile()).toString();
        await found!.body.close();
        expect(text).toHaveLength(found!.object.size);
        return text;
      };
      expect(await read(`file-${acknowledged}`)).toBe(String(acknowledged).repeat(1000));
      const same = Number((await read('same.txt')).slice(0, String(acknowledged).length));
      expect([acknowledged, acknowledged + 1]).toContain(same);
      expect(readdirSync(join(folder, 'blobs'))).toHaveLength(store.usage().files);
      store.close();
    }
  });
});

describe('a path', () => {
  it('that is accepted comes back from its file id, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (path) => {
        try {
          checkCloudPath(path);
        } catch (error) {
          expect(error).toBeInstanceOf(CloudError);
          return;
        }
        expect(path.split('/')).not.toContain('..');
        expect(parseFileId(fileIdOf('shop', path))).toEqual({ env: 'shop', path });
        const url = new URL(`http://127.0.0.1/${encodeURI(path)}`);
        expect(decodeURIComponent(url.pathname.slice(1))).toBe(path);
      }),
      { numRuns: 500 },
    );
  });

  it('of another environment is no path of this one', () => {
    expect(parseFileId('cloud://shop.6c6f-farm-1250000000/a')).toBeUndefined();
    expect(parseFileId('cloud://shop/a')).toBeUndefined();
    expect(parseFileId('https://a/b')).toBeUndefined();
  });
});
