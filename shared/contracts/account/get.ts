import * as z from 'zod';
import { contract } from '../contract.js';
import { OwnAccount } from './account.js';

export const accountGet = contract({
  name: 'account-get',
  title: '我的账号',
  access: 'member',
  input: z.strictObject({}),
  output: OwnAccount,
  budget: { roundTrips: 1 },
});
