import * as z from 'zod';
import { contract, LOGIN_LIMIT } from '../contract.js';
import { OwnAccount } from './account.js';
import { Proof } from './proof.js';

export const accountBindWechatPhone = contract({
  name: 'account-bind-wechat-phone',
  title: '绑定微信手机号',
  access: 'member',
  rateLimit: LOGIN_LIMIT,
  /** `code` of the button's getphonenumber event. `proof` is needed unless WeChat is the only way into the account so far. */
  input: z.strictObject({ code: z.string().regex(/^[\x21-\x7e]{1,512}$/), proof: Proof.optional() }),
  output: OwnAccount,
  errors: ['PHONE_CODE_REFUSED', 'PHONE_UNAVAILABLE', 'PROOF_REFUSED', 'IDENTIFIER_TAKEN', 'IDENTIFIER_SET'],
  budget: { roundTrips: 12 },
});
