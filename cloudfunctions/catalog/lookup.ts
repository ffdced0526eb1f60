import { catalogLookup } from '../../shared/contracts/catalog/lookup.js';
import { serve } from '../../shared/core/serve.js';
import { lookUpProduct } from '../../shared/modules/catalog/look-up-product.js';

export const main = serve(catalogLookup, lookUpProduct);
