import type { cartSet } from '../../contracts/cart/set.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { SkuId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { command } from '../../core/store/collection.js';
import { now } from '../../core/time.js';
import { findSkus } from '../catalog/products.js';
import { carts, MOST_ITEMS } from './carts.js';
import { showCart } from './show-cart.js';

/**
 * Sets how many of a SKU are in the acting member's cart; 0 takes it out. Safe to repeat.
 * @throws Failure PRODUCT_NOT_FOUND when the SKU is not for sale
 * @throws Failure CART_FULL when it would be the fifty-first kind
 */
export async function setCart({ skuId, quantity }: Parsed<typeof cartSet>): Promise<Output<typeof cartSet>> {
  if (quantity === 0) await remove(skuId);
  else if (!(await changeQuantity(skuId, quantity))) await putIn(skuId, quantity);
  return showCart();
}

async function remove(skuId: SkuId): Promise<void> {
  const _ = command();
  const entry = `entries.${skuId}`;
  await carts.change(member().userId, { [entry]: _.exists(true) }, { [entry]: _.remove(), count: _.inc(-1) });
}

function changeQuantity(skuId: SkuId, quantity: number): Promise<boolean> {
  const entry = `entries.${skuId}`;
  return carts.change(member().userId, { [entry]: command().exists(true) }, { [`${entry}.quantity`]: quantity });
}

async function putIn(skuId: SkuId, quantity: number): Promise<void> {
  if (!(await findSkus([skuId])).get(skuId)?.product.onSale) throw new Failure('PRODUCT_NOT_FOUND');

  const { userId } = member();
  const _ = command();
  const entry = { quantity, addedAt: now() };
  const room = { count: _.lt(MOST_ITEMS), [`entries.${skuId}`]: _.exists(false) };
  const putIn = () => carts.change(userId, room, { count: _.inc(1), [`entries.${skuId}`]: entry });

  if (await putIn()) return;
  if (await carts.insert({ _id: userId, userId, count: 1, entries: { [skuId]: entry } })) return;
  // The cart exists: either it was made just now by another tap, or the SKU got in by one, or the cart is full.
  if (await putIn()) return;
  if (await changeQuantity(skuId, quantity)) return;
  throw new Failure('CART_FULL');
}
