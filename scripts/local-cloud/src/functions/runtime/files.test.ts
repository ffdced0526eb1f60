import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startFunctions } from '../testing/harness.js';

let cloud: Harness;
beforeAll(async () => {
  cloud = await startFunctions();
  await cloud.deploy(
    'files',
    `const fs = require('fs'), fsp = require('fs/promises'), { writeFile } = require('fs/promises');
     const ways = {
       sync: (f) => fs.writeFileSync(f, 'x'),
       callback: (f) => new Promise((resolve, reject) => fs.writeFile(f, 'x', (e) => (e ? reject(e) : resolve()))),
       promise: (f) => writeFile(f, 'x'),
       append: (f) => fsp.appendFile(f, 'x'),
       open: (f) => fs.closeSync(fs.openSync(f, 'w')),
       handle: async (f) => (await fsp.open(f, 'a')).close(),
       stream: (f) => new Promise((resolve, reject) => fs.createWriteStream(f).on('error', reject).on('finish', resolve).end('x')),
       mkdir: (f) => fs.mkdirSync(f),
       copy: (f) => fsp.copyFile(__filename, f),
       rename: (f) => { fs.writeFileSync('/tmp/yunshu-rename', 'x'); fs.renameSync('/tmp/yunshu-rename', f); },
       channel: () => fs.writeSync(3, 'garbage{{{\\n'),
       closing: () => fs.closeSync(3),
       read: (f) => fs.readFileSync('/etc/hostname', 'utf8') && fs.closeSync(fs.openSync('/etc/hostname', 'r')),
     };
     exports.main = async ({ way, file }) => { try { await ways[way](file); return 'written'; } catch (e) { return e.code + ' ' + e.message; } };`,
  );
});
afterAll(() => cloud.close());

const ways = ['sync', 'callback', 'promise', 'append', 'open', 'handle', 'stream', 'mkdir', 'copy', 'rename'];

it.each(ways)('%s: only the folder for temporary files can be written', async (way) => {
  // The repository itself may have been cloned below the folder for temporary files.
  const outside = path.join(homedir(), `yunshu-not-writable-${way}`);
  expect(await cloud.invoke('files', { way, file: outside })).toMatch(/^EROFS .*below \/tmp only/);
  expect(existsSync(outside)).toBe(false);
  const inside = path.join(cloud.kernel.dataDir, way);
  expect(await cloud.invoke('files', { way, file: inside })).toBe('written');
  expect(existsSync(inside)).toBe(true);
});

it.each(['channel', 'closing'])('what the local cloud listens to is not a file: %s', async (way) => {
  expect(await cloud.invoke('files', { way, file: '' })).toMatch(/^EBADF/);
  expect(await cloud.invoke('files', { way: 'read', file: '' })).toBe('written');
});

it('everything can be read', async () => {
  expect(await cloud.invoke('files', { way: 'read', file: '' })).toBe('written');
});
