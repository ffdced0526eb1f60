import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeCacheFolder } from '../code-cache-folder.js';
import { type Harness, startFunctions } from '../testing/harness.js';

let cloud: Harness;
const base = mkdtempSync(path.join(os.tmpdir(), 'cache-'));
// A run that is watched for its coverage keeps nothing compiled, and the folder of the whole machine may be full already.
const { LOCAL_CLOUD_COVERAGE: watched, TMPDIR: temporary } = process.env;
beforeAll(async () => {
  delete process.env.LOCAL_CLOUD_COVERAGE;
  process.env.TMPDIR = base;
  cloud = await startFunctions();
});
afterAll(async () => {
  if (watched !== undefined) process.env.LOCAL_CLOUD_COVERAGE = watched;
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
  rmSync(base, { recursive: true });
  await cloud.close();
});

/** Text above the size that is worth a cache, different in every run. */
const bundle = (main: string) => {
  const filler = Array.from({ length: 3000 }, (_, i) => `function f${i}(a) { return a + ${i}; }`).join('\n');
  return `const first = new Error('${base}').stack.split('\\n')[1];\n${filler}\n${main}`;
};
const files = () => readdirSync(codeCacheFolder()!).length;

it('a large bundle is kept compiled, and is the same from the cache', async () => {
  const before = files();
  const main =
    'exports.main = () => ({ first: first.replace(/.*index/, ""), f: f2999(1), here: __dirname === process.cwd(), eol: require("node:os").EOL });';
  await cloud.deploy('large', bundle(main));
  const first = await cloud.invoke('large');
  expect(first).toEqual({ first: '.js:1:15)', f: 3000, here: true, eol: '\n' });
  await expect.poll(files, { timeout: 3000 }).toBe(before + 1);
  await cloud.deploy('large', bundle(main));
  expect(await cloud.invoke('large')).toEqual(first);
});

it('the stack names the file that runs, not one with the same text elsewhere', async () => {
  const text = bundle('exports.main = () => new Error("here").stack;');
  const before = files();
  const dirs = [await cloud.deploy('here', text)];
  await cloud.invoke('here');
  await expect.poll(files, { timeout: 3000 }).toBeGreaterThan(before);
  dirs.push(await cloud.deploy('there', text));
  expect(await cloud.invoke('there')).toContain(dirs[1]);
  expect(await cloud.invoke('there')).not.toContain(dirs[0]);
});

it('a bundle that imports at run time is not kept, and works', async () => {
  const before = files();
  await cloud.deploy('imports', bundle('exports.main = async () => (await import("node:path")).sep;'));
  expect(await cloud.invoke('imports')).toBe('/');
  await cloud.deploy('imports', bundle('exports.main = async () => (await import("node:path")).sep;'));
  expect(await cloud.invoke('imports')).toBe('/');
  expect(files()).toBe(before);
});

it('the folder is the user’s alone, and does not grow for ever', () => {
  const folder = codeCacheFolder(base)!;
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (let i = 0; i < 450; i++) {
    const file = path.join(folder, String(i));
    writeFileSync(file, '');
    utimesSync(file, i, i);
  }
  codeCacheFolder(base);
  expect(readdirSync(folder)).toHaveLength(400);
  expect(readdirSync(folder)).not.toContain('0');
});

it('a folder that was put there as a link is not used', () => {
  const other = path.join(base, 'other');
  const elsewhere = path.join(base, 'elsewhere');
  mkdirSync(other);
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, path.join(other, path.basename(codeCacheFolder(base)!)));
  expect(codeCacheFolder(other)).toBeUndefined();
});
