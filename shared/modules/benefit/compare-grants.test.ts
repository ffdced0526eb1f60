import { expect, it } from 'vitest';
import type { UserId } from '../../contracts/terms.js';
import { emptyAccount, type Grant } from './account.js';
import { GrantComparison, type GrantingOrder } from './compare-grants.js';

const order = (name: string, status: string, more: Partial<GrantingOrder> = {}): GrantingOrder => {
  return { _id: `ord_${name}`, status, lines: [{ grants: {} }], ...more };
};
const account = (grants: Record<string, Grant['goneBy']>, closed = {}) => ({
  ...emptyAccount('usr_1' as UserId),
  grants: Object.fromEntries(Object.entries(grants).map(([id, goneBy]) => [id, { goneBy } as Grant])),
  closed,
});
function compared(accounts: ReturnType<typeof account>[], orders: GrantingOrder[]) {
  const comparison = new GrantComparison();
  for (const one of accounts) comparison.seeAccount(one);
  for (const one of orders) comparison.seeOrder(one);
  return comparison.problems().map(({ of, problem }) => `${of} ${problem}`);
}

it('finds nothing where every paid order has granted, every other has not, and gifts are gifts', () => {
  const held = account({ ord_1: null, ord_2: 'refund', gft_1: null, ord_6: 'waiver' }, { ord_3: 'over' });
  const waiting = order('4', 'paid', { outbox: { at: '2026-11-21T10:00:00.000Z' } });
  const parcel = order('5', 'paid', { lines: [{}] });
  const fitting = [order('1', 'paid'), order('2', 'refunded'), order('3', 'paid'), waiting, parcel, order('6', 'paid')];
  expect(compared([held], fitting)).toEqual([]);
});

it('names a paid order that has granted nothing, and a grant without an order that is paid', () => {
  const held = account({ ord_1: null, ord_2: null });
  expect(compared([held], [order('1', 'awaiting-payment'), order('3', 'paid')])).toEqual([
    'ord_1 has a grant of an order that is awaiting-payment',
    'ord_3 is paid and has granted nothing',
    'ord_2 has a grant of an order that is not there',
  ]);
});
