import { expect } from 'vitest';
import { benefitBuy } from '../../shared/contracts/benefit/buy.js';
import { benefitGet } from '../../shared/contracts/benefit/get.js';
import type { Grants } from '../../shared/contracts/benefit/grants.js';
import { benefitLedger } from '../../shared/contracts/benefit/ledger.js';
import type { benefitSettle } from '../../shared/contracts/benefit/settle.js';
import type { Input } from '../../shared/contracts/contract.js';
import { userLogin } from '../../shared/contracts/user/login.js';
import { type Buyer, newRequestId } from './buyer.js';
import { type Goods, makeId, type Shop } from './shop.js';

export const passes = (count: number): Grants => ({ passes: count, passDays: 30, planDays: 0, planPerDay: 0 });
export const plan = (days: number, perDay: number): Grants => {
  return { passes: 0, passDays: null, planDays: days, planPerDay: perDay };
};

/** An order of something that is granted, which waits for its money. */
export function unpaidBenefit(buyer: Buyer, goods: Goods, quantity = 1) {
  return buyer.call(benefitBuy, { requestId: newRequestId(), skuId: goods.skuId as never, quantity });
}

/** Buys what `grants` says, and has it. @returns the order's id */
export async function bought(shop: Shop, buyer: Buyer, grants: Grants, quantity = 1): Promise<string> {
  const { orderId } = await unpaidBenefit(buyer, await shop.goods({ grants, price: 990 }), quantity);
  await shop.pay(buyer, orderId);
  await untilGranted(buyer, orderId);
  return orderId;
}

/** Waits for what a paid order grants, as somebody waits who looks at it. */
export async function untilGranted(buyer: Buyer, orderId: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { grants } = await buyer.call(benefitGet, {});
    if (grants.some((one) => one.orderId === orderId)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${orderId} never grants anything`);
}

/** What the ledger of a member comes to, read page by page. */
export async function ledgerOf(buyer: Buyer, limit = 50) {
  const lines = [];
  for (let cursor: string | undefined; ; ) {
    const page = await buyer.call(benefitLedger, { limit, ...(cursor && { cursor }) });
    lines.push(...page.items);
    if (page.nextCursor === null) return lines;
    cursor = page.nextCursor;
  }
}

/** The balance of passes holds, whatever has happened. */
export async function expectBalanced(buyer: Buyer, at?: string) {
  const sign = { granted: 1, returned: 1, taken: -1, revoked: -1, expired: -1 };
  const lines = await ledgerOf(buyer);
  const balance = lines.filter(({ of }) => of === 'pass').reduce((sum, { kind, count }) => sum + sign[kind] * count, 0);
  const { passes: kept, grants } = await buyer.call(benefitGet, {});
  expect(balance, at).toBe(kept.left);
  expect(
    grants.reduce((sum, { passesLeft }) => sum + passesLeft, 0),
    at,
  ).toBe(kept.left);
  expect(
    lines.map(({ number }) => number),
    at,
  ).toEqual(lines.map((_, place) => lines.length - place));
  return kept.left;
}

/** The id of a member. */
export const idOf = async (buyer: Buyer) => (await buyer.call(userLogin, {})).userId;

/** The event of an order that was paid, as the relay delivers it, for a member of the test's choice. */
export function paidEvent(userId: string, grants: ReturnType<typeof passes>, orderId = makeId('ord')) {
  const at = '2026-11-21T02:00:00.000Z';
  const lines = [{ skuId: makeId('sku'), spuId: makeId('spu'), quantity: 1, subtotal: 990, grants }];
  const data = { orderId, userId, title: '测试', lines, payable: 990, paidAt: at };
  const envelope = { eventId: makeId('evt'), aggregate: { collection: 'orders', id: orderId }, sequence: 1, at };
  return { ...envelope, type: 'order.paid', data } as unknown as Input<typeof benefitSettle>;
}
