import { expect, it } from 'vitest';
import { stillUnpaid, unpaidFor, unpaidView } from './purchase';

type Order = Parameters<typeof unpaidView>[0];
const order = (skuId: string, quantity = 1, payable = 990) =>
  ({
    ...{ orderId: `ord_${skuId}`, amounts: { payable }, expiresAt: '2026-11-21T12:00:00Z' },
    lines: [{ skuId, title: '单次解读', quantity }],
  }) as unknown as Order;
const before = Date.parse('2026-11-21T11:59:00Z');

it('pays the order that is there already, when it is for the same thing at the same price and in time', () => {
  const orders = [order('a', 2), order('b', 1, 1990), order('b')];
  expect(unpaidFor(orders, 'b', 990, before)?.amounts.payable).toBe(990);
  expect(unpaidFor(orders, 'a', 990, before)).toBeUndefined();
  expect(unpaidFor(orders, 'b', 990, before + 120_000)).toBeUndefined();
});

it('names what was not paid with its amount', () => {
  expect(unpaidView(order('a', 2, 1980))).toEqual({ orderId: 'ord_a', title: '单次解读 × 2', amount: '¥19.80' });
});

it('does not ask for money again for what was granted while the list of orders was on its way', () => {
  const granted = (...orderIds: string[]) =>
    ({ grants: orderIds.map((orderId) => ({ orderId })) }) as Parameters<typeof stillUnpaid>[1];
  expect(stillUnpaid([order('a')], granted('ord_a'))).toBeUndefined();
  expect(stillUnpaid([order('a'), order('b')], granted('ord_a'))?.orderId).toBe('ord_b');
  expect(stillUnpaid([order('a')], granted())?.orderId).toBe('ord_a');
});
