import type { accountSetPassword } from '../../contracts/account/set-password.js';
import type { authResetPassword } from '../../contracts/auth/reset-password.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { Failure } from '../../core/failure.js';
import { type Account, identifiersOf, keepInAccount, shutOut } from './accounts.js';
import { useCode } from './codes.js';
import { identifierOf } from './identities.js';
import { accountBehind } from './open-account.js';
import { hashPassword, refuseCommon } from './passwords.js';
import { ownAccount } from './profile.js';
import { proveOwner } from './proof.js';
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
  await useCode(identifier, 'reset-password', input);
  const password = await hashPassword(input.password);
  const account = await accountBehind(identifier);
  if (account) await write(account, password);
  return {};
}

/**
 * Sets the acting member's password, and ends all sessions.
 * @throws Failure PROOF_REFUSED
 */
export async function setPassword(
  input: Parsed<typeof accountSetPassword>,
): Promise<Output<typeof accountSetPassword>> {
  const account = await ownAccount();
  refuseCommon(input.password, identifiersOf(account));
  await proveOwner(account, input.proof);
  return { sessionsEnded: await write(account, await hashPassword(input.password)) };
}

/** The new password shuts everybody out by the same write; what comes after it only notes that in each session. */
async function write(account: Account, password: string): Promise<number> {
  const kept = await keepInAccount(account, { password }, { also: shutOut(), what: ['password-set'] });
  // It was deleted, or merged into another, a moment ago.
  if (!kept) throw new Failure('SESSION_ENDED');
  return endSessionsOf(account._id, 'password');
}
