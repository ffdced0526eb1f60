import { catalogSave } from '../../shared/contracts/catalog/save.js';
import { serve } from '../../shared/core/serve.js';
import { saveProduct } from '../../shared/modules/catalog/save-product.js';

export const main = serve(catalogSave, saveProduct);
