import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readFunctions } from '../lib/actions.js';
import { buildUnits, folderOf } from './build.js';
import { pack } from './pack.js';

const ENV = `build-test-${process.pid}`;
afterAll(() => rmSync(folderOf(ENV), { recursive: true, force: true }));

it('compiles what it builds when it is given a Node, and tells the two apart', { timeout: 60_000 }, async () => {
  const [one] = (await readFunctions()).filter(({ name }) => name === 'health-check');
  const units = pack([one!], 50);
  const file = (name: string) => path.join(folderOf(ENV), 'functions', 'health-check', name);

  const [plain] = await buildUnits(ENV, units);
  expect(existsSync(file('main.cache'))).toBe(false);

  const [compiled] = await buildUnits(ENV, units, { node: process.execPath, v8: process.versions.v8 });
  expect(existsSync(file('main.cache'))).toBe(true);
  expect(compiled!.codeHash).not.toBe(plain!.codeHash);
  expect(createRequire(file('index.js'))(file('index.js'))).toHaveProperty('main');
});

it('lays the files that an action reads beside its code, packed or alone, and names the open APIs that it calls', async () => {
  const share = (await readFunctions()).filter(({ name }) => ['share-poster', 'share-open'].includes(name));
  for (const [limit, unit] of [
    [50, 'share-poster'],
    [1, 'share'],
  ] as const) {
    await buildUnits(ENV, pack(share, limit));
    // Nobody else carries them.
    expect(existsSync(path.join(folderOf(ENV), 'functions', 'share-open', 'songti.ttf'))).toBe(false);
    const file = (name: string) => readFileSync(path.join(folderOf(ENV), 'functions', unit, name));
    expect(file('index_bg.wasm').subarray(1, 4).toString()).toBe('asm');
    expect(file('songti.ttf').readUInt32BE(0)).toBe(0x10000);
    expect(JSON.parse(file('config.json').toString())).toEqual({ permissions: { openapi: ['wxacode.getUnlimited'] } });
  }
});
