import * as z from 'zod';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { Identifier, Password, SignedIn, sentCode } from './auth.js';

export const authRegister = contract({
  name: 'auth-register',
  title: '注册账号',
  access: 'guest',
  rateLimit: LOGIN_LIMIT,
  /** The code shows that the identifier is one's own, so nobody else learns that it has an account. */
  input: z.strictObject({ identifier: Identifier, ...sentCode, password: Password }),
  output: SignedIn,
  errors: ['CODE_WRONG', 'ACCOUNT_EXISTS'],
  budget: { roundTrips: 7 },
});
