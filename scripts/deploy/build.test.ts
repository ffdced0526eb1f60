import { existsSync, rmSync } from 'node:fs';
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
