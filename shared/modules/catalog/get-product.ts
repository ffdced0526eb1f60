import type { catalogGet } from '../../contracts/catalog/get.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { Failure } from '../../core/failure.js';
import { availableOf } from '../stock/stock.js';
import { products } from './products.js';

/**
 * A product with what can be ordered of each SKU.
 * @throws Failure PRODUCT_NOT_FOUND when there is none or it is not for sale
 */
export async function getProduct({ spuId }: Parsed<typeof catalogGet>): Promise<Output<typeof catalogGet>> {
  const product = await products.get(spuId, { onSale: true });
  if (!product) throw new Failure('PRODUCT_NOT_FOUND');

  const { title, subtitle, pictures, story, facts, options } = product;
  const available = await availableOf(product.skus.map(({ skuId }) => skuId));
  const skus = product.skus.map((sku) => ({ ...sku, available: available.get(sku.skuId) ?? 0 }));
  return { spuId, title, subtitle, pictures, story, facts, options, skus };
}
