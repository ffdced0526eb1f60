import * as z from 'zod';
import { SignInCode } from '../auth/auth.js';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { Instant } from '../terms.js';

export const accountDelete = contract({
  name: 'account-delete',
  title: '申请注销账号',
  access: 'member',
  rateLimit: LOGIN_LIMIT,
  /** In a mini-program WeChat says who it is; elsewhere a password, or a code for the bound phone or e-mail, is needed. */
  input: z.strictObject({ password: z.string().min(1).max(128).optional(), code: SignInCode.optional() }),
  output: z.strictObject({ deletionDueAt: Instant }),
  errors: ['PROOF_REFUSED', 'ACCOUNT_NOT_DONE'],
  budget: { roundTrips: 12 },
});
