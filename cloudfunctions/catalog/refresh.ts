import { sharedCache } from '../../shared/adapters/cache/shared-cache.js';
import { catalogRefresh } from '../../shared/contracts/catalog/refresh.js';
import { serve } from '../../shared/core/serve.js';
import { refreshCatalogue } from '../../shared/modules/catalog/refresh-catalogue.js';

export const main = serve(catalogRefresh, refreshCatalogue, { cache: sharedCache() });
