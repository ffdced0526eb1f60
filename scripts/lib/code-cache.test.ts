import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCodeCache } from './code-cache.js';

const BUNDLE = `const { basename } = require('node:path');
exports.main = async () => [basename(__filename), require.main !== module];`;
const ANSWER = ['main.js', true];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yunshu-cache-'));
  writeFileSync(path.join(folder, 'index.js'), BUNDLE);
  writeFileSync(path.join(folder, 'package.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the function answers in a process of its own. */
function answer(): unknown {
  const script = 'require(process.argv[1]).main().then((answer) => console.log(JSON.stringify(answer)))';
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script, folder], { encoding: 'utf8' });
  return stdout ? JSON.parse(stdout) : stderr;
}

describe('a function with compiled code beside it', () => {
  it('answers as it did, from what is compiled', () => {
    addCodeCache(folder);
    expect(existsSync(path.join(folder, 'main.cache'))).toBe(true);
    expect(answer()).toEqual(ANSWER);
  });

  it.each<[string, (cache: string) => void]>([
    [
      'was made by another V8',
      (cache) =>
        writeFileSync(cache, Buffer.concat([Buffer.from('1.2.3'.padEnd(32)), readFileSync(cache).subarray(32)])),
    ],
    ['is not there', (cache) => rmSync(cache)],
    ['is empty', (cache) => writeFileSync(cache, '')],
    ['is cut short', (cache) => writeFileSync(cache, readFileSync(cache).subarray(0, 200))],
    ['is of other code', (cache) => writeFileSync(path.join(path.dirname(cache), 'main.js'), `${BUNDLE}\n// changed`)],
  ])('answers the same when the cache %s', (_, spoil) => {
    addCodeCache(folder);
    spoil(path.join(folder, 'main.cache'));
    expect(answer()).toEqual(ANSWER);
  });

  it('is not made of a bundle that does not load', () => {
    writeFileSync(path.join(folder, 'index.js'), 'throw new Error("broken")');
    expect(() => addCodeCache(folder)).toThrow(/broken/);
  });

  it('is left as it is when it imports at run time, which compiled code cannot', () => {
    writeFileSync(path.join(folder, 'index.js'), "exports.main = () => import('node:os').then(() => 'there');");
    expect(addCodeCache(folder)).toBe(false);
    expect(answer()).toBe('there');
  });
});
