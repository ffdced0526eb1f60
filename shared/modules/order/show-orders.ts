import type * as z from 'zod';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { orderGet } from '../../contracts/order/get.js';
import type { orderList } from '../../contracts/order/list.js';
import { type OrderDetail, OrderRecipient, type OrderStatus } from '../../contracts/order/order.js';
import { fen } from '../../core/money.js';
import { pageOf } from '../../core/store/paging.js';
import { findOwned, type Order, ownOrders, shownTo } from './orders.js';

/** The acting member's orders, the newest first. */
export async function listOrders(request: Parsed<typeof orderList>): Promise<Output<typeof orderList>> {
  const { items, nextCursor } = await pageOf(ownOrders, {
    where: shownTo(request.status),
    by: 'createdAt',
    direction: 'desc',
    limit: request.limit,
    cursor: request.cursor,
  });
  return { items: items.map(summary), nextCursor };
}

/**
 * One of the acting member's orders.
 * @throws Failure ORDER_NOT_FOUND, also when it is someone else's
 */
export async function getOrder({ orderId }: Parsed<typeof orderGet>): Promise<Output<typeof orderGet>> {
  return detail(await findOwned(orderId));
}

/** Whom an order is sent to that is granted and not sent. */
const NOBODY = OrderRecipient.parse({ name: '', phone: '', province: '', city: '', district: '', detail: '' });

/** An order as its buyer sees it. */
export function detail(order: Order): z.output<typeof OrderDetail> {
  const { recipient, remark, paidAt, closedAt, closeReason, refundedAt } = order;
  return {
    ...summary(order),
    recipient: recipient ?? NOBODY,
    remark,
    paidAt,
    closedAt,
    closeReason,
    refundedAt,
    paid: order.payment?.amount ?? fen(0),
    refund: order.refund?.amount ?? fen(0),
  };
}

function summary({ _id, status, lines, amounts, createdAt, expiresAt }: Order) {
  return { orderId: _id, status: status as OrderStatus, lines, amounts, createdAt, expiresAt };
}
