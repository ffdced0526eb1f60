import * as z from 'zod';
import { contract } from '../contract.js';
import { Cart } from './cart.js';

export const cartGet = contract({
  name: 'cart-get',
  title: '查看购物袋',
  access: 'member',
  input: z.strictObject({}),
  output: Cart,
  budget: { roundTrips: 3 },
});
