import * as z from 'zod';
import { contract } from '../contract.js';
import { SpuId } from '../terms.js';
import { EditedProduct } from './edited.js';

export const catalogLookup = contract({
  name: 'catalog-lookup',
  title: '查看任一商品',
  access: 'catalog.write',
  input: z.strictObject({ spuId: SpuId }),
  output: EditedProduct,
  errors: ['PRODUCT_NOT_FOUND'],
  budget: { roundTrips: 4 },
});
