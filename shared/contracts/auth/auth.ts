import * as z from 'zod';
import { Instant, UserId } from '../terms.js';

/** A telephone number of mainland China, or an e-mail address: what somebody signs in by. */
export const Identifier = z
  .string()
  .max(120)
  .regex(/^(1[3-9]\d{9}|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,3})$/, '应为手机号或邮箱');

/** Long enough to be worth something, short enough to be hashed (NIST SP 800-63B, 5.1.1.2). */
export const Password = z.string().min(8).max(128);

/** Six digits, good for five minutes, five tries, once. */
export const SignInCode = z.string().regex(/^\d{6}$/, '应为 6 位数字');

/** Names one code among those that were sent: only who asked for it has it, so that nobody else can use up its tries. */
export const CodeTicket = z.string().regex(/^sic_[0-9A-HJKMNP-TV-Z]{26}$/, '应为获取验证码时返回的 ticket');

/** A code as it comes back: with the ticket that `auth-send-code` gave. */
export const sentCode = { ticket: CodeTicket, code: SignInCode };

/**
 * What a code is asked for; it is good for nothing else. `bind` goes to the phone or the mailbox that is to be bound, `confirm` to one
 * that is bound already.
 */
export const CodePurpose = z.enum(['register', 'login', 'reset-password', 'bind', 'confirm', 'delete-account']);
export type CodePurpose = z.output<typeof CodePurpose>;

export const RefreshToken = z
  .string()
  .regex(/^ses_[0-9A-HJKMNP-TV-Z]{26}\.\d{1,9}\.[a-z0-9]{1,16}\.[A-Za-z0-9_-]{43}$/);

/** What somebody who has signed in is given. */
export const SignedIn = z.strictObject({
  userId: UserId,
  /** For `Authorization: Bearer`; good for 7 days. */
  accessToken: z.string(),
  accessExpiresAt: Instant,
  /** For auth-refresh, once; good for 30 days. */
  refreshToken: RefreshToken,
  refreshExpiresAt: Instant,
  /** The key that requests are signed with (HMAC-SHA256), base64url. */
  signingKey: z.string(),
});
export type SignedIn = z.output<typeof SignedIn>;
