import * as z from 'zod';
import { contract } from '../contract.js';
import { Fen, SkuId } from '../terms.js';

/** A business day, in Beijing time. */
const Day = z.iso.date();

export const statsSales = contract({
  name: 'stats-sales',
  title: '销量统计',
  access: 'stats.read',
  input: z
    .strictObject({ from: Day, to: Day })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: '不能早于 from' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 30 * 86_400_000, {
      path: ['to'],
      message: '最多 31 天',
    }),
  output: z.strictObject({
    /** By day and SKU, in that order. A sale counts on the day of its payment, a refund on the day it arrives. */
    items: z.array(
      z.strictObject({
        day: Day,
        skuId: SkuId,
        soldPieces: z.int(),
        sold: Fen,
        refundedPieces: z.int(),
        refunded: Fen,
      }),
    ),
    nextCursor: z.null(),
  }),
  budget: { roundTrips: 3 },
});
