import * as z from 'zod';
import { Identifier, sentCode } from '../auth/auth.js';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { OwnAccount } from './account.js';
import { Proof } from './proof.js';

export const accountBind = contract({
  name: 'account-bind',
  title: '绑定手机号或邮箱',
  access: 'member',
  rateLimit: LOGIN_LIMIT,
  /**
   * `ticket` and `code` are of purpose `bind`. `proof` is needed unless WeChat is the only way into the account so far. In a mini-program
   * an empty H5 account with this identifier ends, and gives it up.
   */
  input: z.strictObject({ identifier: Identifier, ...sentCode, proof: Proof.optional() }),
  output: OwnAccount,
  errors: ['CODE_WRONG', 'PROOF_REFUSED', 'IDENTIFIER_TAKEN', 'IDENTIFIER_SET', 'ACCOUNT_HAS_DATA', 'MERGE_PENDING'],
  budget: { roundTrips: 14 },
});
