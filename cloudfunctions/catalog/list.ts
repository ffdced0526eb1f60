import { sharedCache } from '../../shared/adapters/cache/shared-cache.js';
import { catalogList } from '../../shared/contracts/catalog/list.js';
import { serve } from '../../shared/core/serve.js';
import { listProducts } from '../../shared/modules/catalog/list-products.js';

export const main = serve(catalogList, listProducts, { cache: sharedCache() });
