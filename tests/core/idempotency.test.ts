import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { contract } from '../../shared/contracts/contract.js';
import type { RequestId, UserId } from '../../shared/contracts/terms.js';
import { Failure } from '../../shared/core/failure.js';
import { findUnresolvedClaims, once, removeExpiredClaims } from '../../shared/core/pipeline/idempotency.js';
import { newRequestId } from '../kit/buyer.js';
import { asCall, beFunctionOf } from '../kit/in-process.js';
import { openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['request-sweep'] });
  beFunctionOf(shop.cloud, shop.env);
});
afterAll(() => shop.cloud.stop());
afterEach(() => {
  vi.useRealTimers();
});

const DAY = 86_400_000;
const action = contract({
  name: 'test-once',
  title: '测试',
  access: 'member',
  idempotent: 'claimed',
  input: z.strictObject({ requestId: z.string(), what: z.string() }),
  output: z.number(),
  budget: { roundTrips: 2 },
});
const actor = { kind: 'member', userId: 'usr_once' as UserId, door: 'wechat' } as const;

/** One call with the request id. */
function run(requestId: string, work: () => Promise<number>, what = 'a'): Promise<number> {
  const input = { requestId: requestId as RequestId, what };
  return asCall(() => once(action, input, work), { actor, action: action.name, requestId });
}
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const freezeTime = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });

/** A piece of work that ends when the test says so. */
function work() {
  let end: (how: number | Error) => void = () => undefined;
  const done = new Promise<number>((resolve, reject) => {
    end = (how) => (typeof how === 'number' ? resolve(how) : reject(how));
  });
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const main = () => {
    begin();
    return done;
  };
  return { main, begun, end };
}

describe('a repeated request', () => {
  it('gets the answer of the first, and nothing runs again', async () => {
    const id = newRequestId();
    expect(await run(id, async () => 1)).toBe(1);
    expect(await run(id, async () => 2)).toBe(1);
    await expect(run(id, async () => 3, 'b')).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });

  it('runs again after a refusal, which changed nothing', async () => {
    const id = newRequestId();
    await expect(run(id, () => Promise.reject(new Failure('OUT_OF_STOCK')))).rejects.toMatchObject({
      code: 'OUT_OF_STOCK',
    });
    expect(await run(id, async () => 2, 'b')).toBe(2);
  });

  it('runs again at once after a failure that may pass, but only for the same thing', async () => {
    const id = newRequestId();
    await expect(run(id, () => Promise.reject(new Failure('PAYMENT_UNAVAILABLE')))).rejects.toThrow();
    await expect(run(id, async () => 3, 'b')).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await run(id, async () => 2)).toBe(2);
  });

  it('waits, when nobody knows what happened, until nothing of it can be alive', async () => {
    freezeTime();
    const id = newRequestId();
    await expect(run(id, () => Promise.reject(new Error('socket hang up')))).rejects.toThrow('socket');
    await expect(run(id, async () => 2)).rejects.toMatchObject({ code: 'REQUEST_IN_PROGRESS' });
    pass(13_000);
    expect(await run(id, async () => 2)).toBe(2);
  });

  it('is never forgotten while nobody knows what came of it', async () => {
    freezeTime();
    const [unknown, known] = [newRequestId(), newRequestId()];
    await expect(run(unknown, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    await run(known, async () => 1);
    pass(40 * DAY);
    const before = await asCall(() => findUnresolvedClaims(100));
    expect(await asCall(removeExpiredClaims)).toBeGreaterThan(0);
    expect(before.length).toBeGreaterThan(0);
    expect(await asCall(() => findUnresolvedClaims(100))).toEqual(before);
    await expect(run(unknown, async () => 9, 'b')).rejects.toMatchObject({ code: 'REQUEST_ID_REUSED' });
    expect(await run(unknown, async () => 2)).toBe(2);
  });
});

describe('two runs of one request, the first slower than it may be', () => {
  it('give one answer to everybody: that of the first to end', async () => {
    freezeTime();
    const id = newRequestId();
    const [slow, second] = [work(), work()];
    const a = run(id, slow.main);
    await slow.begun;
    pass(13_000);
    const b = run(id, second.main);
    await second.begun;
    slow.end(1);
    expect(await a).toBe(1);
    second.end(2);
    expect(await b).toBe(1);
    expect(await run(id, async () => 3)).toBe(1);
  });

  it('do not take each other the claim when the first is refused', async () => {
    freezeTime();
    const id = newRequestId();
    const [slow, second] = [work(), work()];
    const a = run(id, slow.main);
    await slow.begun;
    pass(13_000);
    const b = run(id, second.main);
    await second.begun;
    slow.end(new Failure('OUT_OF_STOCK'));
    await expect(a).rejects.toMatchObject({ code: 'OUT_OF_STOCK' });
    await expect(run(id, async () => 3)).rejects.toMatchObject({ code: 'REQUEST_IN_PROGRESS' });
    second.end(2);
    expect(await b).toBe(2);
    expect(await run(id, async () => 3)).toBe(2);
  });
});
