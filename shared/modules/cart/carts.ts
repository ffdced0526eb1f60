import type { Instant, SkuId, UserId } from '../../contracts/terms.js';
import { type Owned, ownedCollection } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

/** Kinds of goods that a cart can hold: as many as one order takes. */
export const MOST_ITEMS = 50;

export interface CartEntry {
  quantity: number;
  addedAt: Instant;
}

/** A member's cart: what was put in and how many; prices and stock are looked up each time it is shown. */
export interface CartDocument extends Owned {
  _id: UserId;
  /** Number of entries, kept in the same update as the entries. */
  count: number;
  entries: Record<SkuId, CartEntry>;
}

export const cartCollection = declareCollection('carts', [], { of: 'userId', onDeletion: { remove: true } });
export const carts = ownedCollection<CartDocument>(cartCollection.name);
