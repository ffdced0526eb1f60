import type { benefitBuy } from '../../contracts/benefit/buy.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { Failure } from '../../core/failure.js';
import { findSkus } from '../catalog/products.js';
import { type Draft, place } from './place.js';
import { amountsOf, mergeLines, priceLines } from './pricing.js';

type Request = Parsed<typeof benefitBuy>;
type Line = Pick<Request, 'skuId' | 'quantity'>;

/** Nothing is sent. */
const NO_FREIGHT = { freight: 0, freeFrom: 0 };

/**
 * Places the acting member's order of something that is granted once it is paid: without address, freight or stock.
 * @throws Failure PRODUCT_NOT_FOUND also for what is sent and not granted
 * @throws Failure PRICE_CHANGED when it is not the price that was shown
 * @throws Failure TOO_MANY_UNPAID, ORDER_TOO_LARGE, ORDER_NOT_PLACED, REQUEST_ID_REUSED
 */
export function buyBenefits({ requestId, skuId, quantity, price }: Request): Promise<Output<typeof benefitBuy>> {
  const request = { requestId, lines: [{ skuId, quantity }], price };
  return place({ request, draft: () => draftOf(request.lines, price) });
}

/** One round trip. */
async function draftOf(wanted: readonly Line[], price: Request['price']): Promise<Draft> {
  const skus = await findSkus(wanted.map(({ skuId }) => skuId));
  const isForSale = wanted.every(({ skuId }) => skus.get(skuId)?.product.onSale && skus.get(skuId)?.sku.grants);
  if (!isForSale) throw new Failure('PRODUCT_NOT_FOUND', { fields: { skuId: '没有在售的此项权益' } });
  const lines = priceLines(mergeLines(wanted), skus);
  if (price !== undefined && lines.some(({ unitPrice }) => unitPrice !== price)) throw new Failure('PRICE_CHANGED');
  return { lines, amounts: amountsOf(lines, NO_FREIGHT), recipient: null, remark: '' };
}
