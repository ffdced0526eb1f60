import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventDiscard } from '../../shared/contracts/event/discard.js';
import { eventList } from '../../shared/contracts/event/list.js';
import { eventReplay } from '../../shared/contracts/event/replay.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { statsSales } from '../../shared/contracts/stats/sales.js';
import { type Buyer, newRequestId } from '../kit/buyer.js';
import { type Goods, MINUTE, openShop, type Shop, times } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['event-sweep', 'order-sweep'] });
});
afterAll(() => shop.cloud.stop());

interface OutboxLeft {
  _id: string;
  status: string;
  outbox?: { emitted: number; waiting: { type: string; to: string[] }[]; at: string | null };
}

/** A small generator with a seed that is printed, so that a run can be repeated (mulberry32). */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const perhaps = <T>(call: Promise<T>) => call.catch(() => undefined);

/** A paid order, whose events are delivered. */
async function paidOrder(buyer: Buyer, goods: Goods, quantity = 1): Promise<string> {
  const { orderId } = await shop.unpaidOrder(buyer, goods, quantity);
  await shop.pay(buyer, orderId);
  await shop.until(buyer, orderId, 'paid');
  await untilDelivered(orderId);
  return orderId;
}

async function outboxOf(orderId: string): Promise<OutboxLeft> {
  return (await shop.documents<OutboxLeft>('orders', { _id: orderId }))[0]!;
}

/** Waits, in real time and not for long, until nothing of an order waits. */
async function untilDelivered(orderId: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { outbox } = await outboxOf(orderId);
    if (outbox?.at === null) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`events of ${orderId} are still waiting`);
}

async function salesOf(goods: Goods) {
  const { items } = await shop.operator(['operator']).call(statsSales, { from: '2026-11-01', to: '2026-11-30' });
  const all = items.filter(({ skuId }) => skuId === goods.skuId);
  const sum = (field: 'soldPieces' | 'refundedPieces') => all.reduce((total, one) => total + one[field], 0);
  return { sold: sum('soldPieces'), refunded: sum('refundedPieces') };
}

describe('an event', () => {
  it('reaches its subscriber soon after the change, and is counted once', async () => {
    const goods = await shop.goods();
    const orderId = await paidOrder(shop.buyer(), goods, 3);

    expect((await outboxOf(orderId)).outbox).toMatchObject({ emitted: 1, waiting: [], at: null });
    expect(await salesOf(goods)).toEqual({ sold: 3, refunded: 0 });
  });

  it('that is delivered again changes nothing', async () => {
    const goods = await shop.goods();
    const orderId = await paidOrder(shop.buyer(), goods, 2);
    const order = (await shop.documents<{ lines: object[]; paidAt: string }>('orders', { _id: orderId }))[0]!;
    const again = {
      type: 'order.paid',
      data: await dataOfPaid(orderId),
      at: order.paidAt,
      traceId: 'again',
      to: ['stats-count'],
    };
    // As a relay leaves it that died before it noted the delivery: the same event, with the same number.
    await shop.db
      .collection('orders')
      .where({ _id: orderId })
      .update({ 'outbox.waiting': [again], 'outbox.at': order.paidAt });

    await shop.advance(3 * MINUTE);

    expect((await outboxOf(orderId)).outbox).toMatchObject({ waiting: [], at: null });
    expect(await salesOf(goods)).toEqual({ sold: 2, refunded: 0 });
  });

  it('waits while its subscriber fails, for this subscriber alone, and is delivered when it is well again', async () => {
    const goods = await shop.goods();
    const buyer = shop.buyer();
    const { orderId } = await shop.unpaidOrder(buyer, goods);
    await shop.cloud.post('/__hub/faults', { kind: 'error', function: 'stats-count', action: 'database.*' });
    await shop.pay(buyer, orderId);
    await shop.until(buyer, orderId, 'paid');
    const waiting = async () => {
      const { items } = await shop.operator(['support']).call(eventList, { state: 'waiting', collection: 'orders' });
      return items.find(({ aggregate }) => aggregate.id === orderId);
    };
    for (let tries = 0; tries < 100 && !(await waiting())?.attempts; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await waiting()).toMatchObject({
      type: 'order.paid',
      subscriber: 'stats-count',
      attempts: 1,
      reason: expect.stringContaining('INTERNAL'),
    });

    await shop.cloud.remove('/__hub/faults');
    await shop.advance(3 * MINUTE);

    expect(await waiting()).toBeUndefined();
    expect(await salesOf(goods)).toEqual({ sold: 1, refunded: 0 });
  });
});

/** What the shop says of a paid order, as its event has it. */
async function dataOfPaid(orderId: string): Promise<object> {
  const [order] = await shop.documents<Record<string, never>>('orders', { _id: orderId });
  const { userId, lines, amounts, paidAt } = order! as unknown as {
    userId: string;
    lines: { title: string; skuId: string; spuId: string; quantity: number; subtotal: number }[];
    amounts: { payable: number };
    paidAt: string;
  };
  return {
    orderId,
    userId,
    title: lines[0]!.title,
    lines: lines.map(({ skuId, spuId, quantity, subtotal }) => ({ skuId, spuId, quantity, subtotal })),
    payable: amounts.payable,
    paidAt,
  };
}

describe('an event that its subscriber can never take', () => {
  /** An order with an event that does not fit its subscriber, and what comes of it. */
  async function poisoned() {
    const goods = await shop.goods();
    const { orderId } = await shop.unpaidOrder(shop.buyer(), goods);
    const at = '2026-11-21T00:00:00.000Z';
    const poison = { type: 'order.paid', data: { orderId }, at, traceId: 'poison', to: ['stats-count'] };
    const outbox = { emitted: 1, waiting: [poison], retries: {}, leasedUntil: null, at };
    await shop.db
      .collection('orders')
      .where({ _id: orderId })
      .update({ outbox: shop.db.command.set(outbox) });
    await shop.advance(3 * MINUTE);
    const { items } = await shop.operator(['support']).call(eventList, { limit: 50 });
    return { goods, orderId, letter: items.find(({ aggregate }) => aggregate.id === orderId)! };
  }

  it('goes to the dead letters at once, holds nothing up, and is replayed when it has been put right', async () => {
    const { goods, orderId, letter } = await poisoned();
    const { deadLetterId } = letter;
    expect(letter).toMatchObject({ state: 'dead', attempts: 1, reason: expect.stringContaining('INVALID_INPUT') });
    expect((await outboxOf(orderId)).outbox).toMatchObject({ waiting: [], at: null });

    const operator = shop.operator(['operator']);
    expect(await operator.call(eventReplay, { deadLetterId: deadLetterId! })).toMatchObject({ replayed: 0, failed: 1 });

    const data = { ...(await dataOfPaid(orderId)), paidAt: '2026-11-21T00:00:00.000Z' };
    await shop.db
      .collection('deadLetters')
      .where({ _id: deadLetterId })
      .update({ data: shop.db.command.set(data) });
    const replays = await Promise.all(times(3, () => operator.call(eventReplay, { subscriber: 'stats-count' })));

    expect(replays.some(({ replayed }) => replayed === 1)).toBe(true);
    expect(await salesOf(goods)).toEqual({ sold: 1, refunded: 0 });
  });

  it('can be given up for a reason, by who may', async () => {
    const { letter } = await poisoned();
    const request = { deadLetterId: letter.deadLetterId!, reason: '测试数据' };

    const refused = shop.operator(['support']).call(eventDiscard, request);
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const operator = shop.operator(['operator'], 'lin');
    expect(await operator.call(eventDiscard, request)).toMatchObject({ state: 'discarded' });
    expect(await operator.call(eventDiscard, request)).toMatchObject({ state: 'discarded' });

    const { items } = await operator.call(eventList, { state: 'discarded', limit: 50 });
    const discarded = items.filter(({ deadLetterId }) => deadLetterId === letter.deadLetterId);
    expect(discarded).toMatchObject([{ closedBy: 'operator:lin', closedBecause: '测试数据' }]);
  });
});

describe('the list of what waits', () => {
  it('shows each document once, page by page, also those that wait since the same moment', async () => {
    const goods = await shop.goods();
    const orders: string[] = [];
    for (const _ of times(3, () => 0)) orders.push((await shop.unpaidOrder(shop.buyer(), goods)).orderId);
    const at = '2027-01-01T00:00:00.000Z';
    const waiting = { type: 'order.paid', data: {}, at, traceId: 'waits', to: ['stats-count'] };
    const outbox = { emitted: 1, waiting: [waiting], retries: {}, leasedUntil: null, at };
    for (const orderId of orders) {
      const outboxOfOrder = shop.db.command.set(outbox);
      await shop.db.collection('orders').where({ _id: orderId }).update({ outbox: outboxOfOrder });
    }

    const seen: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 10; pages += 1) {
      const request = { state: 'waiting', collection: 'orders', limit: 1, ...(cursor && { cursor }) } as const;
      const page = await shop.operator(['support']).call(eventList, request);
      seen.push(...page.items.map(({ aggregate }) => aggregate.id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }

    expect(seen.filter((id) => orders.includes(id))).toEqual(orders.toSorted());
    for (const orderId of orders) {
      await shop.db.collection('orders').where({ _id: orderId }).update({ 'outbox.at': null, 'outbox.waiting': [] });
    }
  });
});

describe('the relay', () => {
  it('is for functions of the environment, whatever an event from outside says', async () => {
    const aggregates = [{ collection: 'orders', id: 'ord_1' }];
    const paid = { type: 'order.paid', eventId: 'evt_1', data: {} };

    expect(await shop.buyer().send('event-relay', { aggregates })).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(await shop.buyer().send('stats-count', paid)).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(await shop.buyer('').send('stats-count', paid)).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });
});

describe('under crashes of everything on the way', { timeout: 120_000 }, () => {
  const FUNCTIONS = ['http-pay-notify', 'order-cancel', 'order-sweep', 'event-relay', 'event-sweep', 'stats-count'];
  const given = process.env.YUNSHU_SEED;
  const seeds = given ? [Number(given)] : [20_261_121, Date.now() % 1_000_000];

  it.each(seeds)('every event of a change that took place is counted once, and no other (seed %i)', async (seed) => {
    const below = seeded(seed);
    const goods = await shop.goods({ stock: 100 });
    const buyers = times(6, () => ({ buyer: shop.buyer(), quantity: 1 + below(3), cancels: below(2) === 0 }));
    for (const _ of times(8, String)) {
      const fault = {
        function: FUNCTIONS[below(FUNCTIONS.length)],
        nth: 1 + below(5),
        when: ['before', 'after'][below(2)],
      };
      await shop.cloud.post('/__hub/faults', { kind: 'crash', ...fault, times: 1 + below(2) });
    }

    await Promise.all(
      buyers.map(async ({ buyer, quantity, cancels }) => {
        const { orderId } = await shop.unpaidOrder(buyer, goods, quantity);
        await perhaps(shop.pay(buyer, orderId));
        if (!cancels) return;
        await perhaps(shop.until(buyer, orderId, 'paid'));
        await perhaps(buyer.call(orderCancel, { orderId, requestId: newRequestId() }));
      }),
    );
    await shop.advance(4 * MINUTE);
    await shop.cloud.remove('/__hub/faults');
    for (const minutes of [4, 4, 4]) await shop.advance(minutes * MINUTE);

    const orders = (
      await Promise.all(
        buyers.map(({ buyer }) => shop.documents<OutboxLeft & Sold>('orders', { openid: buyer.openid })),
      )
    ).flat();
    const pieces = (of: Sold[]) => of.reduce((sum, { lines }) => sum + lines[0]!.quantity, 0);
    const sold = orders.filter(({ paidAt, closedAt }) => paidAt !== null && closedAt === null);
    const refunded = sold.filter(({ status }) => status === 'refunded');

    expect(orders.flatMap(({ outbox }) => outbox?.waiting ?? [])).toEqual([]);
    expect(orders.filter(({ outbox }) => outbox && outbox.at !== null)).toEqual([]);
    expect(await salesOf(goods)).toEqual({ sold: pieces(sold), refunded: pieces(refunded) });
    const dead = await shop.documents<{ aggregate: { id: string } }>('deadLetters', { state: 'dead' });
    expect(dead.filter(({ aggregate }) => orders.some(({ _id }) => _id === aggregate.id))).toEqual([]);
  });
});

interface Sold {
  status: string;
  paidAt: string | null;
  closedAt: string | null;
  lines: { quantity: number }[];
}
