import * as z from 'zod';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { Instant } from '../terms.js';
import { Proof } from './proof.js';

export const accountDelete = contract({
  name: 'account-delete',
  title: '申请注销账号',
  access: 'member',
  rateLimit: LOGIN_LIMIT,
  /** In a mini-program WeChat says who it is; elsewhere a proof is needed, its code of purpose `delete-account`. */
  input: z.strictObject({ proof: Proof.optional() }),
  output: z.strictObject({ deletionDueAt: Instant }),
  errors: ['PROOF_REFUSED', 'ACCOUNT_NOT_DONE'],
  budget: { roundTrips: 14 },
});
