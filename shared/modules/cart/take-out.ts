import type { SkuId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { command } from '../../core/store/collection.js';
import { carts } from './carts.js';

interface Taken {
  skuId: SkuId;
  quantity: number;
}

/** Taps that came between reading and changing; each gets its turn. */
const MOST_TRIES = 5;

/**
 * Takes pieces out of the acting member's cart, as many of each SKU as are there: what was added since stays. One round trip
 * to look and one to change, however many SKUs.
 */
export async function takeOut(taken: readonly Taken[]): Promise<void> {
  const { userId } = member();
  const _ = command();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const cart = await carts.get(userId);
    const present = taken.filter(({ skuId }) => cart?.entries[skuId]);
    if (!cart || present.length === 0) return;

    const emptied = present.filter(({ skuId, quantity }) => cart.entries[skuId]!.quantity <= quantity);
    const lessened = present.filter((line) => !emptied.includes(line));
    const changed = await carts.change(
      userId,
      { revision: cart.revision },
      {
        count: _.inc(-emptied.length),
        ...Object.fromEntries(emptied.map(({ skuId }) => [`entries.${skuId}`, _.remove()])),
        ...Object.fromEntries(lessened.map(({ skuId, quantity }) => [`entries.${skuId}.quantity`, _.inc(-quantity)])),
      },
    );
    if (changed) return;
  }
}
