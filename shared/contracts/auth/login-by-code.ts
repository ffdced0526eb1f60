import * as z from 'zod';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { Identifier, SignedIn, sentCode } from './auth.js';

export const authLoginByCode = contract({
  name: 'auth-login-by-code',
  title: '验证码登录',
  access: 'guest',
  rateLimit: LOGIN_LIMIT,
  /** Who has no account yet gets one. */
  input: z.strictObject({ identifier: Identifier, ...sentCode }),
  output: SignedIn.extend({ isNew: z.boolean() }),
  errors: ['CODE_WRONG'],
  budget: { roundTrips: 8 },
});
