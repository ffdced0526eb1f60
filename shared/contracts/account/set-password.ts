import * as z from 'zod';
import { Password } from '../auth/auth.js';
import { contract, LOGIN_LIMIT } from '../contract.js';

export const accountSetPassword = contract({
  name: 'account-set-password',
  title: '设置密码',
  access: 'member',
  rateLimit: LOGIN_LIMIT,
  input: z.strictObject({
    password: Password,
    /** Needed when there is one, outside of WeChat. */
    currentPassword: z.string().min(1).max(128).optional(),
  }),
  /** Every session of the account is ended; who is signed in by one signs in again. */
  output: z.strictObject({ sessionsEnded: z.int() }),
  errors: ['PROOF_REFUSED'],
  budget: { roundTrips: 10 },
});
