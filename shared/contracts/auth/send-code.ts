import * as z from 'zod';
import { contract } from '../contract.js';
import { CodePurpose, CodeTicket, Identifier } from './auth.js';

export const authSendCode = contract({
  name: 'auth-send-code',
  title: '发送验证码',
  access: 'guest',
  rateLimit: { burst: 5, perSecond: 0.05, by: 'ip', strict: true },
  input: z.strictObject({ identifier: Identifier, purpose: CodePurpose }),
  /** The same whether there is such an account or not. */
  output: z.strictObject({ ticket: CodeTicket, validForSeconds: z.int(), nextInSeconds: z.int() }),
  errors: ['CODE_NOT_SENT'],
  uses: ['message'],
  budget: { roundTrips: 9 },
});
