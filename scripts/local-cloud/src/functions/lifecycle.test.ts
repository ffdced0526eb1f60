import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startFunctions } from './testing/harness.js';

const CLOUD_OF_ITS_OWN = fileURLToPath(new URL('./testing/cloud-of-its-own.ts', import.meta.url));

let cloud: Harness;
beforeAll(async () => {
  cloud = await startFunctions({ maxInstances: 3, maxWaiting: 10 });
});
afterAll(() => cloud.close());

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('an error after the answer ends the instance, and no later invocation', async () => {
  await cloud.deploy(
    'late',
    `exports.main = () => { setTimeout(() => { throw new Error('too late'); }, 50); return process.pid; };`,
  );
  const first = await cloud.invoke('late');
  await expect.poll(() => alive(first), { timeout: 3000 }).toBe(false);
  expect(await cloud.invoke('late')).not.toBe(first);
});

it('more invocations than instances wait; more than may wait are refused', async () => {
  await cloud.deploy('queue', `exports.main = () => new Promise((r) => setTimeout(() => r(1), 150));`);
  const outcomes = await Promise.allSettled(Array.from({ length: 15 }, () => cloud.invoke('queue')));
  const refused = outcomes.filter((one) => one.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const one of refused) expect(one.reason).toMatchObject({ code: 'EXCEED_CONCURRENT_REQUEST_LIMIT' });
  expect(outcomes.filter((one) => one.status === 'fulfilled').length).toBeGreaterThanOrEqual(11);
  const waited = cloud.service.recent({ name: 'queue' }).map((record) => record.queuedMs);
  expect(Math.max(...waited)).toBeGreaterThan(100);
});

it('a time limit counts from the start of the function, not from its loading or its waiting', async () => {
  const load = 'const end = Date.now() + 1300; while (Date.now() < end);';
  await cloud.deploy('loads', `${load} exports.main = () => 'loaded';`, { timeoutSeconds: 1 });
  expect(await cloud.invoke('loads')).toBe('loaded');
});

it.each(['spins', 'waits', 'starts'])('a function that %s ends with the cloud, however that ends', async (name) => {
  const cloudProcess = spawn(process.execPath, ['--import', 'tsx', CLOUD_OF_ITS_OWN, name], { stdio: 'pipe' });
  const said = await new Promise<string>((resolve) =>
    cloudProcess.stdout.once('data', (data) => resolve(String(data))),
  );
  const pids = said.trim().split(' ').map(Number);
  expect(pids.every(alive)).toBe(true);
  cloudProcess.kill('SIGKILL');
  await expect.poll(() => pids.filter(alive), { timeout: 5000 }).toEqual([]);
});

it('a function that ends takes along the programs that it started', async () => {
  await cloud.deploy(
    'parent',
    `const { spawn } = require('child_process');
     exports.main = ({ start }) => start ? spawn('sleep', ['60'], { stdio: 'ignore' }).pid : process.exit(1);`,
  );
  const pid = await cloud.invoke('parent', { start: true });
  expect(alive(pid)).toBe(true);
  await expect(cloud.invoke('parent')).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' });
  await expect.poll(() => alive(pid), { timeout: 3000 }).toBe(false);
});
