import type { Instant, OrderId, SkuId } from '../../contracts/terms.js';
import { collection, command } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { now } from '../../core/time.js';

/**
 * The stock of one SKU. Every movement is one conditional update of this one document, and a hold is written in the same
 * update as the pieces it takes; so neither a race nor a crash can make them disagree, and both can be repeated.
 */
export interface Stock {
  _id: SkuId;
  /** Pieces that can be ordered now. */
  available: number;
  /** Pieces set aside, by the order they are set aside for. */
  holds: Record<OrderId, Hold>;
}

/** Pieces that are set aside. */
export interface Hold {
  quantity: number;
  at: Instant;
}

export const stockCollection = declareCollection('stocks', [], 'none');
const stocks = collection<Stock>(stockCollection.name);

/** Pieces that can be ordered now, by SKU; a SKU without stock is absent. One round trip. */
export async function availableOf(skuIds: readonly SkuId[]): Promise<Map<SkuId, number>> {
  if (skuIds.length === 0) return new Map();
  const found = await stocks.find({ _id: command().in([...skuIds]) }, { limit: skuIds.length, fields: ['available'] });
  return new Map(found.map(({ _id, available }) => [_id, Math.max(0, available)]));
}

/** Gives a SKU its first stock; one that has stock keeps what it has. One round trip. */
export async function beginStock(skuId: SkuId, available: number): Promise<void> {
  await stocks.insert({ _id: skuId, available, holds: {} });
}

/**
 * Sets pieces aside for an order, once however often it is asked. One round trip, two when there are too few.
 * @returns true when they are set aside, else the number of pieces that are left
 */
export async function hold(skuId: SkuId, orderId: OrderId, quantity: number): Promise<true | number> {
  const _ = command();
  const held = await stocks.change(
    skuId,
    { available: _.gte(quantity), [`holds.${orderId}`]: _.exists(false) },
    { available: _.inc(-quantity), [`holds.${orderId}`]: { quantity, at: now() } },
  );
  if (held) return true;

  const stock = await stocks.get(skuId);
  return stock?.holds[orderId] ? true : Math.max(0, stock?.available ?? 0);
}

/** Gives back what is set aside for an order, once however often it is asked. One round trip. */
export async function release(skuId: SkuId, orderId: OrderId, quantity: number): Promise<void> {
  const _ = command();
  await stocks.change(
    skuId,
    { [`holds.${orderId}.quantity`]: quantity },
    { available: _.inc(quantity), [`holds.${orderId}`]: _.remove() },
  );
}
