import { benefitBuy } from '../../shared/contracts/benefit/buy.js';
import { benefitGet } from '../../shared/contracts/benefit/get.js';
import type { Grants } from '../../shared/contracts/benefit/grants.js';
import { type Buyer, newRequestId } from './buyer.js';
import type { Goods, Shop } from './shop.js';

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
