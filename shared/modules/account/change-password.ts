import type { accountSetPassword } from '../../contracts/account/set-password.js';
import type { authResetPassword } from '../../contracts/auth/reset-password.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { accountOf, changeAccount, identifiersOf, keepInAccount } from './accounts.js';
import { takeAttempt } from './attempts.js';
import { useCode } from './codes.js';
import { identifierOf, ownerOf } from './identities.js';
import { checkPassword, hashPassword, refuseCommon } from './passwords.js';
import { endSessionsOf } from './sessions.js';

/**
 * Sets a new password for who holds the phone or the mailbox, and ends all sessions. For an identifier that is nobody's it does
 * the same work, and nothing.
 * @throws Failure CODE_WRONG
 */
export async function resetPassword(
  input: Parsed<typeof authResetPassword>,
): Promise<Output<typeof authResetPassword>> {
  const identifier = identifierOf(input.identifier);
  refuseCommon(input.password, [identifier]);
  await useCode(identifier, 'reset-password', input.code);
  const password = await hashPassword(input.password);
  const userId = await ownerOf(identifier);
  if (!userId) return {};
  await changeAccount(userId, { password });
  await endSessionsOf(userId, 'password');
  return {};
}

/**
 * Sets the acting member's password, and ends all sessions. WeChat says who it is; who came in by a token shows the present password, if
 * there is one.
 * @throws Failure PROOF_REFUSED
 */
export async function setPassword(
  input: Parsed<typeof accountSetPassword>,
): Promise<Output<typeof accountSetPassword>> {
  const { userId, door } = member();
  const account = await accountOf(userId);
  refuseCommon(input.password, account ? identifiersOf(account) : []);
  if (door === 'token' && account?.password)
    await proveByPassword(account._id, account.password, input.currentPassword);
  const password = await hashPassword(input.password);
  await keepInAccount(userId, door === 'wechat' ? 'wechat' : 'h5', { password });
  return { sessionsEnded: await endSessionsOf(userId, 'password') };
}

/**
 * Lets who holds a token show the password as well. Its tries are counted for all networks together: only a session's holder gets here.
 * @throws Failure PROOF_REFUSED, RATE_LIMITED
 */
export async function proveByPassword(userId: string, kept: string | null, password = ''): Promise<void> {
  await takeAttempt(`own ${userId}`, 'anywhere', true);
  const { right } = await checkPassword(kept, password);
  if (!right) throw new Failure('PROOF_REFUSED');
}
