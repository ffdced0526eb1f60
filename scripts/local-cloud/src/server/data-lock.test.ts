import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from './data-lock.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'local-cloud-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('belongs to one local cloud at a time, which the second is told', () => {
    const unlock = lockDataFolder(folder);
    expect(() => lockDataFolder(folder)).toThrow(`in use by process ${process.pid}`);
    unlock();
    lockDataFolder(folder)();
  });

  it.each(['4194303', 'nonsense', ''])('is taken over from a process that is gone (%j)', (pid) => {
    writeFileSync(path.join(folder, 'lock'), pid);
    lockDataFolder(folder)();
  });
});

it('a data folder that cannot be one is told of in a line', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'lock-')), 'file');
  writeFileSync(file, '');
  expect(() => lockDataFolder(file)).toThrow(/^the data folder .*file cannot be used: EEXIST/);
  expect(() => lockDataFolder(path.join(file, 'below'))).toThrow(/cannot be used: ENOTDIR/);
});
