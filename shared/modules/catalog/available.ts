import { GRANTED_AT_ONCE } from '../../contracts/benefit/grants.js';
import type { SkuId } from '../../contracts/terms.js';
import { availableOf } from '../stock/stock.js';
import type { SkuDocument } from './products.js';

/**
 * Pieces of each SKU that can be ordered now: of what is granted always as many as one order may have, of the others what is in stock.
 * One round trip, none when nothing has stock.
 */
export async function availableOfSkus(
  skus: readonly Pick<SkuDocument, 'skuId' | 'grants'>[],
): Promise<Map<SkuId, number>> {
  const inStock = await availableOf(skus.flatMap(({ skuId, grants }) => (grants ? [] : [skuId])));
  for (const { skuId, grants } of skus) if (grants) inStock.set(skuId, GRANTED_AT_ONCE);
  return inStock;
}
