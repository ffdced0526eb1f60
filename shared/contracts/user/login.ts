import * as z from 'zod';
import { contract } from '../contract.js';
import { Instant, UserId } from '../terms.js';

export const userLogin = contract({
  name: 'user-login',
  title: '微信登录',
  access: 'member',
  input: z.strictObject({}),
  output: z.strictObject({ userId: UserId, isNew: z.boolean(), memberSince: Instant }),
  budget: { roundTrips: 2 },
});
