import type * as z from 'zod';
import type { catalogList } from '../../contracts/catalog/list.js';
import { ProductCard } from '../../contracts/catalog/product.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { log } from '../../core/log.js';
import { pageOf } from '../../core/store/paging.js';
import { coverOf, type ProductDocument, products } from './products.js';

/** The products for sale, in the order of the catalogue. */
export async function listProducts({ cursor, limit }: Parsed<typeof catalogList>): Promise<Output<typeof catalogList>> {
  const { items, nextCursor } = await pageOf(products, {
    where: { onSale: true },
    by: 'rank',
    direction: 'asc',
    limit,
    cursor,
  });
  return { nextCursor, items: items.flatMap(card) };
}

/** A product that an operator left incomplete is left out and reported; the others are still shown. */
function card(product: ProductDocument): z.output<typeof ProductCard>[] {
  const { _id: spuId, title, subtitle, priceFrom, priceVaries } = product;
  const result = ProductCard.safeParse({ spuId, title, subtitle, picture: coverOf(product), priceFrom, priceVaries });
  if (result.success) return [result.data];
  log('error', 'product.incomplete', { spuId, field: result.error.issues[0]?.path.join('.') });
  return [];
}
