import * as z from 'zod';
import { contract } from '../contract.js';
import { SkuId } from '../terms.js';
import { Amounts, orderLines, PricedLine } from './order.js';

export const orderPreview = contract({
  name: 'order-preview',
  title: '确认订单',
  access: 'member',
  input: z.strictObject({ lines: orderLines }),
  output: z.strictObject({
    lines: z.array(PricedLine),
    amounts: Amounts,
    /** Lines that cannot be bought as asked, and how many pieces are left of each. */
    shortages: z.array(z.strictObject({ skuId: SkuId, title: z.string(), available: z.int().min(0) })),
    /** Stands for exactly these lines at exactly these prices; `order-create` refuses when either has changed. */
    quote: z.string(),
  }),
  errors: ['PRODUCT_NOT_FOUND'],
  budget: { roundTrips: 2 },
});
