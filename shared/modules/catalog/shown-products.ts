import * as z from 'zod';
import { Product, Sku } from '../../contracts/catalog/product.js';
import type { SpuId } from '../../contracts/terms.js';
import { cached } from '../../core/cache/cached.js';
import { products } from './products.js';

/** Everything that shows products; each product has a tag of its own as well. */
export const CATALOGUE = 'catalogue';
/** The lists of products. */
export const PAGES = 'catalogue:pages';
export const productTag = (spuId: SpuId) => `product:${spuId}`;

/** A product as it is shown, without its stock, which changes a thousand times as often. */
const ShownProduct = z.strictObject({ ...Product.shape, skus: z.array(Sku.omit({ available: true })) });

export const shownProducts = cached(
  {
    name: 'catalog.product',
    kind: 'catalogue',
    of: 'everybody',
    schema: ShownProduct,
    tags: (spuId: SpuId) => [CATALOGUE, productTag(spuId)],
    singleQuery: true,
  },
  async (spuId) => {
    const product = await products.get(spuId, { onSale: true });
    if (!product) return undefined;
    const { title, subtitle, pictures, story, facts, options } = product;
    const skus = product.skus.map(({ skuId, options: choice, price, grants }) => ({
      ...{ skuId, options: choice, price },
      ...(grants && { grants }),
    }));
    return { spuId, title, subtitle, pictures, story, facts, options, skus };
  },
);
