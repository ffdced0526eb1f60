import * as z from 'zod';
import { Identifier, SignInCode } from '../auth/auth.js';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { OwnAccount } from './account.js';

export const accountBind = contract({
  name: 'account-bind',
  title: '绑定手机号或邮箱',
  access: 'member',
  rateLimit: LOGIN_LIMIT,
  /** In a mini-program an empty H5 account with this identifier becomes one with the WeChat account. */
  input: z.strictObject({ identifier: Identifier, code: SignInCode }),
  output: OwnAccount,
  errors: ['CODE_WRONG', 'IDENTIFIER_TAKEN', 'IDENTIFIER_SET', 'ACCOUNT_HAS_DATA', 'MERGE_PENDING'],
  budget: { roundTrips: 9 },
});
