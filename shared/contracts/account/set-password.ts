import * as z from 'zod';
import { Password } from '../auth/auth.js';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { Proof } from './proof.js';

export const accountSetPassword = contract({
  name: 'account-set-password',
  title: '设置密码',
  access: 'member',
  rateLimit: LOGIN_LIMIT,
  input: z.strictObject({
    password: Password,
    /** The present password, or a code of purpose `confirm`; needed unless WeChat is the only way into the account so far. */
    proof: Proof.optional(),
  }),
  /** Every session of the account is ended; who is signed in by one signs in again. */
  output: z.strictObject({ sessionsEnded: z.int() }),
  errors: ['PROOF_REFUSED'],
  budget: { roundTrips: 14 },
});
