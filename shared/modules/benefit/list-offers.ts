import type { benefitOffers } from '../../contracts/benefit/offers.js';
import type { Output } from '../../contracts/contract.js';
import { command } from '../../core/store/collection.js';
import { products } from '../catalog/products.js';

const MOST_PRODUCTS = 100;

/** Everything for sale that grants something, in the order of the catalogue. One round trip. */
export async function listOffers(): Promise<Output<typeof benefitOffers>> {
  const found = await products.find(
    { onSale: true, rank: command().gte(0) },
    {
      orderBy: [
        ['rank', 'asc'],
        ['_id', 'asc'],
      ],
      limit: MOST_PRODUCTS,
    },
  );
  const offers = found.flatMap(({ _id: spuId, title, subtitle, skus }) =>
    skus.flatMap(({ skuId, price, grants, options }) => {
      const named = [title, ...Object.values(options)].join(' ');
      return grants ? [{ spuId, skuId, title: named, subtitle, price, ...grants }] : [];
    }),
  );
  return { offers };
}
