import type { Output, Parsed } from '../../contracts/contract.js';
import type { orderAnomalies } from '../../contracts/order/anomalies.js';
import type { orderLookup } from '../../contracts/order/lookup.js';
import type { OrderStatus } from '../../contracts/order/order.js';
import type { orderSearch } from '../../contracts/order/search.js';
import { Failure } from '../../core/failure.js';
import { command, type Where } from '../../core/store/collection.js';
import { pageOf } from '../../core/store/paging.js';
import { anomaliesOf, listAnomalies, viewAnomaly } from './anomalies.js';
import { allOrders, findForShop, type Order, shownTo } from './orders.js';
import { detail } from './show-orders.js';

/** Everybody's orders, the newest first. */
export async function searchOrders(request: Parsed<typeof orderSearch>): Promise<Output<typeof orderSearch>> {
  const { userId, phone, status, limit, cursor } = request;
  const where = {
    ...shownTo(status),
    ...(userId !== undefined && { userId }),
    ...(phone !== undefined && { 'recipient.phone': phone }),
    ...madeWithin(request),
  };
  const { items, nextCursor } = await pageOf(allOrders, {
    where,
    by: 'createdAt',
    direction: 'desc',
    limit,
    cursor,
  });
  return { items: items.map(summary), nextCursor };
}

/**
 * One order with all that the shop knows of it; the buyer's telephone number with its middle hidden.
 * @throws Failure ORDER_NOT_FOUND
 */
export async function lookUpOrder({ orderId }: Parsed<typeof orderLookup>): Promise<Output<typeof orderLookup>> {
  const [order, anomalies] = await Promise.all([findForShop(orderId), anomaliesOf(orderId)]);
  if (!order || order.status === 'placing' || order.status === 'rejected') throw new Failure('ORDER_NOT_FOUND');
  const { userId, payment, refund } = order;
  const shown = detail(order);
  return {
    ...shown,
    recipient: { ...shown.recipient, phone: masked(shown.recipient.phone) },
    userId,
    transactionId: payment?.transactionId ?? null,
    refundNo: refund?.refundNo ?? null,
    refundReason: refund?.reason ?? null,
    anomalies: anomalies.map(viewAnomaly),
  };
}

/** Money that somebody has to see to, the longest waiting first. */
export async function showAnomalies(request: Parsed<typeof orderAnomalies>): Promise<Output<typeof orderAnomalies>> {
  const state = request.resolved ? 'resolved' : 'open';
  const { items, nextCursor } = await listAnomalies(state, request.limit, request.cursor);
  return { items: items.map(viewAnomaly), nextCursor };
}

function madeWithin({ from, until }: Parsed<typeof orderSearch>): Where {
  const _ = command();
  if (from !== undefined && until !== undefined) return { createdAt: _.gte(from).and(_.lt(until)) };
  if (from !== undefined) return { createdAt: _.gte(from) };
  return until === undefined ? {} : { createdAt: _.lt(until) };
}

function summary({ _id, userId, status, lines, amounts, createdAt, paidAt }: Order) {
  const title = lines[0]?.title ?? '';
  return {
    orderId: _id,
    userId,
    status: status as OrderStatus,
    title,
    lines: lines.length,
    amounts,
    createdAt,
    paidAt,
  };
}

function masked(phone: string): string {
  if (phone === '') return '';
  return phone.length > 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '****';
}
