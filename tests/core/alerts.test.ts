import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertAcknowledge } from '../../shared/contracts/alert/acknowledge.js';
import { alertList } from '../../shared/contracts/alert/list.js';
import { alertSilence } from '../../shared/contracts/alert/silence.js';
import { noStats } from '../../shared/core/metrics/stats.js';
import type { AlertRecord } from '../../shared/modules/alert/alerts.js';
import { createOperator, type TestOperator } from '../kit/operator.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
let operator: TestOperator;
beforeAll(async () => {
  shop = await openShop({ bare: true });
  operator = createOperator(shop.cloud, shop.env, ['operator']);
});
afterAll(() => shop.cloud.stop());

/** Index of the histograms' boundary of 2,500 ms. */
const SLOW = 99;
const action = (calls: number, errors: number, at = 40) => ({
  ...{ calls, errors, codes: {}, cold: 0, roundTrips: 0, overhead: 0, sumMs: 0 },
  ms: { [at]: calls },
});

/** What the minutes from now on will have seen, as if it had been rolled up. */
async function minutesAhead(count: number, actions: Record<string, ReturnType<typeof action>>) {
  const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
  const start = Math.floor(Date.parse(iso) / MINUTE) * MINUTE;
  const records = Array.from({ length: count }, (_, n) => {
    const at = new Date(start + n * MINUTE).toISOString();
    // With as many parts as nothing real will have, so that nothing real takes its place.
    return {
      ...noStats(),
      _id: `minute ${at}`,
      resolution: 'minute',
      at,
      parts: 1e9,
      latency: {},
      expiresAt: '2099',
      actions,
    };
  });
  await shop.db.collection('metrics').where({ resolution: 'minute' }).remove();
  await shop.db.collection('metrics').add(records);
}

const evaluate = () =>
  shop.cloud.post('/__console/timers/run', { env: shop.env, functionName: 'alert-evaluate', name: 'every-minute' });
const messages = async () =>
  (await shop.cloud.get<{ messages: { content: string }[] }>(`/__hub/wecom?env=${shop.env}`)).messages.map(
    ({ content }) => content,
  );
const alertOf = async (subject: string, rule = 'error-rate') =>
  (await shop.documents<AlertRecord>('alerts', { subject, rule }))[0];
const robotAnswers = (errcode: number) => shop.cloud.post('/__hub/wecom', { env: shop.env, errcode });

describe('alerts', () => {
  it('fire once when their condition has held, in one message, and say when it is over', async () => {
    await operator.call(alertSilence, { rule: 'error-rate', subject: 'hushed-one', minutes: 600, reason: '升级中' });
    await minutesAhead(9, {
      'bad-one': action(30, 10),
      'hushed-one': action(30, 30),
      'rare-one': action(1, 1),
      'slow-one': action(30, 0, SLOW),
    });
    await shop.advance(4 * MINUTE);
    expect(await messages()).toEqual([]);
    expect(await alertOf('bad-one')).toMatchObject({ state: 'pending' });
    await shop.advance(4 * MINUTE);

    const [message, ...more] = await messages();
    expect(more).toEqual([]);
    expect(message).toContain('错误率过高：bad-one');
    expect(message).toContain('33.3 %');
    expect(message).toContain('响应过慢（P95）：slow-one');
    expect(await alertOf('rare-one')).toBeUndefined();
    expect(await alertOf('hushed-one')).toMatchObject({ state: 'firing', untold: true });

    const { items } = await operator.call(alertList, {});
    expect(items.find(({ subject }) => subject === 'hushed-one')?.silencedUntil).not.toBeNull();
    expect(items.find(({ subject }) => subject === 'bad-one')?.silencedUntil).toBeNull();

    await shop.db.collection('metrics').where({ parts: 1e9 }).remove();
    await shop.advance(5 * MINUTE);
    const [over] = await messages();
    expect(over).toMatch(/恢复.*bad-one/);
    expect(await alertOf('bad-one')).toMatchObject({ state: 'resolved', untold: false });
  }, 60_000);

  it('are told as soon as a robot answers that did not, and once by two evaluations at once', async () => {
    await robotAnswers(45009);
    await minutesAhead(20, { 'late-told': action(30, 30) });
    await shop.advance(7 * MINUTE);
    const toldOf = async () => (await messages()).filter((text) => text.includes('late-told'));
    expect(await toldOf()).toEqual([]);
    expect(await alertOf('late-told')).toMatchObject({ state: 'firing', untold: true });
    await robotAnswers(0);
    await shop.advance(2 * MINUTE);
    await Promise.allSettled([evaluate(), evaluate(), evaluate()]);
    expect(await toldOf()).toHaveLength(1);
  }, 60_000);

  it('are acknowledged by the first who does', async () => {
    const { _id: alertId } = (await alertOf('late-told'))!;
    expect(await operator.call(alertAcknowledge, { alertId })).toMatchObject({ acknowledgedBy: 'operator:tester' });
    const second = createOperator(shop.cloud, shop.env, ['operator'], 'second');
    expect(await second.call(alertAcknowledge, { alertId })).toMatchObject({ acknowledgedBy: 'operator:tester' });
    const unknown = `alr_${'0'.repeat(26)}`;
    expect(await operator.send('alert-acknowledge', { alertId: unknown })).toMatchObject({
      ok: false,
      error: { code: 'ALERT_NOT_FOUND' },
    });
  });

  it('come in few messages however many there are', async () => {
    await shop.cloud.remove(`/__hub/wecom?env=${shop.env}`);
    const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
    const storm = Array.from({ length: 150 }, (_, n) => ({
      _id: `storm-${n}`,
      ...{ rule: 'error-rate', title: '错误率过高', subject: `storm-${n}`, severity: 'critical', state: 'firing' },
      ...{ value: '50 %', limit: '10 %', advice: '按 traceId 查日志', since: iso, firedAt: iso, seenAt: '2099-01-01' },
      ...{ resolvedAt: null, toldState: null, toldAt: null, untold: true, tellingUntil: null },
      ...{ acknowledgedBy: null, acknowledgedAt: null, revision: 0 },
    }));
    await shop.db.collection('alerts').add(storm);
    await evaluate();
    const told = await messages();
    expect(told.length).toBeLessThanOrEqual(4);
    expect(told.join()).toContain('另有');
    expect(await shop.documents('alerts', { untold: true, rule: 'error-rate', subject: 'storm-149' })).toEqual([]);
  });

  it('tell of a database that does not answer, which keeps nothing', async () => {
    await shop.cloud.remove(`/__hub/wecom?env=${shop.env}`);
    await shop.cloud.post('/__hub/faults', { kind: 'error', function: 'alert-evaluate', action: 'database.*' });
    await shop.advance(3 * MINUTE);
    await shop.cloud.remove('/__hub/faults');
    const told = (await messages()).filter((text) => text.includes('数据库无应答'));
    expect(told).toHaveLength(1);
  });

  it('are for operators alone', async () => {
    for (const name of ['alert-list', 'alert-silence', 'alert-acknowledge', 'health-inspect', 'metric-list']) {
      expect(await shop.buyer().send(name, {})).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    }
  });
});

describe('health', () => {
  it('is told to anybody in a word, to operators in full', async () => {
    const anybody = await shop.buyer('').send('health-check', {});
    expect(anybody).toMatchObject({ ok: true, data: { status: 'up', app: 'ruizhu' } });
    const answer = await operator.send('health-inspect', {});
    const states = (answer as { data: { checks: { name: string; state: string }[] } }).data.checks;
    expect(states.filter(({ name, state }) => name !== 'jobs' && state === 'failing')).toEqual([]);
  });

  it('names what fails, and goes on looking', async () => {
    await shop.cloud.post('/__hub/faults', {
      kind: 'error',
      function: 'health-inspect',
      action: 'database.modifyDocument',
      times: 1,
    });
    const answer = await operator.send('health-inspect', {});
    await shop.cloud.remove('/__hub/faults');
    const { checks } = (answer as { data: { checks: { name: string; state: string }[] } }).data;
    expect(checks.find(({ name }) => name === 'database')).toMatchObject({ state: 'failing' });
    expect(checks.find(({ name }) => name === 'payment')?.state).not.toBe('failing');
  });
});
