import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobList } from '../../shared/contracts/job/list.js';
import { jobRunNow } from '../../shared/contracts/job/run-now.js';
import { jobRuns } from '../../shared/contracts/job/runs.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true });
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
    const [first, second] = items;
    expect(first!.scheduledFor).toBe(second!.scheduledFor);
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

  it('is run and looked at by who may', async () => {
    expect(await shop.buyer().send('job-list', {})).toMatchObject({ error: { code: 'FORBIDDEN' } });
    const support = shop.operator(['support']);
    await expect(support.call(jobRunNow, { job: 'order-sweep' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(support.call(jobRuns, { job: 'order-create' })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });
});
