import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bazi } from '../../shared/apps/bazi.js';
import { benefitSettle } from '../../shared/contracts/benefit/settle.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { orderGet } from '../../shared/contracts/order/get.js';
import { readingGet } from '../../shared/contracts/reading/get.js';
import { readingStart } from '../../shared/contracts/reading/start.js';
import { askAbout } from '../contracts/scenarios/reading.js';
import { openTheatre, type Stage, stageOf } from '../contracts/stage.js';
import { bought, expectBalanced, idOf, paidEvent, passes } from '../kit/benefits.js';
import { newRequestId } from '../kit/buyer.js';
import { atEveryCrashPoint } from '../kit/crash-points.js';
import type { RunningCloud } from '../kit/local-cloud.js';
import { MINUTE, type Shop } from '../kit/shop.js';

let cloud: RunningCloud;
let stage: Stage;
let shop: Shop;
beforeAll(async () => {
  cloud = await openTheatre();
  stage = stageOf(cloud, bazi);
  shop = stage.shop;
});
afterAll(() => cloud.stop());

const cancelled = (orderId: string) => ({ requestId: newRequestId(), orderId }) as never;

/** A call whose function may die under it. */
const perhaps = (call: Promise<unknown>) => call.catch(() => undefined);

describe('a function killed at any of its cloud calls', { timeout: 120_000 }, () => {
  it('while beginning a reading with a pass: it takes one, and gives it back when nothing comes of it', async () => {
    const looks: (() => Promise<void>)[] = [];
    const points = await atEveryCrashPoint(cloud, 'reading-start', async (arm, disarm, at) => {
      const [repeats, gone] = [shop.buyer(), shop.buyer()];
      const userId = await idOf(gone);
      for (const id of [await idOf(repeats), userId]) await shop.asSystem(benefitSettle, paidEvent(id, passes(2)));
      const input = askAbout('wealth');
      for (const reader of [repeats, gone]) {
        await arm();
        await perhaps(reader.send('reading-start', input));
        await disarm();
      }
      const { readingId } = await repeats.call(readingStart, input);
      expect(await expectBalanced(repeats, at), at).toBe(1);
      expect(await repeats.call(readingGet, { readingId }), at).toMatchObject({
        takenFrom: 'pass',
      });
      looks.push(async () => {
        const left = await shop.documents<{ state: string }>('readings', { userId });
        expect(
          left.filter(({ state }) => state === 'claiming'),
          at,
        ).toEqual([]);
        expect(await expectBalanced(gone, at), at).toBe(2 - left.length);
      });
    });
    await stage.advance(3 * MINUTE);
    await stage.system().send('reading-sweep', {});
    for (const look of looks) await look();
    expect(points).toBeGreaterThanOrEqual(5);
  });

  it('while granting: it is granted once when it is told again', async () => {
    const points = await atEveryCrashPoint(cloud, 'benefit-settle', async (arm, disarm, at) => {
      const buyer = shop.buyer();
      const told = paidEvent(await idOf(buyer), passes(5));
      await arm();
      await perhaps(shop.asSystem(benefitSettle, told));
      await disarm();
      await shop.asSystem(benefitSettle, told);
      expect(await expectBalanced(buyer, at), at).toBe(5);
    });
    expect(points).toBeGreaterThanOrEqual(2);
  });

  it('while refunding: the money is back and nothing is left, whether or not anybody asks again', async () => {
    const looks: (() => Promise<void>)[] = [];
    const points = await atEveryCrashPoint(cloud, 'order-cancel', async (arm, disarm, at) => {
      const buyer = shop.buyer();
      const orderId = await bought(shop, buyer, passes(3));
      await arm();
      await perhaps(buyer.send('order-cancel', cancelled(orderId)));
      await disarm();
      looks.push(async () => {
        const { status, refund } = await buyer.call(orderGet, { orderId: orderId as never });
        const left = await expectBalanced(buyer, at);
        expect([status, refund, left], at).toEqual(left === 3 ? ['paid', 0, 3] : ['refunded', 990, 0]);
        expect((await shop.trade(orderId)).refunded, at).toBe(refund);
        if (left === 3) expect(await buyer.call(orderCancel, cancelled(orderId)), at).toMatchObject({ refundDue: 990 });
      });
    });
    for (let turns = 0; turns < 3; turns += 1) await shop.pass(3 * MINUTE);
    for (const look of looks) await look();
    expect(points).toBeGreaterThanOrEqual(6);
  });
});
