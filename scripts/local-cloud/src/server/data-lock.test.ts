import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
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
    expect(() => lockDataFolder(folder)).toThrow('in use by process');
    unlock();
    lockDataFolder(folder)();
  });

  it.each([
    ['is gone', '4194303'],
    ['has given its id to another one', String(process.ppid)],
    ['had the same id', String(process.pid)],
    ['left nonsense', 'nonsense'],
    ['left nothing', ''],
  ])('is taken over from a process that %s', (_, pid) => {
    writeFileSync(path.join(folder, 'lock'), pid);
    lockDataFolder(folder)();
  });

  it('belongs to another process until that is killed', async () => {
    const script = `import { lockDataFolder } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, 'data-lock.ts')))};
      lockDataFolder(${JSON.stringify(folder)}); process.stdout.write('locked'); setInterval(() => {}, 1000);`;
    const options = ['--import', 'tsx', '--input-type=module', '-e', script];
    const other = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    expect(() => lockDataFolder(folder)).toThrow(`in use by process ${other.pid}`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    lockDataFolder(folder)();
  });
});

it('a data folder that cannot be one is told of in a line', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  expect(() => lockDataFolder(file)).toThrow(/^the data folder .*file cannot be used: EEXIST/);
  expect(() => lockDataFolder(path.join(file, 'below'))).toThrow(/cannot be used: ENOTDIR/);
  mkdirSync(path.join(folder, 'taken', 'lock'), { recursive: true });
  expect(() => lockDataFolder(path.join(folder, 'taken'))).toThrow(/^the data folder .*taken cannot be used: EISDIR/);
});

it.runIf(process.platform === 'linux')('a data folder below /proc is refused, and not tried for ever', () => {
  expect(() => lockDataFolder('/proc/nothing/here')).toThrow(/cannot be used: ENOENT/);
});
