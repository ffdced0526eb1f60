import { MINUTE } from '../../core/time.js';
import { release } from '../stock/stock.js';
import type { Order } from './orders.js';

/**
 * After this long no call that worked on an order can still be alive: the platform ends every function well before.
 * Until then a straggler may set stock aside for an order that has been given up, so the sweeper looks once more.
 */
export const STRAGGLERS_GONE_AFTER = 2 * MINUTE;

/** The lines of an order that are sent, and have stock. */
export function sentLines({ lines }: Pick<Order, 'lines'>): Order['lines'] {
  return lines.filter(({ grants }) => !grants);
}

/** Gives back whatever is set aside for an order. Safe to repeat. One round trip for each line. */
export async function releaseHolds(order: Order): Promise<void> {
  await Promise.all(sentLines(order).map(({ skuId, quantity }) => release(skuId, order._id, quantity)));
}
