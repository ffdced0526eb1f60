import type { Output, Parsed } from '../../contracts/contract.js';
import type { orderCreate } from '../../contracts/order/create.js';
import { readConfig } from '../../core/config/snapshot.js';
import { Failure } from '../../core/failure.js';
import { describeError, log } from '../../core/log.js';
import { asOverhead } from '../../core/overhead.js';
import { addressBook } from '../address/address-book.js';
import { takeOut } from '../cart/take-out.js';
import { findSkus } from '../catalog/products.js';
import { freightRules } from './freight.js';
import type { Order } from './orders.js';
import { type Draft, place } from './place.js';
import { amountsOf, mergeLines, type Priced, priceLines, quoteOf } from './pricing.js';

type Request = Parsed<typeof orderCreate>;

/**
 * Places the acting member's order at the shop's own prices, with its stock set aside until `expiresAt`.
 *
 * @throws Failure OUT_OF_STOCK, and nothing stays set aside
 * @throws Failure TOO_MANY_UNPAID as long as the member has as many unpaid orders as the rule allows; no stock is touched
 * @throws Failure PRICE_CHANGED when a quote was given and prices are no longer those
 * @throws Failure ORDER_NOT_PLACED when an earlier call died half way and its order has been given up
 * @throws Failure PRODUCT_NOT_FOUND, ADDRESS_NOT_FOUND, ORDER_TOO_LARGE, REQUEST_ID_REUSED
 * @throws Failure INVALID_INPUT for what is granted and not sent
 */
export function placeOrder(request: Request): Promise<Output<typeof orderCreate>> {
  return place({
    request,
    draft: () => draftOrder(request),
    ...(request.fromCart && { placed: emptyCart }),
  });
}

/** The order that the request asks for, at today's prices. Two round trips. */
async function draftOrder(request: Request): Promise<Draft> {
  const wanted = mergeLines(request.lines);
  const [skus, book] = await Promise.all([findSkus(wanted.map(({ skuId }) => skuId)), addressBook()]);
  const address = book?.addresses[request.addressId];
  if (!address) throw new Failure('ADDRESS_NOT_FOUND');

  const lines = priceLines(wanted, skus);
  refuseGranted(lines, request);
  const amounts = await agreedAmounts(lines, request.quote);
  const { createdAt: _, ...recipient } = address;
  return { lines, amounts, recipient, remark: request.remark };
}

/** What is granted has an order of its own: it is taken back in other ways than a parcel. */
function refuseGranted(lines: readonly Priced[], request: Request): void {
  const granted = lines.find(({ grants }) => grants);
  if (!granted) return;
  const field = `lines.${request.lines.findIndex(({ skuId }) => skuId === granted.skuId)}`;
  const problem = `「${granted.title}」不需要配送，请单独购买`;
  throw new Failure('INVALID_INPUT', { message: problem, fields: { [field]: problem } });
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

/** The order stands, whatever becomes of this; what stays in the cart can be seen there and taken out. */
async function emptyCart({ lines }: Order): Promise<void> {
  try {
    await takeOut(lines);
  } catch (error) {
    log('warn', 'order.cart-kept', describeError(error));
  }
}
