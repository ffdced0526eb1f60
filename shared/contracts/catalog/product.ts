import * as z from 'zod';
import { Grants } from '../benefit/grants.js';
import { Fen, SkuId, SpuId } from '../terms.js';

/** Address of a picture: a path inside the mini-program's package or a `cloud://` file; empty when there is none. */
export const Picture = z.string().max(500);

/** One SKU's choice for each option of its SPU, for example `{ 颜色: '墨黑', 尺寸: '中号' }`. */
export const OptionChoice = z.record(z.string(), z.string());

export const ProductCard = z.strictObject({
  spuId: SpuId,
  title: z.string(),
  subtitle: z.string(),
  picture: Picture,
  /** The lowest price among its SKUs. */
  priceFrom: Fen,
  /** Whether SKUs differ in price, so that the card says 起. */
  priceVaries: z.boolean(),
});

export const Sku = z.strictObject({
  skuId: SkuId,
  options: OptionChoice,
  price: Fen,
  /** Pieces that can be ordered now. */
  available: z.int().min(0),
  /** What each piece grants to its buyer, in place of a parcel; sold by `benefit-buy`. */
  grants: Grants.optional(),
});

export const Product = z.strictObject({
  spuId: SpuId,
  title: z.string(),
  subtitle: z.string(),
  pictures: z.array(Picture),
  /** Paragraphs. */
  story: z.array(z.string()),
  /** Name and value of each fact: material, size, origin … */
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  options: z.array(z.strictObject({ name: z.string(), values: z.array(z.string()).min(1) })),
  skus: z.array(Sku),
});
