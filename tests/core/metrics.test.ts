import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricList } from '../../shared/contracts/metric/list.js';
import type { Instant } from '../../shared/contracts/terms.js';
import type { MetricBatch } from '../../shared/core/metrics/batches.js';
import { noStats } from '../../shared/core/metrics/stats.js';
import { metricsToken } from '../../shared/core/metrics/token.js';
import type { MetricRecord } from '../../shared/modules/metric/records.js';
import { createOperator } from '../kit/operator.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true });
});
afterAll(() => shop.cloud.stop());

const clock = async () => (await shop.cloud.get<{ iso: Instant }>('/__hub/clock')).iso;
const scrape = async (token = metricsToken()) => {
  const response = await fetch(`${shop.cloud.url}/__http/${shop.env}/metrics`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};
/** The sample of one line of the exposition; 0 when it is not there. */
const sampleOf = (text: string, line: string) =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(line))
      ?.split(' ')
      .at(-1) ?? 0,
  );
const callsOf = async (action: string) => {
  const records = await shop.documents<MetricRecord>('metrics', { resolution: 'minute' });
  return records.reduce((sum, { actions }) => sum + (actions[action]?.calls ?? 0), 0);
};

describe('metrics', () => {
  it('count every call once, with what failed, cold starts, round trips and percentiles', async () => {
    const from = await clock();
    const buyer = shop.buyer();
    for (let n = 0; n < 4; n += 1) await buyer.send('cart-get', {});
    await buyer.send('cart-get', { no: 'such field' });
    await shop.advance(MINUTE);
    // The next call of the instance carries what it has counted since its first.
    await buyer.send('cart-get', {});
    await shop.advance(2 * MINUTE);

    const operator = createOperator(shop.cloud, shop.env, ['operator']);
    const { items } = await operator.call(metricList, {
      resolution: 'minute',
      from,
      to: await clock(),
      action: 'cart-get',
    });
    const seen = items.flatMap(({ actions }) => actions);
    const sum = (key: 'calls' | 'cold' | 'roundTrips' | 'overhead' | 'errors') =>
      seen.reduce((total, one) => total + one[key], 0);
    expect({ calls: sum('calls'), cold: sum('cold'), errors: sum('errors') }).toEqual({ calls: 6, cold: 1, errors: 0 });
    expect(sum('roundTrips')).toBe(5);
    expect(seen[0]).toMatchObject({ codes: { INVALID_INPUT: 1 } });
    expect(seen[0]!.p50!).toBeGreaterThan(0);
    expect(seen[0]!.p99!).toBeGreaterThanOrEqual(seen[0]!.p50!);
  });

  it('never cost an ordinary call a round trip: an instance writes once in a minute, as overhead', async () => {
    const buyer = shop.buyer();
    await shop.advance(2 * MINUTE);
    for (let n = 0; n < 10; n += 1) await buyer.send('address-list', {});
    const invocations = await shop.cloud.get<{ calls: number; logs: { text: string }[] }[]>(
      `/__hub/invocations?env=${shop.env}&name=address-list&limit=10`,
    );
    for (const { calls, logs } of invocations) {
      const line = JSON.parse(logs.at(-1)!.text) as { roundTrips: number; overhead: number };
      expect(line.roundTrips + line.overhead).toBe(calls);
      expect(line.roundTrips).toBe(1);
    }
    const written = (await shop.documents<MetricBatch>('metricBatches', {})).map(
      ({ _id, recordedAt }) => `${_id.split('-')[0]} ${recordedAt.slice(0, 16)}`,
    );
    expect(new Set(written).size).toBe(written.length);
  });

  it('are the same after any number of roll-ups at once, a crash in the middle of one, and what comes late', async () => {
    const before = sampleOf((await scrape()).text, 'yunshu_calls_total{app="ruizhu",action="late-action"}');
    const at = `${(await clock()).slice(0, 17)}00.000Z`;
    const batch = (id: string, minute: string, calls: number): MetricBatch => ({
      _id: id,
      recordedAt: at as Instant,
      expiresAt: '2099-01-01T00:00:00.000Z' as Instant,
      minutes: [
        {
          ...noStats(),
          at: minute as Instant,
          actions: {
            'late-action': {
              calls,
              codes: {},
              errors: 0,
              cold: 0,
              roundTrips: 0,
              overhead: 0,
              sumMs: calls,
              ms: { 0: calls },
            },
          },
        },
      ],
    });
    const hourAgo = new Date(Date.parse(at) - 90 * MINUTE).toISOString();
    await shop.db.collection('metricBatches').add(batch('one-0', at, 3));
    await shop.db.collection('metricBatches').add(batch('two-0', hourAgo, 4));

    await shop.cloud.post('/__hub/faults', { kind: 'crash', function: 'metric-rollup', nth: 3, times: 1 });
    const runAtOnce = () =>
      Promise.allSettled(
        [1, 2, 3].map(() =>
          shop.cloud.post('/__console/timers/run', {
            env: shop.env,
            functionName: 'metric-rollup',
            name: 'every-minute',
          }),
        ),
      );
    await runAtOnce();
    await runAtOnce();
    await shop.cloud.remove('/__hub/faults');
    await shop.advance(2 * MINUTE);

    expect(await callsOf('late-action')).toBe(7);
    const { text } = await scrape();
    expect(sampleOf(text, 'yunshu_calls_total{app="ruizhu",action="late-action"}') - before).toBe(7);
    const hours = await shop.documents<MetricRecord>('metrics', { resolution: 'hour' });
    const hour = hours.find(({ at: start }) => start === `${hourAgo.slice(0, 14)}00:00.000Z`);
    expect(hour?.actions['late-action']?.calls).toBe(4);
  });

  it('are shown to Prometheus for the token of the environment alone', async () => {
    expect((await scrape('k1-wrong')).status).toBe(401);
    expect((await fetch(`${shop.cloud.url}/__http/${shop.env}/metrics`)).status).toBe(401);
    const { status, type } = await scrape();
    expect(status).toBe(200);
    expect(type).toContain('version=0.0.4');
  });

  it('refuse more than they can show, and everybody who may not see them', async () => {
    const operator = createOperator(shop.cloud, shop.env, ['operator']);
    const wide = { resolution: 'minute', from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
    expect(await operator.send('metric-list', wide)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_INPUT', fields: { to: expect.stringContaining('400') } },
    });
    expect(await shop.buyer().send('metric-list', wide)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });
});
