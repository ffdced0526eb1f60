import type { NewEvent } from '../../contracts/event.js';
import { orderCancelled, orderClosed, orderPaid, orderRefunded } from '../../contracts/order/events.js';
import type { Order } from './orders.js';
import type { OrderMove } from './transitions.js';

/** What orders tell others of. */
export const orderEvents = [orderPaid, orderCancelled, orderClosed, orderRefunded];

/** What a move tells others of; `order` is as it will be. */
export function eventsOf(move: OrderMove, order: Order): NewEvent[] {
  const of = { orderId: order._id, userId: order.userId, title: titleOf(order) };
  switch (move) {
    case 'pay':
      return [
        orderPaid({ ...of, lines: soldLines(order), payable: order.amounts.payable, paidAt: known(order.paidAt) }),
      ];
    case 'cancel':
    case 'withdraw':
      return [orderCancelled({ ...of, wasPaid: move === 'withdraw' })];
    case 'expire':
      return [orderClosed({ ...of, closedAt: known(order.closedAt) })];
    case 'refund':
      return [
        orderRefunded({
          ...of,
          lines: soldLines(order),
          amount: known(order.refund).amount,
          refundedAt: known(order.refundedAt),
          wasSold: order.closedAt === null,
        }),
      ];
    case 'place':
    case 'reject':
    case 'payLate':
      return [];
  }
}

function titleOf({ lines }: Order): string {
  const first = lines[0]!.title.slice(0, 60);
  return lines.length > 1 ? `${first} 等 ${lines.length} 种` : first;
}

function soldLines({ lines }: Order) {
  return lines.map(({ skuId, spuId, quantity, subtotal, grants }) => ({
    ...{ skuId, spuId, quantity, subtotal },
    ...(grants && { grants }),
  }));
}

function known<T>(fact: T | null): T {
  if (fact === null) throw new Error('an order moves on without what the move is about');
  return fact;
}
