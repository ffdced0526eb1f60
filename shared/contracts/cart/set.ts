import * as z from 'zod';
import { contract } from '../contract.js';
import { SkuId } from '../terms.js';
import { Cart } from './cart.js';

export const cartSet = contract({
  name: 'cart-set',
  title: '修改购物袋',
  access: 'member',
  input: z.strictObject({
    skuId: SkuId,
    /** How many shall be in the cart; 0 takes the SKU out. */
    quantity: z.int().min(0).max(99),
  }),
  output: Cart,
  errors: ['PRODUCT_NOT_FOUND', 'CART_FULL'],
  budget: { roundTrips: 7 },
});
