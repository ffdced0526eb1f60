import type { OrderId, SkuId } from '../../contracts/terms.js';
import type { Hold, Stock } from './stock.js';

/** An order, as far as it says what stock it has. */
export interface HoldingOrder {
  _id: OrderId;
  status: string;
  closedAt: string | null;
  /** What is granted and not sent has no stock. */
  lines: readonly { skuId: SkuId; quantity: number; grants?: unknown }[];
}

/**
 * Where the stock and the orders of an environment disagree. The orders are right: they know of the money.
 *
 * - `release`: pieces that are set aside for an order that is over, or was never there
 * - `take`: pieces of an order that stands, and that nobody has set aside
 * - `oversold`: the same, and there are too few; somebody has to find them, or give the money back
 */
export interface HoldProblem {
  kind: 'release' | 'take' | 'oversold';
  skuId: SkuId;
  orderId: OrderId;
  quantity: number;
}

/** Compares the holds of all stocks with all orders, which are shown to it one after the other. */
export class HoldComparison {
  /** What has to be there and has not been seen, or has no order so far. */
  readonly #unexplained = new Map<string, HoldProblem>();
  readonly #available = new Map<SkuId, number>();
  readonly #missing: HoldProblem[] = [];

  /** @param stocks all stocks, read before any order: an order is written before its stock is set aside */
  constructor(stocks: Iterable<Pick<Stock, '_id' | 'available' | 'holds'>>) {
    for (const { _id: skuId, available, holds } of stocks) {
      this.#available.set(skuId, available);
      for (const [orderId, { quantity }] of Object.entries(holds ?? {}) as [OrderId, Hold][]) {
        this.#unexplained.set(`${skuId} ${orderId}`, { kind: 'release', skuId, orderId, quantity });
      }
    }
  }

  see(order: HoldingOrder): void {
    const due = holdsStock(order);
    if (due === 'no') return;
    for (const { skuId, quantity, grants } of order.lines) {
      if (grants) continue;
      const held = this.#unexplained.delete(`${skuId} ${order._id}`);
      if (!held && due === 'yes') this.#missing.push({ kind: 'take', skuId, orderId: order._id, quantity });
    }
  }

  /** What has to be done, in this order: what is given back can be taken. */
  problems(): HoldProblem[] {
    const releases = [...this.#unexplained.values()];
    const left = new Map(this.#available);
    for (const { skuId, quantity } of releases) left.set(skuId, (left.get(skuId) ?? 0) + quantity);
    const takes = this.#missing.map((problem): HoldProblem => {
      const available = left.get(problem.skuId) ?? 0;
      if (available < problem.quantity) return { ...problem, kind: 'oversold' };
      left.set(problem.skuId, available - problem.quantity);
      return problem;
    });
    return [...releases, ...takes];
  }
}

/** An order that is being placed may have set its stock aside or not; the sweep of orders sees to it. */
function holdsStock({ status, closedAt }: HoldingOrder): 'yes' | 'perhaps' | 'no' {
  if (status === 'placing') return 'perhaps';
  // What is refunded without having been closed before goes back with the money.
  const stands = status === 'awaiting-payment' || status === 'paid' || (status === 'refunding' && closedAt === null);
  return stands ? 'yes' : 'no';
}
