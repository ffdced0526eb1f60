import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFunctions } from '../../scripts/lib/actions.js';
import { cartSet } from '../../shared/contracts/cart/set.js';
import { catalogGet } from '../../shared/contracts/catalog/get.js';
import type { Budget } from '../../shared/contracts/contract.js';
import { orderCancel } from '../../shared/contracts/order/cancel.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { newRequestId } from '../kit/buyer.js';
import { MINUTE, openShop, type Shop } from '../kit/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: [] });
});
afterAll(() => shop.cloud.stop());

interface Invocation {
  name: string;
  roundTrips: Record<string, number>;
  logs: { text: string }[];
}

/** What the generated tests (`tests/contracts`) do not call with valid input: doors, timers, subscribers. */
describe('every function', { timeout: 120_000 }, () => {
  it('stays within the round trips that it is allowed, over an ordinary purchase and the hour after it', async () => {
    const goods = await shop.goods();
    const buyer = shop.buyer();
    for (const name of ['user-login', 'catalog-list', 'cart-get', 'address-list', 'order-list'])
      await buyer.send(name, {});
    await buyer.call(catalogGet, { spuId: goods.spuId as never });
    await buyer.call(cartSet, { skuId: goods.skuId as never, quantity: 2 });
    await buyer.send('order-preview', { lines: [{ skuId: goods.skuId, quantity: 2 }] });
    const more = await shop.goods();
    const { orderId } = await buyer.call(orderCreate, {
      requestId: newRequestId(),
      addressId: await buyer.addressId(),
      lines: [goods, more].map(({ skuId }) => ({ skuId, quantity: 1 })),
      fromCart: true,
    });
    await shop.pay(buyer, orderId);
    await shop.until(buyer, orderId, 'paid');
    await buyer.call(orderCancel, { orderId, requestId: newRequestId() });
    await shop.advance(61 * MINUTE);
    const timers = await shop.cloud.get<{ functionName: string; name: string }[]>(`/__hub/timers?env=${shop.env}`);
    for (const { functionName, name } of timers)
      await shop.cloud.post('/__hub/timers/run', { env: shop.env, functionName, name });

    const invocations = await shop.cloud.get<Invocation[]>(`/__hub/invocations?env=${shop.env}&limit=1000`);
    const budgets = new Map((await readFunctions()).map(({ name, declared }) => [name, allowed(declared.budget)]));
    const over = invocations
      .map((one) => ({ name: one.name, made: sum(one.roundTrips) - overheadOf(one), budget: budgets.get(one.name)! }))
      .filter(({ made, budget }) => made > budget);

    expect(over).toEqual([]);
    const called = invocations.map(({ name }) => name);
    expect(called).toEqual(expect.arrayContaining(['http-pay-notify', ...timers.map((timer) => timer.functionName)]));
  });
});

/** For an order of two lines. */
const allowed = ({ roundTrips, perLine = 0 }: Budget) => roundTrips + perLine;
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

/** What the instance did for itself, as the call's own log line says: an ordinary call does not make these. */
function overheadOf({ logs }: Invocation): number {
  const call = logs.map(({ text }) => text).find((text) => text.includes('"event":"call"'));
  return call ? (JSON.parse(call) as { overhead: number }).overhead : 0;
}
