import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type Item, zipOf } from '../testing/zip.js';
import { unzip } from './unzip.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'unzip-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
const target = () => path.join(root, `case-${made++}`, 'code');

it('unpacks files, folders, programs and links', async () => {
  const folder = target();
  const link = { name: 'node_modules/.bin/tool', content: '../tool/cli.js', mode: 0o120777 };
  await unzip(
    zipOf([
      link,
      { name: 'index.js', content: 'exports.main = 1' },
      { name: 'scf_bootstrap', content: '#!/bin/sh', mode: 0o100755 },
      { name: 'node_modules/tool/cli.js', content: 'tool' },
      { name: '名字/文件.txt', content: '内容' },
      { name: 'empty/', content: '' },
    ]),
    folder,
  );
  expect(readFileSync(path.join(folder, 'index.js'), 'utf8')).toBe('exports.main = 1');
  expect(readFileSync(path.join(folder, 'node_modules/.bin/tool'), 'utf8')).toBe('tool');
  expect(readFileSync(path.join(folder, '名字/文件.txt'), 'utf8')).toBe('内容');
  expect(statSync(path.join(folder, 'scf_bootstrap')).mode & 0o777).toBe(0o755);
  expect(statSync(path.join(folder, 'index.js')).mode & 0o777).toBe(0o644);
  expect(readdirSync(path.join(folder, 'empty'))).toEqual([]);
});

it.each([
  ['a parent folder', [{ name: '../evil.js', content: 'x' }]],
  ['a parent folder further down', [{ name: 'a/../../evil.js', content: 'x' }]],
  ['an absolute path', [{ name: '/tmp/evil.js', content: 'x' }]],
  ['a Windows path', [{ name: '..\\evil.js', content: 'x' }]],
  ['a link to a parent folder', [{ name: 'up', content: '..', mode: 0o120777 }]],
  ['a link to an absolute path', [{ name: 'etc', content: '/etc', mode: 0o120777 }]],
  [
    'a link that leads out by way of another',
    [
      { name: 'sub/file', content: 'x' },
      { name: 'sub/d', content: '..', mode: 0o120777 },
      { name: 'out', content: 'sub/d/../..', mode: 0o120777 },
    ],
  ],
  ['a link to nothing', [{ name: 'gone', content: 'nothing', mode: 0o120777 }]],
])('refuses %s and writes nothing outside', async (_, items: Item[]) => {
  const folder = target();
  await expect(unzip(zipOf(items), folder)).rejects.toMatchObject({ code: 'InvalidParameterValue.Code' });
  expect(readdirSync(path.dirname(folder))).toEqual(['code']);
  expect(existsSync('/tmp/evil.js')).toBe(false);
});

it('refuses a file written through a link', async () => {
  const items = [
    { name: 'd', content: '/tmp', mode: 0o120777 },
    { name: 'd/evil.js', content: 'x' },
  ];
  await expect(unzip(zipOf(items), target())).rejects.toMatchObject({ code: 'InvalidParameterValue.Code' });
  expect(existsSync('/tmp/evil.js')).toBe(false);
});

it('refuses a bomb, also one that lies about its size', async () => {
  const big = 'x'.repeat(1000);
  const limits = { unpackedBytes: 1500, files: 3 };
  const one = { name: 'a', content: big };
  await expect(unzip(zipOf([one]), target(), limits)).resolves.toBeUndefined();
  await expect(unzip(zipOf([one, { name: 'b', content: big }]), target(), limits)).rejects.toThrow('too large');
  const liar = { name: 'a', content: 'x'.repeat(5000), size: 10 };
  await expect(unzip(zipOf([liar]), target(), limits)).rejects.toThrow('cannot be used');
  const many = ['a', 'b', 'c', 'd'].map((name) => ({ name, content: '' }));
  await expect(unzip(zipOf(many), target(), limits)).rejects.toThrow('more than 3 files');
});

it('refuses a name that comes twice, and what is no package', async () => {
  const twice = [
    { name: 'a', content: '1' },
    { name: 'a', content: '2' },
  ];
  await expect(unzip(zipOf(twice), target())).rejects.toMatchObject({ code: 'InvalidParameterValue.Code' });
  await expect(unzip(Buffer.from('not a zip'), target())).rejects.toMatchObject({ code: 'InvalidParameterValue.Code' });
});
