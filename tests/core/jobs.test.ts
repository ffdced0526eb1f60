import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobList } from '../../shared/contracts/job/list.js';
import { jobRunNow } from '../../shared/contracts/job/run-now.js';
import { jobRuns } from '../../shared/contracts/job/runs.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['order-sweep', 'backup-run'] });
});
afterAll(() => shop.cloud.stop());

describe('a job', () => {
  it('leaves a record of each run, with when it was due and what it did', async () => {
    await shop.advance(3 * MINUTE);

    const { items } = await shop.operator(['support']).call(jobRuns, { job: 'order-sweep' });

    expect(items.length).toBeGreaterThanOrEqual(3);
    expect(items[0]).toMatchObject({ outcome: 'done', counts: { looked: 0, done: 0, failed: 0 }, error: null });
    expect(items.map(({ scheduledFor }) => scheduledFor)).toEqual(
      items
        .map(({ scheduledFor }) => scheduledFor)
        .toSorted()
        .reverse(),
    );
    expect(items[0]!.scheduledFor).toMatch(/:00\.000Z$/);
  });

  it('that fails is told from one that is well, and its error is kept', async () => {
    await shop.cloud.post('/__hub/faults', {
      kind: 'error',
      function: 'order-sweep',
      action: 'database.getDocument',
    });
    const operator = shop.operator(['operator']);
    expect(await operator.call(jobRunNow, { job: 'order-sweep' })).toMatchObject({ state: 'failed' });
    await shop.cloud.remove('/__hub/faults');

    const sweep = async () => (await operator.call(jobList, {})).items.find(({ name }) => name === 'order-sweep')!;
    expect(await sweep()).toMatchObject({ state: 'failing', lastFailure: { outcome: 'failed', scheduledFor: null } });

    expect(await operator.call(jobRunNow, { job: 'order-sweep' })).toMatchObject({
      state: 'done',
      counts: { looked: 0 },
    });
    expect(await sweep()).toMatchObject({ state: 'well', lastFailure: { outcome: 'failed' } });
  });

  it('may be fired twice', async () => {
    const goods = await shop.goods({ stock: 5 });
    const buyer = shop.buyer();
    const { orderId } = await shop.unpaidOrder(buyer, goods);
    const timer = { env: shop.env, functionName: 'order-sweep', name: 'every-minute' };
    await shop.cloud.post('/__console/timers/twice', { ...timer, twice: true });

    await shop.advance(31 * MINUTE);
    await shop.until(buyer, orderId, 'closed');
    await shop.cloud.post('/__console/timers/twice', { ...timer, twice: false });

    expect(await goods.available()).toBe(5);
    const { items } = await shop.operator(['support']).call(jobRuns, { job: 'order-sweep' });
    const firings = items.map(({ scheduledFor }) => scheduledFor);
    expect(new Set(firings).size).toBeLessThan(firings.length);
  });

  it('that does nothing is noted some runs at a time, and none of them is left out', async () => {
    const minutes = async () => {
      const { items } = await shop.operator(['support']).call(jobRuns, { job: 'order-sweep' });
      return items.map(({ scheduledFor }) => Date.parse(scheduledFor ?? '') / MINUTE);
    };
    await shop.advance(10 * MINUTE);
    const before = await minutes();
    await shop.advance(20 * MINUTE);
    const [newest = 0, ...others] = (await minutes()).filter((minute) => minute > before[0]!);

    expect(newest - before[0]!).toBeGreaterThanOrEqual(16);
    expect(new Set([newest, ...others]).size).toBe(newest - before[0]!);
  });

  it('whose timer is gone is late, and the watch says so', async () => {
    const long = '2026-01-01T00:00:00.000Z';
    const operator = shop.operator(['operator']);
    await operator.call(jobRunNow, { job: 'request-sweep' });
    const [record] = await shop.documents<{ runs: object[] }>('jobRuns', { _id: 'request-sweep' });
    const runs = record!.runs.map((run) => ({ ...run, startedAt: long }));
    await shop.db.collection('jobRuns').where({ _id: 'request-sweep' }).update({ runs });

    const { items } = await operator.call(jobList, {});
    expect(items.find(({ name }) => name === 'request-sweep')).toMatchObject({ state: 'late' });
    expect(await operator.call(jobRunNow, { job: 'job-watch' })).toMatchObject({ state: 'done', counts: { late: 1 } });
  });

  it('that suffers no other beside it has one run at a time, and is not stuck when that one dies', async () => {
    const operator = shop.operator(['operator']);
    const run = () => operator.call(jobRunNow, { job: 'notice-send' });
    await shop.cloud.post('/__hub/faults', {
      ...{ kind: 'latency', function: 'notice-send', action: 'database.getDocument' },
      ...{ ms: 1500, times: 1 },
    });
    const first = run();
    await shop.struck();
    expect(await run()).toMatchObject({ state: 'failed', error: expect.stringContaining('JOB_RUNS_ALREADY') });
    expect(await first).toMatchObject({ state: 'done' });
    expect(await run()).toMatchObject({ state: 'done' });

    await shop.cloud.post('/__hub/faults', { kind: 'crash', function: 'notice-send', nth: 2, when: 'after', times: 1 });
    await run().catch(() => undefined);
    expect(await run()).toMatchObject({ state: 'failed', error: expect.stringContaining('JOB_RUNS_ALREADY') });
    await shop.advance(61_000);
    expect(await run()).toMatchObject({ state: 'done' });
  });

  it('that suffers no other beside it has one run of a firing that comes twice', async () => {
    const timer = { env: shop.env, functionName: 'backup-run', name: 'every-half-hour' };
    await shop.cloud.post('/__console/timers/twice', { ...timer, twice: true });
    await shop.advance(61 * MINUTE);
    await shop.cloud.post('/__console/timers/twice', { ...timer, twice: false });

    const { items } = await shop.operator(['support']).call(jobRuns, { job: 'backup-run' });
    const firings = items.map(({ scheduledFor }) => scheduledFor);
    expect(firings.length).toBeGreaterThanOrEqual(2);
    expect(new Set(firings).size).toBe(firings.length);
    expect(items.every(({ outcome }) => outcome === 'done')).toBe(true);
  });

  it('is run and looked at by who may', async () => {
    expect(await shop.buyer().send('job-list', {})).toMatchObject({ error: { code: 'FORBIDDEN' } });
    const support = shop.operator(['support']);
    await expect(support.call(jobRunNow, { job: 'order-sweep' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(support.call(jobRuns, { job: 'order-create' })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });
});
