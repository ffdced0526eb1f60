import type { Output, Parsed } from '../../contracts/contract.js';
import type { orderCreate } from '../../contracts/order/create.js';
import { orderMostUnpaid, orderPayWindow } from '../../contracts/order/rules.js';
import type { OrderId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { rule } from '../../core/config/config.js';
import { readConfig } from '../../core/config/snapshot.js';
import { context, idForRequest } from '../../core/context.js';
import { Failure } from '../../core/failure.js';
import { fingerprint } from '../../core/ids.js';
import { describeError, log } from '../../core/log.js';
import { count } from '../../core/metrics/count.js';
import { asOverhead } from '../../core/overhead.js';
import { after, MINUTE, now } from '../../core/time.js';
import { addressBook } from '../address/address-book.js';
import { takeOut } from '../cart/take-out.js';
import { findSkus } from '../catalog/products.js';
import { hold } from '../stock/stock.js';
import { freightRules } from './freight.js';
import { releaseHolds, STRAGGLERS_GONE_AFTER } from './holds.js';
import { advance, findForShop, type Order, ownOrders, unpaidBeside } from './orders.js';
import { amountsOf, mergeLines, type Priced, priceLines, quoteOf } from './pricing.js';

type Request = Parsed<typeof orderCreate>;
type Placed = Output<typeof orderCreate>;

/**
 * Places the acting member's order at the shop's own prices, with its stock set aside until `expiresAt`.
 *
 * The order is written first and its stock is held in its name, so that whatever is left by a crash can be found and
 * undone. Every step can be repeated, and decides by what has become of the order: two calls with one request id work on
 * one order, and come to one end.
 *
 * @throws Failure OUT_OF_STOCK, and nothing stays set aside
 * @throws Failure TOO_MANY_UNPAID as long as the member has as many unpaid orders as the rule allows; no stock is touched
 * @throws Failure PRICE_CHANGED when a quote was given and prices are no longer those
 * @throws Failure ORDER_NOT_PLACED when an earlier call died half way and its order has been given up
 * @throws Failure PRODUCT_NOT_FOUND, ADDRESS_NOT_FOUND, ORDER_TOO_LARGE, REQUEST_ID_REUSED
 */
export async function placeOrder(request: Request): Promise<Placed> {
  const orderId = idForRequest<OrderId>('order');
  const draft = await draftOrder(orderId, request).catch(asRefusal);
  if (!(draft instanceof Failure) && (await ownOrders.insert(draft))) return fulfil(draft, request);

  const earlier = await ownOrders.get(orderId);
  if (!earlier) throw draft instanceof Failure ? draft : new Failure('REQUEST_IN_PROGRESS');
  if (earlier.request !== fingerprint(request)) throw new Failure('REQUEST_ID_REUSED');
  return earlier.status === 'placing' ? fulfil(earlier, request) : answer(earlier);
}

/** A refusal of today may not hide an order that the same request placed yesterday. */
function asRefusal(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

/** The order that the request asks for, at today's prices. Two round trips. */
async function draftOrder(orderId: OrderId, request: Request): Promise<Order> {
  const wanted = mergeLines(request.lines);
  const [skus, book, payWindow] = await Promise.all([
    findSkus(wanted.map(({ skuId }) => skuId)),
    addressBook(),
    rule(orderPayWindow),
  ]);
  const address = book?.addresses[request.addressId];
  if (!address) throw new Failure('ADDRESS_NOT_FOUND');

  const lines = priceLines(wanted, skus);
  const amounts = await agreedAmounts(lines, request.quote);

  // Who buys in a browser has neither, and pays there.
  const { userId, openid = '', appid = '' } = member();
  const { createdAt: _, ...recipient } = address;
  const createdAt = now();
  return {
    _id: orderId,
    userId,
    openid,
    appid,
    status: 'placing',
    request: fingerprint(request),
    lines,
    amounts,
    recipient,
    remark: request.remark,
    traceId: context().traceId,
    createdAt,
    expiresAt: after(createdAt, payWindow * MINUTE),
    paidAt: null,
    closedAt: null,
    closeReason: null,
    shortAt: null,
    refundedAt: null,
    payment: null,
    refund: null,
    checkAt: after(createdAt, STRAGGLERS_GONE_AFTER),
    failedChecks: 0,
  };
}

/**
 * What the lines come to; with a quote only if that is what the buyer saw. A freight that was set a moment ago may have reached
 * the preview and not yet this instance, so that it looks again before it refuses.
 */
async function agreedAmounts(lines: readonly Priced[], quote: string | undefined): Promise<Order['amounts']> {
  const amounts = amountsOf(lines, await freightRules());
  if (quote === undefined || quote === quoteOf(lines, amounts)) return amounts;
  await asOverhead(readConfig);
  const again = amountsOf(lines, await freightRules());
  if (quote !== quoteOf(lines, again)) throw new Failure('PRICE_CHANGED');
  return again;
}

/** Sets the order's stock aside and opens it for payment, or rejects it. */
async function fulfil(order: Order, request: Request): Promise<Placed> {
  const refusal = (await overLimit(order)) ?? (await findShortage(order, request));
  const moved = refusal ? await reject(order, refusal) : await open(order, request);
  if (moved && moved.status !== 'rejected') return answer(moved);

  // Rejected now, or moved by another call with the same request id or by the sweeper: only the order knows.
  const current = moved ?? (await findForShop(order._id));
  if (!current) throw new Failure('ORDER_NOT_PLACED');
  if (current.status === 'rejected') await releaseHolds(order);
  return answer(current);
}

async function open(order: Order, request: Request): Promise<Order | undefined> {
  const placed = await advance(order, 'place', { checkAt: order.expiresAt });
  if (placed) count('order.placed');
  if (placed && request.fromCart) await emptyCart(order);
  return placed;
}

/** Why an order cannot be placed, as the order keeps it: the same request is told the same again. */
type Refusal = Pick<Order, 'closeReason' | 'shortAt'>;

function reject(order: Order, refusal: Refusal): Promise<Order | undefined> {
  return advance(order, 'reject', { ...refusal, checkAt: after(now(), STRAGGLERS_GONE_AFTER) });
}

/** Looked at before stock is: who may not order cannot take anything away from others, not even for a moment. */
async function overLimit(order: Order): Promise<Refusal | undefined> {
  const most = await rule(orderMostUnpaid);
  if ((await unpaidBeside(order, most)) < most) return undefined;
  return { closeReason: `待付款订单最多 ${most} 笔，请先付款或取消`, shortAt: null };
}

async function findShortage(order: Order, request: Request): Promise<Refusal | undefined> {
  const held = await Promise.all(order.lines.map(({ skuId, quantity }) => hold(skuId, order._id, quantity)));
  const index = held.findIndex((left) => left !== true);
  if (index < 0) return undefined;

  const [line, left] = [order.lines[index]!, held[index] as number];
  const closeReason = `「${line.title}」${left > 0 ? `库存只剩 ${left} 件` : '已售罄'}`;
  return { closeReason, shortAt: request.lines.findIndex(({ skuId }) => skuId === line.skuId) };
}

/** The order stands, whatever becomes of this; what stays in the cart can be seen there and taken out. */
async function emptyCart({ lines }: Order): Promise<void> {
  try {
    await takeOut(lines);
  } catch (error) {
    log('warn', 'order.cart-kept', describeError(error));
  }
}

/** What has become of the order, the same however often it is asked. */
function answer({ _id, status, amounts, expiresAt, closeReason, shortAt }: Order): Placed {
  if (status === 'placing') throw new Failure('REQUEST_IN_PROGRESS');
  if (status !== 'rejected') return { orderId: _id, status, payable: amounts.payable, expiresAt };
  if (closeReason === null) throw new Failure('ORDER_NOT_PLACED');
  if (shortAt === null) throw new Failure('TOO_MANY_UNPAID', { message: closeReason });
  throw new Failure('OUT_OF_STOCK', { message: closeReason, fields: { [`lines.${shortAt}`]: closeReason } });
}
