import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Harness, startFunctions } from '../functions/testing/harness.js';

let cloud: Harness;
beforeEach(async () => {
  cloud = await startFunctions();
});
afterEach(() => cloud.close());

const timer = (name: string, config: string) => ({ name, type: 'timer' as const, config });
const tick = `exports.main = async (event) => { console.log(JSON.stringify({ ...event, now: Date.now(), src: process.env.TRIGGER_SRC, source: process.env.TCB_SOURCE })); };`;
const fired = () =>
  cloud.service
    .recent({ name: 'tick' })
    .reverse()
    .map((record) => JSON.parse(record.logs[0]!.text));

it('every occurrence within an advance runs, awaited, at its own virtual time', async () => {
  await cloud.deploy('tick', tick, { triggers: [timer('hourly', '0 0 * * * * *')] });
  await cloud.clock.advance(3 * 3_600_000);
  const events = fired();
  expect(events).toHaveLength(3);
  for (const event of events) {
    expect(event).toMatchObject({ Type: 'Timer', TriggerName: 'hourly', Message: '', src: 'timer', source: '' });
    expect(event.Time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00Z$/);
    expect(event.now - Date.parse(event.Time)).toBeLessThan(2000);
  }
  expect(cloud.service.timers.list('demo')).toMatchObject([
    { functionName: 'tick', name: 'hourly', lastAt: Date.parse(events[2].Time) },
  ]);
});

it('a timer can be made to fire twice, or right now', async () => {
  await cloud.deploy('tick', tick, { triggers: [timer('daily', '0 0 2 * * * *')] });
  await cloud.service.timers.runNow('demo', 'tick', 'daily');
  expect(fired()).toHaveLength(1);
  cloud.service.timers.fireTwice('demo', 'tick', 'daily', true);
  await cloud.clock.advance(86_400_000);
  expect(fired()).toHaveLength(3);
  await expect(cloud.service.timers.runNow('demo', 'tick', 'weekly')).rejects.toMatchObject({ code: 'INVALID_PARAM' });
});

it('a paused timer is not due until it goes on, and can be run by hand', async () => {
  await cloud.deploy('tick', tick, { triggers: [timer('hourly', '0 0 * * * * *')] });
  const { timers } = cloud.service;
  timers.pause('demo', 'tick', 'hourly', true);
  expect(timers.list('demo')[0]).not.toHaveProperty('nextAt');
  await cloud.clock.advance(3 * 3_600_000);
  expect(fired()).toHaveLength(0);
  await timers.runNow('demo', 'tick', 'hourly');
  await cloud.deploy('tick', tick, { triggers: [timer('hourly', '0 0 * * * * *')] });
  await cloud.clock.advance(3_600_000);
  expect(cloud.service.recent({ name: 'tick' })).toHaveLength(1);
  timers.pause('demo', 'tick', 'hourly', false);
  await cloud.clock.advance(3_600_000);
  expect(cloud.service.recent({ name: 'tick' })).toHaveLength(2);
});

it('a failing function does not stop its timer, and is told of', async () => {
  await cloud.deploy('tick', `exports.main = () => { throw new Error('kaboom'); };`, {
    triggers: [timer('hourly', '0 0 * * * * *')],
  });
  await cloud.clock.advance(2 * 3_600_000);
  expect(cloud.service.recent({ name: 'tick' })).toHaveLength(2);
  expect(cloud.logs.filter((line) => line.includes('kaboom'))).toHaveLength(2);
});

it('a removed or redeployed function has no timers of its former self', async () => {
  await cloud.deploy('tick', tick, { triggers: [timer('hourly', '0 0 * * * * *')] });
  await cloud.deploy('tick', tick);
  await cloud.clock.advance(2 * 3_600_000);
  expect(fired()).toHaveLength(0);
});
