import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startFunctions } from '../testing/harness.js';

/** What guarded code tries, wherever it runs; each gives a text. */
const TRIES = `
const attempt = async ({ way, file }) => {
  const fs = require('fs'), net = require('net');
  const ways = {
    write: () => { fs.writeFileSync(file, 'x'); return 'written'; },
    connect: () => new Promise((resolve) => net.connect(443, 'www.qq.com').on('error', (e) => resolve(e.message)).on('connect', () => resolve('connected'))),
    redirect: () => fetch('https://api.weixin.qq.com/echo').then((r) => r.json()).then((r) => r.headers['x-local-cloud-host']),
    clock: () => String(Date.now()),
    kill: () => { process.kill(+file, 0); return 'signalled'; },
  };
  try { return await ways[way](); } catch (e) { return e.code + ' ' + e.message; }
};`;

const MAIN = `${TRIES}
const cp = require('child_process'), { Worker } = require('worker_threads'), path = require('path');
const source = ${JSON.stringify(TRIES)};
const first = (worker) => new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
const thread = (task, options) => first(new Worker(source + "require('worker_threads').parentPort.once('message', async (m) => require('worker_threads').parentPort.postMessage(await attempt(m)));", { eval: true, ...options }));
const post = (options) => async (task) => {
  const worker = new Worker(source + "const { parentPort: p } = require('worker_threads'); p.once('message', async (m) => p.postMessage(await attempt(m)));", { eval: true, ...options });
  const answer = first(worker); worker.postMessage(task); const said = await answer; await worker.terminate(); return said;
};
const program = (task) => source + 'attempt(' + JSON.stringify(task) + ').then((said) => process.stdout.write(said));';
const hosts = {
  function: attempt,
  thread: post({}),
  'thread without options': post({ execArgv: [], env: {} }),
  'thread of a thread': async (task) => {
    const inner = "const { Worker, parentPort: p } = require('worker_threads'); p.once('message', (m) => { const w = new Worker(" + JSON.stringify(source + "const { parentPort: p } = require('worker_threads'); p.once('message', async (m) => p.postMessage(await attempt(m)));") + ", { eval: true }); w.once('message', (a) => p.postMessage(a)); w.postMessage(m); });";
    const worker = new Worker(inner, { eval: true }); const answer = first(worker); worker.postMessage(task); const said = await answer; await worker.terminate(); return said;
  },
  execFileSync: (task) => cp.execFileSync(process.execPath, ['-e', program(task)], { encoding: 'utf8' }),
  'execFileSync with an environment': (task) => cp.execFileSync(process.execPath, ['-e', program(task)], { encoding: 'utf8', env: { NODE_OPTIONS: '--no-warnings' } }),
  spawn: (task) => new Promise((resolve) => { let text = ''; cp.spawn(process.execPath, ['-e', program(task)], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] }).on('close', () => resolve(text)).stdout.on('data', (d) => (text += d)); }),
  shell: (task) => cp.execSync('"$NODE" -e "$PROGRAM"', { encoding: 'utf8', env: { PATH: process.env.PATH, NODE: process.execPath, PROGRAM: program(task) } }),
};
exports.main = ({ host, ...task }) => hosts[host](task);`;

let cloud: Harness;
const outside = mkdtempSync(path.join(homedir(), 'yunshu-outside-'));
beforeAll(async () => {
  cloud = await startFunctions();
  await cloud.deploy('guarded', MAIN, { timeoutSeconds: 20 });
});
afterAll(async () => {
  rmSync(outside, { recursive: true });
  await cloud.close();
});

const HOSTS = [
  ...['function', 'thread', 'thread without options', 'thread of a thread'],
  ...['execFileSync', 'execFileSync with an environment', 'spawn', 'shell'],
];

describe.each(HOSTS)('the guards hold in %s:', (host) => {
  const attempt = (way: string, file = '') => cloud.invoke('guarded', { host, way, file }) as Promise<string>;

  it('the file system is read-only but for /tmp', async () => {
    const file = path.join(outside, 'written');
    expect(await attempt('write', file)).toMatch(/^EROFS .*below \/tmp only/);
    expect(existsSync(file)).toBe(false);
    expect(await attempt('write', path.join(cloud.kernel.dataDir, 'inside'))).toBe('written');
  });

  it('the platform’s hosts are answered here or refused', async () => {
    expect(await attempt('connect')).toContain('LOCAL_CLOUD_ALLOW_HOSTS=www.qq.com');
    expect(await attempt('redirect')).toBe('api.weixin.qq.com');
  });

  it('the clock is virtual', async () => {
    await cloud.clock.advance(3_600_000);
    expect(Number(await attempt('clock')) - Date.now()).toBeGreaterThan(3_500_000);
  });
});

it('neither a link nor a second name leads out of /tmp', async () => {
  await cloud.deploy(
    'links',
    `const fs = require('fs'), path = require('path');
     exports.main = ({ outside, inside }) => {
       const at = (name) => path.join(inside, name);
       const said = {};
       const attempt = (name, run) => { try { run(); said[name] = 'done'; } catch (e) { said[name] = e.code; } };
       fs.symlinkSync(outside, at('folder'));
       fs.symlinkSync(path.join(outside, 'new'), at('dangling'));
       fs.symlinkSync(path.join(outside, 'present'), at('present'));
       attempt('through a folder', () => fs.writeFileSync(at('folder/a'), 'x'));
       attempt('through a dangling link', () => fs.writeFileSync(at('dangling'), 'x'));
       attempt('through a link', () => fs.appendFileSync(at('present'), 'x'));
       attempt('a folder of a folder', () => fs.mkdirSync(at('folder/deep/er'), { recursive: true }));
       attempt('a second name', () => fs.linkSync(path.join(outside, 'present'), at('second')));
       attempt('removing what a link leads to', () => fs.rmSync(at('folder/present')));
       attempt('removing a link', () => fs.unlinkSync(at('present')));
       return said;
     };`,
  );
  await import('node:fs/promises').then(({ writeFile }) => writeFile(path.join(outside, 'present'), 'kept'));
  const inside = mkdtempSync(path.join(cloud.kernel.dataDir, 'links-'));
  expect(await cloud.invoke('links', { outside, inside })).toEqual({
    'through a folder': 'EROFS',
    'through a dangling link': 'EROFS',
    'through a link': 'EROFS',
    'a folder of a folder': 'EROFS',
    'a second name': 'EROFS',
    'removing what a link leads to': 'EROFS',
    'removing a link': 'done',
  });
});

describe('the channel to the local cloud', () => {
  it.each([
    ['a socket', `new (require('net').Socket)({ fd: 3 })`],
    ['a stream', `new Promise((_, no) => require('fs').createWriteStream('', { fd: 3 }).on('error', no).write('x'))`],
    ['a whole file', `require('fs').writeFileSync(3, 'x')`],
    ['a read', `require('fs').readSync(3, Buffer.alloc(10))`],
  ])('is not %s', async (_, way) => {
    await cloud.deploy(
      'channel',
      `exports.main = async () => { try { await ${way}; return 'had'; } catch (e) { return e.code; } };`,
    );
    expect(await cloud.invoke('channel')).toBe('EBADF');
  });

  it.each([
    ['no JSON', 'garbage{{{'],
    ['no message', '{"kind":"answer","json":5}'],
    ['an unknown kind', '{"kind":"__proto__"}'],
  ])('ends the one instance that writes to it past all guards: %s', async (_, text) => {
    await cloud.deploy(
      'past',
      `exports.main = async ({ text }) => {
         const env = { TEXT: text };
         require('child_process').spawn('/bin/sh', ['-c', 'echo "$TEXT" >&3'], { env, stdio: ['ignore', 'ignore', 'ignore', 3] });
         await new Promise((r) => setTimeout(r, 2000));
         return 'answered';
       };`,
    );
    await expect(cloud.invoke('past', { text })).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: expect.stringContaining('broke its channel'),
    });
    expect(await cloud.invoke('guarded', { host: 'function', way: 'clock' })).toMatch(/^\d+$/);
  });
});

it('synchronous output waits for its reader, however much there is', async () => {
  await cloud.deploy(
    'loud',
    `const fs = require('fs');
     exports.main = async () => {
       process.stdout.isTTY; const text = 'x'.repeat(1_000_000) + '\\n';
       fs.writeSync(1, text); fs.writeFileSync(2, text);
       await new Promise((resolve, reject) => fs.write(1, Buffer.from(text), (e) => (e ? reject(e) : resolve())));
       return 'written';
     };`,
    { timeoutSeconds: 20 },
  );
  expect(await cloud.invoke('loud')).toBe('written');
});
