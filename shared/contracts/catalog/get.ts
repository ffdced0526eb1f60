import * as z from 'zod';
import { contract } from '../contract.js';
import { SpuId } from '../terms.js';
import { Product } from './product.js';

export const catalogGet = contract({
  name: 'catalog-get',
  title: '查看商品',
  access: 'guest',
  input: z.strictObject({ spuId: SpuId }),
  output: Product,
  errors: ['PRODUCT_NOT_FOUND'],
  uses: ['cache'],
  budget: { roundTrips: 2 },
});
