import type * as z from 'zod';
import type { Grants } from '../../contracts/benefit/grants.js';
import { productChanged } from '../../contracts/catalog/events.js';
import type { OptionChoice } from '../../contracts/catalog/product.js';
import type { Fen, Instant, SkuId, SpuId } from '../../contracts/terms.js';
import { emitting } from '../../core/events/emitting.js';
import { collection, command } from '../../core/store/collection.js';
import { declareEmittingCollection } from '../../core/store/declare.js';

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
  /** Rises with each save; absent as long as nobody has saved it. Beside the store's revision, which its events raise as well. */
  version?: number;
  changedAt?: Instant;
  /** The request that made this version. */
  savedBy?: string;
}

export interface SkuDocument {
  skuId: SkuId;
  options: z.output<typeof OptionChoice>;
  price: Fen;
  /** It is granted and not sent: there is no stock of it. */
  grants?: Grants;
}

export const productCollection = declareEmittingCollection(
  'products',
  [productChanged],
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
const changing = emitting(products, productCollection);

/** A product whether or not it is for sale. One round trip. */
export function findProduct(spuId: SpuId): Promise<ProductDocument | undefined> {
  return products.get(spuId);
}

type Saved = ProductDocument & { version: number };

/** Adds a product. One round trip. @returns false when it is there */
export function addProduct(product: Saved): Promise<boolean> {
  return changing.insert(product, { emits: [changeOf(product)] });
}

/** Puts a product in the place of its version `seen`. One round trip. @returns false when that is not the present one */
export function changeProduct({ _id, ...product }: Saved, seen: number): Promise<boolean> {
  const version = seen === 0 ? command().in([0, null]) : seen;
  return changing.change(_id, { version }, product, { emits: [changeOf({ _id, ...product })] });
}

function changeOf({ _id: spuId, version, onSale }: Saved) {
  return productChanged({ spuId, version, onSale });
}

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
