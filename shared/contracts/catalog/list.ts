import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { ProductCard } from './product.js';

export const catalogList = contract({
  name: 'catalog-list',
  title: '浏览商品',
  access: 'guest',
  input: z.strictObject({ ...page }),
  output: pageOf(ProductCard),
  uses: ['cache'],
  budget: { roundTrips: 1 },
});
