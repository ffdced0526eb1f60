import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startFunctions } from './testing/harness.js';

let cloud: Harness;
beforeAll(async () => {
  cloud = await startFunctions({ watch: true });
});
afterAll(() => cloud.close());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const version = (text: string) =>
  `exports.main = async (e) => { await new Promise((r) => setTimeout(r, e.ms || 0)); return '${text}'; };`;

it('changed code serves the next call, while what runs finishes on the old', async () => {
  const dir = await cloud.deploy('hot', version('one'));
  expect(await cloud.invoke('hot')).toBe('one');
  const running = cloud.invoke('hot', { ms: 1500 });
  await pause(100);
  await writeFile(path.join(dir, 'index.js'), version('two'));
  await expect.poll(() => cloud.invoke('hot'), { timeout: 3000 }).toBe('two');
  expect(await running).toBe('one');
  expect(cloud.logs).toContain('demo/hot: new code');
});

it('no call is lost while code changes again and again', async () => {
  const dir = await cloud.deploy('busy', version('0'));
  const calls: Promise<unknown>[] = [];
  for (let i = 1; i <= 5; i++) {
    await writeFile(path.join(dir, 'index.js'), version(String(i)));
    for (let call = 0; call < 10; call++) {
      calls.push(cloud.invoke('busy', { ms: 5 }));
      await pause(20);
    }
  }
  const answers = await Promise.all(calls);
  expect(answers).toHaveLength(50);
  await expect.poll(() => cloud.invoke('busy'), { timeout: 3000 }).toBe('5');
});

it('a call that meets half-written code waits until it is whole', async () => {
  const dir = await cloud.deploy('half', version('one'));
  await writeFile(path.join(dir, 'index.js'), '');
  const call = cloud.invoke('half');
  await pause(120);
  await writeFile(path.join(dir, 'index.js'), 'exports.main = async (');
  await pause(60);
  await writeFile(path.join(dir, 'index.js'), version('two'));
  expect(await call).toBe('two');
});

it('a call that comes while a build has removed the folder waits until it is back', async () => {
  const dir = await cloud.deploy('gone', version('one'));
  await rm(dir, { recursive: true });
  const call = cloud.invoke('gone');
  await pause(400);
  await mkdir(dir);
  await writeFile(path.join(dir, 'index.js'), version('one'));
  expect(await call).toBe('one');
});

it('code that is wrong and stays so is an error', async () => {
  await cloud.deploy('wrong', 'exports.main = async (');
  await expect(cloud.invoke('wrong')).rejects.toThrow('SyntaxError');
});

it('a module beside the entry counts, a folder may go and come back, the same code again is no change', async () => {
  const dir = await cloud.deploy('parts', `exports.main = () => require('./lib/part') + ':' + process.pid;`, {});
  await mkdir(path.join(dir, 'lib'));
  await writeFile(path.join(dir, 'lib/part.js'), `module.exports = 'a';`);
  const part = async () => (await cloud.invoke('parts')).split(':')[0];
  await expect.poll(part, { timeout: 3000 }).toBe('a');
  await pause(500);
  await writeFile(path.join(dir, 'lib/part.js'), `module.exports = 'b';`);
  await expect.poll(part, { timeout: 3000 }).toBe('b');
  await pause(500);

  const before = await cloud.invoke('parts');
  await writeFile(path.join(dir, 'lib/part.js'), `module.exports = 'b';`);
  await pause(500);
  expect(await cloud.invoke('parts')).toBe(before);

  await rm(dir, { recursive: true });
  await pause(400);
  await mkdir(dir);
  await writeFile(path.join(dir, 'index.js'), `exports.main = () => 'c:';`);
  await expect.poll(part, { timeout: 3000 }).toBe('c');
});
