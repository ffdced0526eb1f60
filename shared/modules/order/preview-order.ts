import type { Output, Parsed } from '../../contracts/contract.js';
import type { orderPreview } from '../../contracts/order/preview.js';
import { findSkus } from '../catalog/products.js';
import { availableOf } from '../stock/stock.js';
import { freightRules } from './freight.js';
import { sentLines } from './holds.js';
import { amountsOf, mergeLines, priceLines, quoteOf } from './pricing.js';

/**
 * What an order for these lines would cost, and what stands in its way. Nothing is set aside.
 * @throws Failure PRODUCT_NOT_FOUND for a SKU that is not for sale
 */
export async function previewOrder(request: Parsed<typeof orderPreview>): Promise<Output<typeof orderPreview>> {
  const wanted = mergeLines(request.lines);
  const skuIds = wanted.map(({ skuId }) => skuId);
  const [skus, available, freight] = await Promise.all([findSkus(skuIds), availableOf(skuIds), freightRules()]);

  const lines = priceLines(wanted, skus);
  const amounts = amountsOf(lines, freight);
  const shortages = sentLines({ lines })
    .map(({ skuId, title, quantity }) => ({ skuId, title, quantity, available: available.get(skuId) ?? 0 }))
    .filter((line) => line.available < line.quantity)
    .map(({ quantity: _, ...shortage }) => shortage);
  return { lines, amounts, shortages, quote: quoteOf(lines, amounts) };
}
