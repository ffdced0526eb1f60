import type { OrderStatus } from '../../contracts/order/order.js';

/** Where an order can stand: what its owner sees, and two that only the shop knows. */
export type OrderState =
  | OrderStatus
  /** Its stock is being set aside; the buyer has no answer yet. */
  | 'placing'
  /** It could not be placed; kept until its holds are certainly gone, then removed. */
  | 'rejected';

interface Transition {
  from: readonly OrderState[];
  to: OrderState;
}

/** Which moves an order can make. The only place that knows. */
export const orderTransitions = {
  place: { from: ['placing'], to: 'awaiting-payment' },
  reject: { from: ['placing'], to: 'rejected' },
  pay: { from: ['awaiting-payment'], to: 'paid' },
  cancel: { from: ['awaiting-payment'], to: 'closed' },
  expire: { from: ['awaiting-payment'], to: 'closed' },
  /** The buyer steps back from an order that is paid. */
  withdraw: { from: ['paid'], to: 'refunding' },
  /** The money came when the order was closed already. */
  payLate: { from: ['closed'], to: 'refunding' },
  refund: { from: ['refunding'], to: 'refunded' },
} as const satisfies Record<string, Transition>;

export type OrderMove = keyof typeof orderTransitions;
