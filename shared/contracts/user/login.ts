import * as z from 'zod';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { Instant, UserId } from '../terms.js';

export const userLogin = contract({
  name: 'user-login',
  title: '微信登录',
  access: 'member',
  rateLimit: LOGIN_LIMIT,
  input: z.strictObject({}),
  output: z.strictObject({ userId: UserId, isNew: z.boolean(), memberSince: Instant }),
  budget: { roundTrips: 3 },
});
