import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderId, SkuId } from '../../contracts/terms.js';
import { HoldComparison, type HoldingOrder } from './compare-holds.js';

const sku = (n: number) => `sku_${n}` as SkuId;
const at = '2026-11-21T10:00:00.000Z';
const order = (n: number, status: string, closedAt: string | null = null): HoldingOrder => ({
  _id: `ord_${n}` as OrderId,
  status,
  closedAt,
  lines: [{ skuId: sku(1), quantity: 2 }],
});
const stock = (available: number, ...orders: number[]) => ({
  _id: sku(1),
  available,
  holds: Object.fromEntries(orders.map((n) => [`ord_${n}`, { quantity: 2, at }])) as never,
});
function compared(stocks: ReturnType<typeof stock>[], orders: HoldingOrder[]) {
  const comparison = new HoldComparison(stocks);
  for (const one of orders) comparison.see(one);
  return comparison.problems().map(({ kind, orderId }) => `${kind} ${orderId}`);
}

describe('stock against orders', () => {
  it('agrees where every order that stands has its pieces, and no other has', () => {
    const orders = [order(1, 'awaiting-payment'), order(2, 'paid'), order(3, 'refunding'), order(4, 'closed', at)];
    expect(compared([stock(0, 1, 2, 3)], orders)).toEqual([]);
    expect(compared([stock(0)], [order(5, 'placing'), order(6, 'refunded')])).toEqual([]);
    expect(compared([stock(0, 5)], [order(5, 'placing')])).toEqual([]);
  });

  it('looks for no pieces of what is granted and not sent', () => {
    const granted = { ...order(1, 'paid'), lines: [{ skuId: sku(1), quantity: 2, grants: {} }] };
    expect(compared([], [granted])).toEqual([]);
  });

  it('gives back what is set aside for who is over or was never there, and takes what is missing from that', () => {
    const orders = [order(1, 'closed', at), order(2, 'refunding', at), order(3, 'paid')];
    expect(compared([stock(0, 1, 2, 9)], orders)).toEqual([
      'release ord_1',
      'release ord_2',
      'release ord_9',
      'take ord_3',
    ]);
  });

  it('says where there is nothing left to take', () => {
    expect(compared([stock(3)], [order(1, 'paid'), order(2, 'awaiting-payment')])).toEqual([
      'take ord_1',
      'oversold ord_2',
    ]);
    expect(compared([], [order(1, 'paid')])).toEqual(['oversold ord_1']);
  });

  it('has nothing left to do once it was done, and makes and loses no piece', () => {
    const anOrder = fc.record({
      status: fc.constantFrom('placing', 'rejected', 'awaiting-payment', 'paid', 'closed', 'refunding', 'refunded'),
      wasClosed: fc.boolean(),
      skus: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
      quantity: fc.integer({ min: 1, max: 3 }),
      held: fc.boolean(),
      known: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(anOrder, { maxLength: 12 }),
        fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }),
        (made, of) => {
          const stocks = of.map((available, n) => ({ _id: sku(n), available, holds: {} as Record<string, never> }));
          const orders = made.map(({ status, wasClosed, skus, quantity, held }, n): HoldingOrder => {
            const _id = `ord_${n}` as OrderId;
            if (held) for (const place of skus) Object.assign(stocks[place]!.holds, { [_id]: { quantity, at } });
            const lines = skus.map((place) => ({ skuId: sku(place), quantity }));
            return { _id, status, closedAt: wasClosed ? at : null, lines };
          });
          const known = orders.filter((_, n) => made[n]!.known);
          const run = () => {
            const comparison = new HoldComparison(stocks);
            for (const one of known) comparison.see(one);
            return comparison.problems();
          };
          const pieces = () =>
            stocks.map(({ available, holds }) =>
              Object.values<{ quantity: number }>(holds).reduce((sum, { quantity }) => sum + quantity, available),
            );
          const before = pieces();
          for (const { kind, skuId, orderId, quantity } of run()) {
            const one = stocks.find(({ _id }) => _id === skuId)!;
            if (kind === 'oversold') continue;
            one.available += kind === 'release' ? quantity : -quantity;
            if (kind === 'release') delete one.holds[orderId];
            else Object.assign(one.holds, { [orderId]: { quantity, at } });
          }
          expect(pieces()).toEqual(before);
          expect(stocks.every(({ available }) => available >= 0)).toBe(true);
          expect(run().filter(({ kind }) => kind !== 'oversold')).toEqual([]);
        },
      ),
    );
  });
});
