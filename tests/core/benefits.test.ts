import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFunctions } from '../../scripts/lib/actions.js';
import { isPartOf } from '../../shared/apps/apps.js';
import { bazi } from '../../shared/apps/bazi.js';
import { accountDelete } from '../../shared/contracts/account/delete.js';
import { benefitBuy } from '../../shared/contracts/benefit/buy.js';
import { benefitGet } from '../../shared/contracts/benefit/get.js';
import { benefitGive } from '../../shared/contracts/benefit/give.js';
import { benefitLedger } from '../../shared/contracts/benefit/ledger.js';
import { benefitLookup } from '../../shared/contracts/benefit/lookup.js';
import { benefitOffers } from '../../shared/contracts/benefit/offers.js';
import { benefitSettle } from '../../shared/contracts/benefit/settle.js';
import { benefitWaive } from '../../shared/contracts/benefit/waive.js';
import type { Input } from '../../shared/contracts/contract.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { orderPreview } from '../../shared/contracts/order/preview.js';
import { orderRefund } from '../../shared/contracts/order/refund.js';
import type { readingStart } from '../../shared/contracts/reading/start.js';
import { readingTopics } from '../../shared/contracts/reading/topics.js';
import { askAbout, untilDone } from '../contracts/scenarios/reading.js';
import { openTheatre, type Stage, stageOf } from '../contracts/stage.js';
import { bought, expectBalanced, idOf, ledgerOf, paidEvent, passes, plan, untilGranted } from '../kit/benefits.js';
import { type Buyer, newRequestId } from '../kit/buyer.js';
import type { RunningCloud } from '../kit/local-cloud.js';
import { answering, type ModelSimulator, startModelSimulator } from '../kit/model-simulator.js';
import { roundTripsOfLast } from '../kit/round-trips.js';
import { MINUTE, makeId, type Shop, shopOf, times } from '../kit/shop.js';

const MODEL = { QWEN_API_KEY: 'sk-test', QWEN_MODEL: 'qwen-plus' };
const DAY = 24 * 60 * MINUTE;

let model: ModelSimulator;
let cloud: RunningCloud;
let stage: Stage;
let shop: Shop;
beforeAll(async () => {
  model = await startModelSimulator();
  Object.assign(process.env, MODEL, { QWEN_BASE_URL: model.url });
  cloud = await openTheatre();
  stage = stageOf(cloud, bazi);
  shop = stage.shop;
  model.play(answering);
});
afterAll(async () => {
  for (const name of [...Object.keys(MODEL), 'QWEN_BASE_URL']) delete process.env[name];
  await cloud.stop();
  await model.stop();
});

/** Begins a reading; who is told to wait lets time pass. */
async function begin(reader: Buyer, input: Input<typeof readingStart>) {
  for (;;) {
    const answer = await reader.send('reading-start', input);
    if (answer.ok || answer.error.code !== 'RATE_LIMITED') return answer;
    await stage.advance(answer.error.retryAfterMs ?? 1000);
  }
}
const begun = async (reader: Buyer, input = askAbout('wealth')) => {
  const answer = await begin(reader, input);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data as { readingId: string; takenFrom: string };
};
const codeOf = (answer: Awaited<ReturnType<typeof begin>>) => (answer.ok ? 'ok' : answer.error.code);
const sweepReadings = () => stage.system().send('reading-sweep', {});
const cancelled = (orderId: string) => ({ requestId: newRequestId(), orderId }) as never;

describe('what is granted and not sent', () => {
  it('is offered, bought without an address, and there once when it is paid, however often that is told', async () => {
    const goods = await shop.goods({ grants: passes(2), price: 990 });
    const { offers } = await shop.buyer().call(benefitOffers, {});
    expect(offers.find(({ skuId }) => skuId === goods.skuId)).toMatchObject({ price: 990, passes: 2, passDays: 30 });

    const buyer = shop.buyer();
    const request = { requestId: newRequestId(), skuId: goods.skuId, quantity: 3, price: 990 } as never;
    const { orderId, payable } = await buyer.call(benefitBuy, request);
    expect(payable).toBe(2970);
    expect(await buyer.call(benefitBuy, request)).toMatchObject({ orderId });
    expect((await buyer.call(benefitGet, {})).grants).toEqual([]);
    await shop.pay(buyer, orderId);
    await untilGranted(buyer, orderId);
    const told = paidEvent(await idOf(buyer), passes(6), orderId);
    await Promise.all(times(5, () => shop.asSystem(benefitSettle, told)));

    expect(await buyer.call(benefitGet, {})).toMatchObject({ passes: { left: 6 }, grants: [{ orderId, passes: 6 }] });
    expect(await ledgerOf(buyer)).toMatchObject([{ kind: 'granted', of: 'pass', count: 6, left: 6, orderId }]);
    const order = await buyer.call(orderGet, { orderId });
    expect(order).toMatchObject({ status: 'paid', recipient: { name: '' }, lines: [{ grants: { passes: 2 } }] });
  });

  it('is bought at the price that was shown, or not at all, and nothing else is bought that way', async () => {
    const goods = await shop.goods({ grants: passes(1), price: 990 });
    const buy = (input: object) => shop.buyer().send('benefit-buy', { requestId: newRequestId(), ...input });
    expect(await buy({ skuId: goods.skuId, price: 980 })).toMatchObject({ error: { code: 'PRICE_CHANGED' } });
    expect(await buy({ skuId: makeId('sku') })).toMatchObject({ error: { code: 'PRODUCT_NOT_FOUND' } });
  });

  it('is no parcel: a store refuses to send it, and asks no freight for it', async () => {
    const store = shopOf(cloud, 'ruizhu');
    const buyer = store.buyer();
    const { skuId } = await store.goods({ grants: passes(1), price: 990 });
    const lines = [{ skuId, quantity: 1 }] as never;
    expect(await buyer.call(orderPreview, { lines })).toMatchObject({ shortages: [], amounts: { freight: 0 } });
    const addressId = await buyer.addressId();
    await expect(
      buyer.call(orderCreate, { requestId: newRequestId(), lines, addressId } as never),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: { 'lines.0': expect.stringContaining('不需要配送') } });
  });

  it('goes on from its end, where it is a plan', async () => {
    const buyer = shop.buyer();
    await bought(shop, buyer, plan(30, 5));
    const before = (await buyer.call(benefitGet, {})).plan!;
    await bought(shop, buyer, plan(30, 5));
    const { plan: extended, grants } = await buyer.call(benefitGet, {});
    expect(Date.parse(extended!.until) - Date.parse(before.until)).toBe(30 * DAY);
    expect(grants.map(({ planFrom }) => planFrom)).toEqual([before.until, before.startedAt]);
  });
});

describe('a place for a reading', () => {
  it('is taken from the free places where the topic is free, then from the plan, then from passes, and said', async () => {
    const { topics } = await shop.buyer().call(readingTopics, {});
    expect(topics.filter(({ free }) => free).map(({ topic }) => topic)).toEqual(['career', 'health', 'study', 'today']);
    const reader = shop.buyer();
    expect(codeOf(await begin(reader, askAbout('wealth')))).toBe('READING_NEEDS_PASS');
    await bought(shop, reader, plan(30, 2));
    await bought(shop, reader, passes(2));
    const from = async (topic: 'career' | 'wealth') => (await begun(reader, askAbout(topic))).takenFrom;
    expect([await from('career'), await from('wealth')]).toEqual(['free', 'plan']);
    expect([await from('career'), await from('career'), await from('career')]).toEqual(['free', 'free', 'plan']);
    expect(codeOf(await begin(reader, { ...askAbout('wealth'), mayUsePass: false }))).toBe('READING_QUOTA_USED');
    expect([await from('career'), await from('wealth')]).toEqual(['pass', 'pass']);
    expect(codeOf(await begin(reader, askAbout('career')))).toBe('READING_QUOTA_USED');
    await stage.advance(DAY);
    expect([await from('career'), await from('wealth')]).toEqual(['free', 'plan']);
    expect(await expectBalanced(reader)).toBe(0);
  });

  it('is there for as many as there are passes, of ten at once, and once for one reading', async () => {
    const reader = shop.buyer();
    await bought(shop, reader, passes(3));
    const asked = times(5, () => askAbout('wealth'));
    const answers = await Promise.all([...asked, ...asked].map((input) => begin(reader, input)));
    const codes = answers.map(codeOf);
    // Whoever comes second while the first one is at it is told to wait.
    expect(new Set(codes)).not.toContain('INTERNAL');
    const readings = new Set(
      answers.flatMap((answer) => (answer.ok ? [(answer.data as { readingId: string }).readingId] : [])),
    );
    expect(readings.size).toBeLessThanOrEqual(3);
    for (const input of asked) await begin(reader, input);
    expect(await expectBalanced(reader)).toBe(0);
    expect((await ledgerOf(reader)).filter(({ kind }) => kind === 'taken')).toHaveLength(3);
  });

  it('is not lost to who asks whether he needs a pass while he asks for the reading itself', async () => {
    const reader = shop.buyer();
    await bought(shop, reader, passes(1));
    const input = askAbout('wealth');
    const slow = (action: string, ms: number) =>
      cloud.post('/__hub/faults', { kind: 'latency', function: 'reading-start', action, ms, times: 1 });
    await slow('database.removeDocument', 500);
    const first = begin(reader, { ...input, mayUsePass: false });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await slow('database.modifyDocument', 700);
    await Promise.all([first, begin(reader, input)]);
    await cloud.remove('/__hub/faults');
    await stage.advance(3 * MINUTE);
    await sweepReadings();
    await begun(reader, input);
    expect(await expectBalanced(reader)).toBe(0);
    expect((await ledgerOf(reader)).filter(({ kind }) => kind === 'taken')).toHaveLength(1);
  });

  it('comes back when models wrote nothing of it, and the order can be refunded again', async () => {
    const reader = shop.buyer();
    const orderId = await bought(shop, reader, passes(1));
    model.play({ status: 503 });
    const input = askAbout('wealth');
    const { readingId } = await begun(reader, input);
    expect(await untilDone({ kind: 'member', ...reader }, readingId)).toMatchObject({
      refunded: true,
      takenFrom: 'pass',
    });
    model.play(answering);
    await sweepReadings();
    expect(await expectBalanced(reader)).toBe(1);
    const [line] = await ledgerOf(reader);
    expect(line).toMatchObject({ kind: 'returned', of: 'pass', count: 1, left: 1, useId: readingId, title: '财运' });
    expect(await reader.call(orderCancel, cancelled(orderId))).toMatchObject({ refundDue: 990 });
  });
});

it('a pass pays for three questions a day that make models write what cannot be shown, and then it is used', async () => {
  const reader = shop.buyer();
  await bought(shop, reader, passes(1));
  model.play({ says: '【1】赌博能赢 [F1]\n【2】赌博能赢 [F1]\n【3】赌博能赢 [F1]\n【4】赌博能赢 [F1]' });
  const refunded = [];
  for (const _ of times(4, () => 0)) {
    const { readingId } = await begun(reader, askAbout('question'));
    refunded.push((await untilDone({ kind: 'member', ...reader }, readingId)).refunded);
    await sweepReadings();
  }
  model.play(answering);
  expect(refunded).toEqual([true, true, true, false]);
  expect(codeOf(await begin(reader, askAbout('question')))).toBe('READING_NEEDS_PASS');
  expect(await expectBalanced(reader)).toBe(0);
});

describe('a refund of what was granted', () => {
  it('takes it back first, and is refused once something of it is used', async () => {
    const reader = shop.buyer();
    const orderId = await bought(shop, reader, passes(2));
    await begun(reader);
    await expect(reader.call(orderCancel, cancelled(orderId))).rejects.toMatchObject({ code: 'BENEFIT_SPENT' });
    const operator = shop.operator(['operator']);
    const byShop = { requestId: newRequestId(), orderId, reason: '客服退款' } as never;
    await expect(operator.call(orderRefund, byShop)).rejects.toMatchObject({ code: 'BENEFIT_SPENT' });
    expect(await reader.call(orderGet, { orderId: orderId as never })).toMatchObject({ status: 'paid' });
    expect((await shop.trade(orderId)).refunds).toBe(0);
    expect(await expectBalanced(reader)).toBe(1);
  });

  it('is up to the shop after a week', async () => {
    const buyer = shop.buyer();
    const orderId = await bought(shop, buyer, plan(30, 5));
    await stage.advance(8 * DAY);
    await expect(buyer.call(orderCancel, cancelled(orderId))).rejects.toMatchObject({ code: 'REFUND_TOO_LATE' });
    const byShop = { requestId: newRequestId(), orderId, reason: '客服退款' } as never;
    expect(await shop.operator(['operator']).call(orderRefund, byShop)).toMatchObject({ refund: 990 });
    expect((await buyer.call(benefitGet, {})).plan).toBeNull();
  });

  it('and its use at the same moment: one of the two, never both, and what was refunded is never granted', async () => {
    for (const late of times(6, (round) => round % 2 === 0)) {
      const reader = shop.buyer();
      const orderId = await bought(shop, reader, passes(1));
      const refund = () => reader.send('order-cancel', cancelled(orderId));
      const pause = () => new Promise((resolve) => setTimeout(resolve, 15));
      const [started] = await Promise.all([begin(reader, askAbout('wealth')), late ? pause().then(refund) : refund()]);
      await shop.pass(3 * MINUTE);
      await shop.asSystem(benefitSettle, paidEvent(await idOf(reader), passes(1), orderId));
      const { status } = await reader.call(orderGet, { orderId: orderId as never });
      expect([status, started.ok]).toEqual(started.ok ? ['paid', true] : ['refunded', false]);
      expect((await shop.trade(orderId)).refunded).toBe(started.ok ? 0 : 990);
      expect(await expectBalanced(reader)).toBe(0);
    }
  });
});

describe('those who work for the shop', () => {
  it('see what a member has and had, and give once for each request', async () => {
    const buyer = shop.buyer();
    await bought(shop, buyer, passes(1));
    const userId = await idOf(buyer);
    const gift = { requestId: newRequestId(), userId, grants: passes(2), reason: '解读失败补偿' };
    const operator = shop.operator(['operator']);
    for (const input of [gift, gift]) await operator.call(benefitGive, input as never);
    const seen = await shop.operator(['support']).call(benefitLookup, { userId } as never);
    expect(seen.benefits).toEqual(await buyer.call(benefitGet, {}));
    expect(seen.benefits).toMatchObject({
      passes: { left: 3 },
      grants: [{ orderId: null, refundableUntil: null }, {}],
    });
    expect(seen.ledger.items[0]).toMatchObject({ kind: 'granted', count: 2, title: '解读失败补偿', orderId: null });
    expect(await buyer.send('benefit-lookup', { userId })).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(await expectBalanced(buyer)).toBe(3);
  });
});

describe('a ledger', () => {
  it('is read page by page, each line once, over all that was filed', async () => {
    const buyer = shop.buyer();
    const userId = await idOf(buyer);
    for (let number = 0; number < 45; number += 1) await shop.asSystem(benefitSettle, paidEvent(userId, passes(1)));
    expect(await ledgerOf(buyer, 7)).toHaveLength(45);
    expect(await expectBalanced(buyer)).toBe(45);
    expect(await shop.buyer().call(benefitLedger, {})).toEqual({ items: [], nextCursor: null });
    expect(await buyer.send('benefit-ledger', { cursor: '0' })).toMatchObject({ error: { code: 'INVALID_INPUT' } });
  });

  it('says what has had its time, at the moment at which it had', async () => {
    const buyer = shop.buyer();
    await bought(shop, buyer, passes(2));
    const { passes: kept } = await buyer.call(benefitGet, {});
    await stage.advance(31 * DAY);
    expect((await buyer.call(benefitGet, {})).passes).toEqual({ left: 0, nextEnds: null });
    expect((await ledgerOf(buyer))[0]).toMatchObject({ kind: 'expired', count: 2, left: 0, at: kept.nextEnds });
  });
});

describe('an account with something left', () => {
  it('is not deleted before its owner has used, returned or given it up', async () => {
    const buyer = shop.buyer();
    await bought(shop, buyer, plan(365, 10));
    await stage.advance(16 * DAY);
    await expect(buyer.call(accountDelete, {} as never)).rejects.toMatchObject({
      code: 'ACCOUNT_NOT_DONE',
      message: expect.stringContaining('权益'),
    });
    expect(await buyer.call(benefitWaive, { confirm: true })).toMatchObject({ plan: null, passes: { left: 0 } });
    expect((await ledgerOf(buyer))[0]).toMatchObject({ kind: 'revoked', of: 'day', count: 365, left: 0 });
    expect(await buyer.call(accountDelete, {} as never)).toHaveProperty('deletionDueAt');
  });
});

describe('every action about benefits', () => {
  it('stays within the round trips that it is allowed', async () => {
    const buyer = shop.buyer();
    await bought(shop, buyer, passes(30));
    // With what follows a page of the ledger is full.
    const userId = await idOf(buyer);
    for (let number = 0; number < 18; number += 1) await shop.asSystem(benefitSettle, paidEvent(userId, passes(1)));
    await untilDone({ kind: 'member', ...buyer }, (await begun(buyer)).readingId);
    await begun(buyer);
    for (const contract of [benefitGet, benefitOffers]) await buyer.call(contract, {});
    await buyer.call(benefitLedger, {});
    await buyer.call(orderCancel, cancelled(await bought(shop, buyer, passes(1))));
    const byShop = { requestId: newRequestId(), orderId: await bought(shop, buyer, plan(30, 5)), reason: '客服退款' };
    await shop.operator(['operator']).call(orderRefund, byShop as never);
    await buyer.call(benefitWaive, { confirm: true });
    await stage.snapshot();

    for (const { name, declared } of await readFunctions()) {
      if (!/^(benefit|reading|order|pay)-/.test(name) || !isPartOf(bazi, name)) continue;
      const made = await roundTripsOfLast(cloud, bazi.name, name);
      expect(made, name).toBeLessThanOrEqual(declared.budget.roundTrips + (declared.budget.perLine ?? 0));
    }
  });
});
