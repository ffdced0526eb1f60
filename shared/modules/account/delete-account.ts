import type { accountDelete } from '../../contracts/account/delete.js';
import type { accountDeleteCancel } from '../../contracts/account/delete-cancel.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import type { UserId } from '../../contracts/terms.js';
import { member } from '../../core/actor.js';
import { Failure } from '../../core/failure.js';
import { holdings, unfinishedOf } from '../../core/privacy/holdings.js';
import { isAdministrator } from '../../core/roles.js';
import { command } from '../../core/store/collection.js';
import { after, DAY, now } from '../../core/time.js';
import { changeAccount, keepInAccount, shown, shutOut } from './accounts.js';
import { ownAccount } from './profile.js';
import { prove } from './proof.js';
import { endSessionsOf } from './sessions.js';

/**
 * How long an account can be taken back: long enough to notice that somebody else has asked for it, and well within the 15
 * working days that GB/T 35273-2020 8.5 allows.
 */
const COOLING_OFF = 7 * DAY;

/**
 * Asks for the deletion of the acting member's account and ends all its sessions. Repeated, the first request counts.
 * @throws Failure PROOF_REFUSED; ACCOUNT_NOT_DONE as long as something holds it
 */
export async function deleteAccount(input: Parsed<typeof accountDelete>): Promise<Output<typeof accountDelete>> {
  const me = member();
  const account = await ownAccount();
  if (me.door === 'token') await prove(account, 'delete-account', input.proof);
  if (account.deletionDueAt !== null) return { deletionDueAt: account.deletionDueAt };
  const holding = await whatHolds(me.userId);
  if (holding) throw new Failure('ACCOUNT_NOT_DONE', { message: `${holding}，完成后才能注销` });

  const deletionDueAt = after(now(), COOLING_OFF);
  await keepInAccount(account, { deletionDueAt }, { also: shutOut(), what: ['deletion-asked'] });
  await endSessionsOf(me.userId, 'deletion');
  return { deletionDueAt };
}

/**
 * Takes the request back. Safe to repeat.
 * @throws Failure DELETION_BEGUN once its time has come: from then on things may be gone already
 */
export async function cancelDeletion(): Promise<Output<typeof accountDeleteCancel>> {
  await changeAccount(member().userId, { deletionDueAt: null }, { deletionDueAt: command().gt(now()) });
  const account = await ownAccount();
  if (account.deletionDueAt !== null) throw new Failure('DELETION_BEGUN');
  return shown(account);
}

/**
 * What has to come to an end before an account can be deleted, in its owner's words; undefined when nothing does. A WeChat user who
 * comes back has the same id, so that administrators are dismissed first.
 */
export async function whatHolds(userId: UserId): Promise<string | undefined> {
  return (await isAdministrator(userId)) ? '您还是管理员，请先移交' : unfinishedOf(holdings(), userId);
}
