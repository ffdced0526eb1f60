import { sharedCache } from '../../shared/adapters/cache/shared-cache.js';
import { catalogGet } from '../../shared/contracts/catalog/get.js';
import { serve } from '../../shared/core/serve.js';
import { getProduct } from '../../shared/modules/catalog/get-product.js';

export const main = serve(catalogGet, getProduct, { cache: sharedCache() });
