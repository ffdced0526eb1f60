import type { catalogRefresh } from '../../contracts/catalog/refresh.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { invalidate } from '../../core/cache/cached.js';
import { PAGES, productTag } from './shown-products.js';

/** Has a product that was changed shown as it is now: at once where the cache is shared, elsewhere within two minutes. */
export async function refreshCatalogue({
  data: { spuId },
}: Parsed<typeof catalogRefresh>): Promise<Output<typeof catalogRefresh>> {
  await invalidate(productTag(spuId));
  await invalidate(PAGES);
  return {};
}
