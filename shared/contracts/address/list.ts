import * as z from 'zod';
import { contract } from '../contract.js';
import { page, pageOf } from '../terms.js';
import { Address } from './address.js';

export const addressList = contract({
  name: 'address-list',
  title: '收货地址',
  access: 'member',
  input: z.strictObject({ ...page }),
  output: pageOf(Address),
  budget: { roundTrips: 1 },
});
