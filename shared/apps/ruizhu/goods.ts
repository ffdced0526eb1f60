import type * as z from 'zod';
import type { Product, Sku } from '../../contracts/catalog/product.js';

type ProductFields = z.input<typeof Product>;

/** A product as it is put on the shelf: what the catalogue shows, and how many pieces of each SKU there are. */
export interface Goods extends Omit<ProductFields, 'skus'> {
  skus: (Omit<z.input<typeof Sku>, 'available'> & { stock: number })[];
}

/** One SKU: its value for each option in order, its price in yuan and its stock. */
type Row = readonly [values: readonly string[], yuan: number, stock: number];

interface Piece extends Pick<Goods, 'title' | 'subtitle' | 'story'> {
  /** Tells it from the others for good; its ids are made of it. */
  number: number;
  /** Name of its pictures. */
  slug: string;
  facts: Record<string, string>;
  options: readonly string[];
  skus: readonly Row[];
}

const fixedId = (prefix: string, number: number) => `${prefix}_01JRZ${String(number).padStart(21, '0')}`;

/** Writes a piece out in full: fixed ids, pictures, option values in the order they first appear, prices in fen. */
export function goodsOf({ number, slug, facts, options, skus, ...words }: Piece): Goods {
  return {
    spuId: fixedId('spu', number),
    ...words,
    pictures: ['', '-2', '-3'].map((view) => `/assets/ruizhu/${slug}${view}.svg`),
    facts: Object.entries(facts).map(([name, value]) => ({ name, value })),
    options: options.map((name, at) => ({ name, values: [...new Set(skus.map(([values]) => values[at]!))] })),
    skus: skus.map(([values, yuan, stock], i) => ({
      skuId: fixedId('sku', number * 100 + i + 1),
      options: Object.fromEntries(options.map((name, at) => [name, values[at]!])),
      price: yuan * 100,
      stock,
    })),
  };
}
