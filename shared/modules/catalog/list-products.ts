import type * as z from 'zod';
import { catalogList } from '../../contracts/catalog/list.js';
import { ProductCard } from '../../contracts/catalog/product.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { cached } from '../../core/cache/cached.js';
import { log } from '../../core/log.js';
import { pageOf } from '../../core/store/paging.js';
import { coverOf, type ProductDocument, products } from './products.js';
import { CATALOGUE, PAGES } from './shown-products.js';

type Page = Output<typeof catalogList>;

const pages = cached(
  {
    name: 'catalog.page',
    kind: 'catalogue',
    of: 'everybody',
    schema: catalogList.output,
    tags: () => [CATALOGUE, PAGES],
    singleQuery: true,
  },
  async ({ cursor, limit }: { cursor: string | null; limit: number }): Promise<Page> => {
    const { items, nextCursor } = await pageOf(products, {
      where: { onSale: true },
      by: 'rank',
      direction: 'asc',
      limit,
      cursor: cursor ?? undefined,
    });
    return { nextCursor, items: items.flatMap(card) };
  },
);

/** The products for sale, in the order of the catalogue, as they were two minutes ago at most. */
export async function listProducts({ cursor, limit }: Parsed<typeof catalogList>): Promise<Page> {
  return (await pages.get({ cursor: cursor ?? null, limit })) ?? { items: [], nextCursor: null };
}

/** A product that an operator left incomplete is left out and reported; the others are still shown. */
function card(product: ProductDocument): z.output<typeof ProductCard>[] {
  const { _id: spuId, title, subtitle, priceFrom, priceVaries } = product;
  const result = ProductCard.safeParse({ spuId, title, subtitle, picture: coverOf(product), priceFrom, priceVaries });
  if (result.success) return [result.data];
  log('error', 'product.incomplete', { spuId, field: result.error.issues[0]?.path.join('.') });
  return [];
}
