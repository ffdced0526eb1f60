import * as z from 'zod';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { Identifier, SignedIn } from './auth.js';

export const authLogin = contract({
  name: 'auth-login',
  title: '密码登录',
  access: 'guest',
  rateLimit: LOGIN_LIMIT,
  /** A password that was good yesterday stays good when the rule for new ones changes. */
  input: z.strictObject({ identifier: Identifier, password: z.string().min(1).max(128) }),
  output: SignedIn,
  errors: ['SIGN_IN_REFUSED'],
  budget: { roundTrips: 10 },
});
