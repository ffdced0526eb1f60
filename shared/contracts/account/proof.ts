import * as z from 'zod';
import { CodeTicket, SignInCode } from '../auth/auth.js';

/**
 * What shows that its owner asks, and not somebody who has found an open page or a token: the password, or a code for a phone or
 * an e-mail address that is bound already.
 */
export const Proof = z.strictObject({
  password: z.string().min(1).max(128).optional(),
  ticket: CodeTicket.optional(),
  code: SignInCode.optional(),
});
export type Proof = z.output<typeof Proof>;
