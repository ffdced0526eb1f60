import type { catalogGet } from '../../contracts/catalog/get.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { Failure } from '../../core/failure.js';
import { availableOfSkus } from './available.js';
import { shownProducts } from './shown-products.js';

/**
 * A product with what can be ordered of each SKU. What is said of it may be two minutes old, what is left of it is not: and
 * an order is made at the price of its own moment.
 * @throws Failure PRODUCT_NOT_FOUND when there is none or it is not for sale
 */
export async function getProduct({ spuId }: Parsed<typeof catalogGet>): Promise<Output<typeof catalogGet>> {
  const product = await shownProducts.get(spuId);
  if (!product) throw new Failure('PRODUCT_NOT_FOUND');

  const available = await availableOfSkus(product.skus);
  const skus = product.skus.map((sku) => ({ ...sku, available: available.get(sku.skuId) ?? 0 }));
  return { ...product, skus };
}
