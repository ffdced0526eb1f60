import type { Output, Parsed } from '../../contracts/contract.js';
import type { statsCount } from '../../contracts/stats/count.js';
import { applyOnce } from '../../core/events/once.js';
import { command } from '../../core/store/collection.js';
import { businessDay } from '../../core/time.js';
import { type Sales, salesDays, shareOf } from './sales-days.js';

type SalesEvent = Parsed<typeof statsCount>;

/** Counts what was sold and what was given back, once however often it is told. One round trip. */
export async function countSales(event: SalesEvent): Promise<Output<typeof statsCount>> {
  const paid = event.type === 'order.paid';
  if (!paid && !event.data.wasSold) return {};

  const day = businessDay(paid ? event.data.paidAt : event.data.refundedAt);
  const counts = event.data.lines.map(({ skuId, quantity, subtotal }): [string, Partial<Sales>] => [
    skuId,
    paid ? { soldPieces: quantity, sold: subtotal } : { refundedPieces: quantity, refunded: subtotal },
  ]);
  const id = shareOf(day, event.aggregate.id);
  await applyOnce(event, {
    in: salesDays,
    id,
    change: Object.fromEntries(
      counts.flatMap(([skuId, sales]) =>
        Object.entries(sales).map(([field, by]) => [`skus.${skuId}.${field}`, command().inc(by)]),
      ),
    ),
    orInsert: () => ({ _id: id, day, skus: Object.fromEntries(counts) }),
  });
  return {};
}
