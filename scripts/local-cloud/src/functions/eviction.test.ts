import { afterEach, expect, it } from 'vitest';
import { type Harness, startFunctions } from './testing/harness.js';

let cloud: Harness;
afterEach(() => cloud.close());

const counts = () => Object.fromEntries(cloud.service.list().map((one) => [one.definition.name, one.instances]));

it('an instance that is idle for long enough ends, and the next call starts a new one', async () => {
  cloud = await startFunctions({ idleMs: 100 });
  await cloud.deploy('idle', 'exports.main = () => process.pid;');
  const first = await cloud.invoke('idle');
  await expect.poll(counts, { timeout: 3000 }).toEqual({ idle: 0 });
  expect(await cloud.invoke('idle')).not.toBe(first);
});

it('above the limit of all instances the one that was idle longest makes room', async () => {
  cloud = await startFunctions({ maxAllInstances: 2 });
  for (const name of ['a', 'b', 'c']) {
    await cloud.deploy(name, 'exports.main = () => 1;');
    await cloud.invoke(name);
  }
  expect(counts()).toEqual({ a: 0, b: 1, c: 1 });
});

it('a spare process that dies is no loss', async () => {
  cloud = await startFunctions();
  await cloud.deploy('a', 'exports.main = () => process.pid;');
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await cloud.invoke('a')).toBeGreaterThan(0);
  expect(cloud.service.recent({})[0]).toMatchObject({ cold: true });
});
