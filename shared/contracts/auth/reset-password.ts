import * as z from 'zod';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { Identifier, Password, sentCode } from './auth.js';

export const authResetPassword = contract({
  name: 'auth-reset-password',
  title: '重设密码',
  access: 'guest',
  rateLimit: LOGIN_LIMIT,
  input: z.strictObject({ identifier: Identifier, ...sentCode, password: Password }),
  /** Every session of the account is ended. */
  output: z.strictObject({}),
  errors: ['CODE_WRONG'],
  budget: { roundTrips: 9 },
});
