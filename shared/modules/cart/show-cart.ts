import type * as z from 'zod';
import type { Cart, CartItem } from '../../contracts/cart/cart.js';
import type { SkuId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { fen, multiply, sum } from '../../core/money.js';
import { coverOf, findSkus, type SkuOfProduct } from '../catalog/products.js';
import { availableOf } from '../stock/stock.js';
import { type CartEntry, carts } from './carts.js';
import { takeOut } from './take-out.js';

type Item = z.output<typeof CartItem>;

/**
 * The acting member's cart at today's prices and stock. Three round trips; two more when something in it no longer exists
 * at all, which then leaves it.
 */
export async function showCart(): Promise<z.output<typeof Cart>> {
  const cart = await carts.get(member().userId);
  const entries = Object.entries(cart?.entries ?? {}) as [SkuId, CartEntry][];
  const skuIds = entries.map(([skuId]) => skuId);
  const [skus, available] = await Promise.all([findSkus(skuIds), availableOf(skuIds)]);

  const unknown = skuIds.filter((skuId) => !skus.has(skuId));
  if (unknown.length > 0) await takeOut(unknown.map((skuId) => ({ skuId, quantity: Number.MAX_SAFE_INTEGER })));

  const items = entries
    .sort(([, a], [, b]) => (a.addedAt < b.addedAt ? 1 : -1))
    .flatMap(([skuId, { quantity }]) => {
      const found = skus.get(skuId);
      return found ? [itemOf(found, quantity, available.get(skuId) ?? 0)] : [];
    });
  const buyable = items.filter(({ state }) => state === 'ok');
  return {
    items,
    nextCursor: null,
    count: buyable.reduce((pieces, { quantity }) => pieces + quantity, 0),
    total: sum(buyable.map(({ subtotal }) => subtotal)),
  };
}

function itemOf({ sku, product }: SkuOfProduct, quantity: number, available: number): Item {
  const state = !product.onSale ? 'gone' : available < quantity ? 'insufficient' : 'ok';
  return {
    skuId: sku.skuId,
    spuId: product._id,
    title: product.title,
    picture: coverOf(product),
    options: sku.options,
    unitPrice: fen(sku.price),
    quantity,
    subtotal: multiply(fen(sku.price), quantity),
    available,
    state,
  };
}
