import type { catalogList } from '../../contracts/catalog/list.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { pageOf } from '../../core/store/paging.js';
import { products } from './products.js';

/** The products for sale, in the order of the catalogue. */
export async function listProducts({ cursor, limit }: Parsed<typeof catalogList>): Promise<Output<typeof catalogList>> {
  const { items, nextCursor } = await pageOf(products, {
    where: { onSale: true },
    by: 'rank',
    direction: 'asc',
    limit,
    cursor,
  });
  return {
    nextCursor,
    items: items.map(({ _id, title, subtitle, pictures, priceFrom, priceVaries }) => ({
      spuId: _id,
      title,
      subtitle,
      picture: pictures[0]!,
      priceFrom,
      priceVaries,
    })),
  };
}
