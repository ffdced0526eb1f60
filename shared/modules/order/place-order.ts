import type { Output, Parsed } from '../../contracts/contract.js';
import type { orderCreate } from '../../contracts/order/create.js';
import type { OrderStatus } from '../../contracts/order/order.js';
import type { OrderId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { idForRequest } from '../../core/context.js';
import { Failure } from '../../core/failure.js';
import { fingerprint } from '../../core/ids.js';
import { describeError, log } from '../../core/log.js';
import { after, MINUTE, now } from '../../core/time.js';
import { addressBook } from '../address/address-book.js';
import { takeOut } from '../cart/set-cart.js';
import { findSkus } from '../catalog/products.js';
import { hold } from '../stock/stock.js';
import { releaseHolds, STRAGGLERS_GONE_AFTER } from './holds.js';
import { advance, findForShop, type Order, ownOrders } from './orders.js';
import { amountsOf, mergeLines, type Priced, priceLines, quoteOf } from './pricing.js';

/** How long the goods wait for the money. */
export const TIME_TO_PAY = 30 * MINUTE;

type Request = Parsed<typeof orderCreate>;
type Placed = Output<typeof orderCreate>;

/**
 * Places the acting member's order at the shop's own prices, with its stock set aside until `expiresAt`.
 *
 * The order is written first and its stock is held in its name, so that whatever is left by a crash can be found and
 * undone. Every step can be repeated: two calls with one request id work on one order.
 *
 * @throws Failure OUT_OF_STOCK, and nothing stays set aside
 * @throws Failure PRICE_CHANGED when a quote was given and prices are no longer those
 * @throws Failure PRODUCT_NOT_FOUND, ADDRESS_NOT_FOUND, REQUEST_ID_REUSED
 */
export async function placeOrder(request: Request): Promise<Placed> {
  const placed = await place(request);
  if (request.fromCart) await emptyCart(request);
  return placed;
}

async function place(request: Request): Promise<Placed> {
  const orderId = idForRequest<OrderId>('order');
  const draft = await draftOrder(orderId, request).catch(asRefusal);
  if (!(draft instanceof Failure) && (await ownOrders.insert(draft))) return fulfil(draft);

  const earlier = await ownOrders.get(orderId);
  if (!earlier) throw draft instanceof Failure ? draft : new Failure('REQUEST_IN_PROGRESS');
  if (earlier.request !== fingerprint(request)) throw new Failure('REQUEST_ID_REUSED');
  if (earlier.status === 'rejected') throw new Failure('OUT_OF_STOCK');
  return earlier.status === 'placing' ? fulfil(earlier) : answer(earlier);
}

/** The order stands, whatever becomes of this; what stays in the cart can be seen there and taken out. */
async function emptyCart({ lines }: Request): Promise<void> {
  try {
    await Promise.all(mergeLines(lines).map(({ skuId }) => takeOut(skuId)));
  } catch (error) {
    log('warn', 'order.cart-kept', describeError(error));
  }
}

/** A refusal of today may not hide an order that the same request placed yesterday. */
function asRefusal(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

/** The order that the request asks for, at today's prices. Two round trips. */
async function draftOrder(orderId: OrderId, request: Request): Promise<Order> {
  const wanted = mergeLines(request.lines);
  const [skus, book] = await Promise.all([findSkus(wanted.map(({ skuId }) => skuId)), addressBook()]);
  const address = book?.addresses[request.addressId];
  if (!address) throw new Failure('ADDRESS_NOT_FOUND');

  const lines = priceLines(wanted, skus);
  if (request.quote && request.quote !== quoteOf(lines)) throw new Failure('PRICE_CHANGED');

  const { userId, openid, appid } = member();
  const { createdAt: _, request: __, ...recipient } = address;
  const createdAt = now();
  return {
    _id: orderId,
    userId,
    openid,
    appid,
    status: 'placing',
    request: fingerprint(request),
    lines,
    amounts: amountsOf(lines),
    recipient,
    remark: request.remark,
    createdAt,
    expiresAt: after(createdAt, TIME_TO_PAY),
    paidAt: null,
    closedAt: null,
    closeReason: null,
    refundedAt: null,
    payment: null,
    refund: null,
    checkAt: after(createdAt, STRAGGLERS_GONE_AFTER),
    failedChecks: 0,
  };
}

/** Sets the order's stock aside and opens it for payment, or rejects it. */
async function fulfil(order: Order): Promise<Placed> {
  const shortage = await holdAll(order);
  if (shortage) {
    await advance(order, 'reject', { checkAt: after(now(), STRAGGLERS_GONE_AFTER) });
    await releaseHolds(order);
    throw outOfStock(shortage);
  }

  const placed = await advance(order, 'place', { checkAt: order.expiresAt });
  if (placed) return answer(placed);

  const current = await findForShop(order._id);
  if (current && current.status !== 'placing' && current.status !== 'rejected') return answer(current);
  await releaseHolds(order); // the sweeper gave it up before we came this far
  throw new Failure('REQUEST_IN_PROGRESS');
}

interface Shortage {
  line: Priced;
  index: number;
  left: number;
}

async function holdAll(order: Order): Promise<Shortage | undefined> {
  const held = await Promise.all(order.lines.map(({ skuId, quantity }) => hold(skuId, order._id, quantity)));
  const index = held.findIndex((left) => left !== true);
  return index < 0 ? undefined : { line: order.lines[index]!, index, left: held[index] as number };
}

function outOfStock({ line, index, left }: Shortage): Failure {
  const problem = left > 0 ? `库存只剩 ${left} 件` : '已售罄';
  return new Failure('OUT_OF_STOCK', {
    message: `「${line.title}」${problem}`,
    fields: { [`lines.${index}`]: problem },
  });
}

function answer({ _id, status, amounts, expiresAt }: Order): Placed {
  return { orderId: _id, status: status as OrderStatus, payable: amounts.payable, expiresAt };
}
