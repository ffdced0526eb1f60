import type { catalogLookup } from '../../contracts/catalog/lookup.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { SkuId } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { availableOfSkus } from './available.js';
import { findProduct, type ProductDocument } from './products.js';

type Edited = Output<typeof catalogLookup>;

/**
 * A product as it is now, for sale or not, for those who keep the catalogue.
 * @throws Failure PRODUCT_NOT_FOUND
 */
export async function lookUpProduct({ spuId }: Parsed<typeof catalogLookup>): Promise<Edited> {
  const product = await findProduct(spuId);
  if (!product) throw new Failure('PRODUCT_NOT_FOUND');
  return viewForEditors(product, await availableOfSkus(product.skus));
}

/** What editors see of a product, with what there is of each SKU. */
export function viewForEditors(product: ProductDocument, available: ReadonlyMap<SkuId, number>): Edited {
  const { _id: spuId, title, subtitle, pictures, story, facts, options, rank, onSale } = product;
  const { version = 0, changedAt = null } = product;
  const skus = product.skus.map(({ skuId, options: choice, price, grants }) => ({
    ...{ skuId, options: choice, price, ...(grants && { grants }) },
    available: available.get(skuId) ?? 0,
  }));
  return { spuId, title, subtitle, pictures, story, facts, options, skus, rank, onSale, version, changedAt };
}
