import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { catalogList } from '../../shared/contracts/catalog/list.js';
import type { Answer } from '../../shared/contracts/contract.js';
import { userLogin } from '../../shared/contracts/user/login.js';
import { DEFAULT_LIMIT } from '../../shared/core/pipeline/rate-limit.js';
import { partOf } from '../../shared/core/rate-limit/limiter.js';
import type { Buyer } from '../kit/buyer.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['request-sweep'] });
});
afterAll(() => shop.cloud.stop());
// Buckets fill up in virtual time, so that no test depends on the one before.
beforeEach(() => shop.advance(MINUTE));

const times = <T>(n: number, make: (place: number) => T): T[] => Array.from({ length: n }, (_, place) => make(place));
const admitted = (answers: Answer<unknown>[]) => answers.filter(({ ok }) => ok).length;

interface Invocation {
  name: string;
  cold: boolean;
  logs: { text: string }[];
}

const invocations = (name: string, limit: number) =>
  shop.cloud.get<Invocation[]>(`/__hub/invocations?env=${shop.env}&name=${name}&limit=${limit}`);

interface CallLine {
  event: string;
  code: string;
  roundTrips: number;
  spans?: string;
}

/** What the last calls of a function left in the log. */
async function calls(name: string, limit: number): Promise<CallLine[]> {
  const lines = (await invocations(name, limit)).flatMap(({ logs }) => logs.map(({ text }) => JSON.parse(text)));
  return lines.filter(({ event }: CallLine) => event === 'call');
}

/** Sends the same thing `n` times at once. */
async function flood(buyer: Buyer, name: string, n: number) {
  const startedAt = performance.now();
  const answers = await Promise.all(times(n, () => buyer.send(name, {})));
  return { answers, seconds: (performance.now() - startedAt) / 1000 };
}

describe('a strict limit', () => {
  it('lets through what it says and no more, however many instances race for it', async () => {
    const buyer = shop.buyer();
    const { answers, seconds } = await flood(buyer, userLogin.name, 40);

    expect(admitted(answers)).toBeGreaterThanOrEqual(5);
    expect(admitted(answers)).toBeLessThanOrEqual(5 + seconds);
    for (const answer of answers) {
      if (answer.ok) continue;
      expect(answer.error.code).toBe('RATE_LIMITED');
      expect(answer.error.retryAfterMs).toBeGreaterThan(0);
      expect(answer.error.retryAfterMs).toBeLessThanOrEqual(1000);
    }
    expect((await invocations(userLogin.name, 40)).filter(({ cold }) => cold).length).toBeGreaterThan(1);
  });

  it('lets everybody in who waits as told', async () => {
    const buyer = shop.buyer();
    const { answers } = await flood(buyer, userLogin.name, 30);
    const waits = answers.map((answer) => (answer.ok ? 0 : answer.error.retryAfterMs!));
    expect(Math.max(...waits)).toBeGreaterThan(0);
    await shop.advance(Math.max(...waits));
    expect((await buyer.send(userLogin.name, {})).ok).toBe(true);
  });

  it('costs one round trip', async () => {
    const buyer = shop.buyer();
    await buyer.call(userLogin, {});
    const [call] = await calls(userLogin.name, 1);
    expect(call!.spans).toMatch(/^database-insert rateBuckets \d+\+\d+,database-insert users \d+\+\d+/);
    expect(call!.roundTrips).toBe(2);
  });

  it('fails when the bucket cannot be reached, and nothing is done', async () => {
    const buyer = shop.buyer();
    await shop.cloud.post('/__hub/faults', { kind: 'error', function: userLogin.name, nth: 1, times: 1 });
    const answer = await buyer.send(userLogin.name, {});
    await shop.cloud.remove('/__hub/faults');
    expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect((await buyer.call(userLogin, {})).isNew).toBe(true);
  });
});

describe('the ordinary limit', () => {
  it('costs nothing for someone who looks around', async () => {
    const buyer = shop.buyer();
    for (const _ of times(8, String)) {
      await buyer.call(catalogList, {});
      await shop.advance(2000);
    }
    const made = await calls(catalogList.name, 8);
    expect(made.length).toBe(8);
    for (const { spans = '' } of made) expect(spans).not.toContain('rateBuckets');
  });

  it('bounds a flood over all instances, and leaves others alone', async () => {
    const [flooder, other] = [shop.buyer(), shop.buyer()];
    const [{ answers, seconds }, fine] = await Promise.all([
      flood(flooder, 'order-list', 200),
      flood(other, 'order-list', 3),
    ]);
    expect(admitted(fine.answers)).toBe(3);

    const { burst, perSecond } = DEFAULT_LIMIT;
    const made = await invocations('order-list', 203);
    const instances = made.filter(({ cold }) => cold).length;
    const bound = burst + perSecond * seconds + instances * (2 * partOf(DEFAULT_LIMIT) + (perSecond * seconds) / 20);
    expect(admitted(answers)).toBeGreaterThanOrEqual(burst);
    expect(admitted(answers)).toBeLessThanOrEqual(bound);
  });

  it('refuses without asking the database again until the time it told is over', async () => {
    const buyer = shop.buyer();
    const answers: Answer<unknown>[] = [];
    // One after another they go to one instance.
    while (answers.filter(({ ok }) => !ok).length < 5 && answers.length < 400) {
      answers.push(await buyer.send('address-list', {}));
    }
    const refused = (await calls('address-list', answers.length)).filter(({ code }) => code === 'RATE_LIMITED');
    const silent = refused.filter(({ spans = '' }) => !spans.includes('rateBuckets'));
    expect(refused.length).toBe(answers.filter(({ ok }) => !ok).length);
    expect(silent.length).toBeGreaterThanOrEqual(refused.length - 1);
  });

  it('goes on when the bucket cannot be reached, and says so in the log', async () => {
    const buyer = shop.buyer();
    const faulty = { kind: 'error', function: 'cart-get', times: 1 };
    for (const _ of times(5, String)) await buyer.send('cart-get', {});
    await shop.cloud.post('/__hub/faults', { ...faulty, nth: 1 });
    const answer = await buyer.send('cart-get', {});
    await shop.cloud.remove('/__hub/faults');
    expect(answer.ok).toBe(true);
    const [last] = await invocations('cart-get', 1);
    expect(last!.logs.map(({ text }) => text).join('\n')).toContain('rate-limit.unavailable');
  });
});

it('buckets of those who have been quiet are swept, and those in use are not', async () => {
  const [quiet, busy] = [shop.buyer(), shop.buyer()];
  await quiet.call(userLogin, {});
  await shop.advance(2 * MINUTE);
  await busy.call(userLogin, {});
  const before = await shop.documents<{ expiresAt: string }>('rateBuckets', {});
  await shop.cloud.post('/__console/timers/run', { env: shop.env, functionName: 'request-sweep', name: 'hourly' });
  const { iso } = await shop.cloud.get<{ iso: string }>('/__hub/clock');
  const after = await shop.documents<{ expiresAt: string }>('rateBuckets', {});
  expect(after.length).toBeGreaterThan(0);
  expect(after.length).toBeLessThan(before.length);
  expect(after.every(({ expiresAt }) => expiresAt > iso)).toBe(true);
});
