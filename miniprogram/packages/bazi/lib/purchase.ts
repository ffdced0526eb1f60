import type { Output } from '../../../../shared/contracts/contract.js';
import type { orderList } from '../../../../shared/contracts/order/list.js';
import { yuan } from '../../../format/money';
import type { Benefits } from './reading-price';

type Order = Output<typeof orderList>['items'][number];

/** Where a browser comes back to from the cashier. */
export const plansPage = (orderId: string): string => `/packages/bazi/pages/plans/plans?orderId=${orderId}`;

/** An order that can still be paid, as the page of plans names it. */
export const unpaidView = ({ orderId, lines, amounts }: Order) => ({
  orderId,
  title: lines.map(({ title, quantity }) => (quantity > 1 ? `${title} × ${quantity}` : title)).join('、'),
  amount: yuan(amounts.payable),
});

/** The unpaid order that can be paid for an offer that is bought once more, instead of a second one. */
export const unpaidFor = (orders: readonly Order[], skuId: string, price: number, nowMs: number): Order | undefined =>
  orders.find(
    ({ lines, amounts, expiresAt }) =>
      lines.length === 1 &&
      lines[0]!.skuId === skuId &&
      lines[0]!.quantity === 1 &&
      amounts.payable === price &&
      Date.parse(expiresAt) > nowMs,
  );

/** The order that still waits for money. The list may be older than the grants: what was granted is paid, whatever the list says. */
export const stillUnpaid = (orders: readonly Order[], { grants }: Pick<Benefits, 'grants'>): Order | undefined =>
  orders.find(({ orderId }) => !grants.some((grant) => grant.orderId === orderId));
