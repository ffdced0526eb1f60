import type { Output, Parsed } from '../../contracts/contract.js';
import type { statsSales } from '../../contracts/stats/sales.js';
import type { SkuId } from '../../contracts/terms.js';
import { fen } from '../../core/money.js';
import { command } from '../../core/store/collection.js';
import { type Sales, SHARES, salesDays } from './sales-days.js';

const MOST_DAYS = 31;

/** What was sold and given back, by day and SKU. */
export async function showSales({ from, to }: Parsed<typeof statsSales>): Promise<Output<typeof statsSales>> {
  const days = command().and(command().gte(from), command().lte(to));
  const shares = await salesDays.find({ day: days }, { limit: MOST_DAYS * SHARES, fields: ['day', 'skus'] });

  const totals = new Map<string, { day: string; skuId: SkuId } & Sales>();
  for (const { day, skus } of shares) {
    for (const [skuId, sales] of Object.entries(skus) as [SkuId, Partial<Sales>][]) {
      const key = `${day} ${skuId}`;
      const total = totals.get(key) ?? { day, skuId, soldPieces: 0, sold: 0, refundedPieces: 0, refunded: 0 };
      totals.set(key, {
        day,
        skuId,
        soldPieces: total.soldPieces + (sales.soldPieces ?? 0),
        sold: total.sold + (sales.sold ?? 0),
        refundedPieces: total.refundedPieces + (sales.refundedPieces ?? 0),
        refunded: total.refunded + (sales.refunded ?? 0),
      });
    }
  }
  const sorted = [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
  return {
    items: sorted.map((total) => ({ ...total, sold: fen(total.sold), refunded: fen(total.refunded) })),
    nextCursor: null,
  };
}
