import * as z from 'zod';
import { Instant, SkuId, SpuId } from '../terms.js';
import { Product, Sku } from './product.js';

/** A product as those who keep the catalogue see it, for sale or not. */
export const EditedProduct = z.strictObject({
  ...Product.shape,
  spuId: SpuId,
  skus: z.array(z.strictObject({ ...Sku.shape, skuId: SkuId })),
  /** Place in the catalogue, from 0. */
  rank: z.int(),
  onSale: z.boolean(),
  /** Rises with each change: who changes says which one he saw. */
  version: z.int().min(0),
  changedAt: Instant.nullable(),
});
