import * as z from 'zod';
import { event } from '../event.js';
import { SpuId } from '../terms.js';

/** What is said of a product, or whether it is for sale, is another than before. Its stock is not part of it. */
export const productChanged = event(
  'product.changed',
  z.strictObject({ spuId: SpuId, version: z.int().min(1), onSale: z.boolean() }),
);
