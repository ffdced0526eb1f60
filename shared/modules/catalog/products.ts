import type * as z from 'zod';
import type { OptionChoice } from '../../contracts/catalog/product.js';
import type { Fen, SkuId, SpuId } from '../../contracts/terms.js';
import { collection, command } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';

/** An SPU with its SKUs. Stock is kept apart: it changes a thousand times as often. */
export interface ProductDocument {
  _id: SpuId;
  title: string;
  subtitle: string;
  pictures: string[];
  story: string[];
  facts: { name: string; value: string }[];
  options: { name: string; values: string[] }[];
  skus: SkuDocument[];
  priceFrom: Fen;
  priceVaries: boolean;
  /** Place in the catalogue, from 0. */
  rank: number;
  onSale: boolean;
}

export interface SkuDocument {
  skuId: SkuId;
  options: z.output<typeof OptionChoice>;
  price: Fen;
}

export const productCollection = declareCollection(
  'products',
  [
    {
      name: 'onSale_rank',
      keys: [
        ['onSale', 1],
        ['rank', 1],
        ['_id', 1],
      ],
    },
    { name: 'skus', keys: [['skus.skuId', 1]] },
  ],
  'none',
);
export const products = collection<ProductDocument>(productCollection.name);

/** The picture that stands for a product; empty when it has none. */
export function coverOf({ pictures }: ProductDocument): string {
  return pictures[0] ?? '';
}

/** A SKU together with the product it belongs to. */
export interface SkuOfProduct {
  sku: SkuDocument;
  product: ProductDocument;
}

/** The SKUs among `skuIds` that exist, by id, on sale or not. One round trip. */
export async function findSkus(skuIds: readonly SkuId[]): Promise<Map<SkuId, SkuOfProduct>> {
  if (skuIds.length === 0) return new Map();
  const found = await products.find({ 'skus.skuId': command().in([...skuIds]) }, { limit: skuIds.length });
  const wanted = new Set(skuIds);
  return new Map(
    found.flatMap((product) =>
      product.skus.filter(({ skuId }) => wanted.has(skuId)).map((sku) => [sku.skuId, { sku, product }] as const),
    ),
  );
}
