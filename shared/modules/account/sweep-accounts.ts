import type { accountSweep } from '../../contracts/account/sweep.js';
import type { Output } from '../../contracts/contract.js';
import type { Run } from '../../core/jobs/serve-job.js';
import { describeError, log } from '../../core/log.js';
import { eraseHoldings } from '../../core/privacy/erase.js';
import { holdings } from '../../core/privacy/holdings.js';
import { after, DAY, now } from '../../core/time.js';
import { type Account, changeAccount, findDueForDeletion, removeAccount } from './accounts.js';
import { removeOldCodes } from './codes.js';
import { whatHolds } from './delete-account.js';
import { removeOldNonces } from './nonces.js';
import { endSessionsOf, removeOldSessions } from './sessions.js';

/** Accounts of one look. */
const AT_A_TIME = 50;

/**
 * Deletes the accounts whose cooling-off is over, and what nobody can use any more. Each step may be repeated: what a run leaves
 * the next one completes.
 */
export async function sweepAccounts({ inTime }: Run): Promise<Output<typeof accountSweep>> {
  let [deleted, held] = [0, 0];
  for (const account of await findDueForDeletion(AT_A_TIME)) {
    if (!inTime()) break;
    if (await tryToErase(account, inTime)) deleted += 1;
    else held += 1;
  }
  return {
    deleted,
    held,
    sessions: await removeOldSessions(),
    codes: await removeOldCodes(),
    nonces: await removeOldNonces(),
  };
}

/** One account that cannot be erased does not stand in the way of the others. */
async function tryToErase(account: Account, inTime: () => boolean): Promise<boolean> {
  try {
    return await erase(account, inTime);
  } catch (error) {
    log('error', 'account.not-deleted', { userId: account._id, ...describeError(error) });
    return false;
  }
}

/** @returns whether everything is gone; the account itself goes last, so that it is found again otherwise */
async function erase({ _id: userId, deletionDueAt }: Account, inTime: () => boolean): Promise<boolean> {
  const holding = await whatHolds(userId);
  if (holding) {
    await changeAccount(userId, { deletionDueAt: after(now(), DAY) }, { deletionDueAt });
    log('warn', 'account.deletion-held', { userId, reason: holding });
    return false;
  }
  // In the name of a session that was still going on, something may be written for another minute.
  if ((await endSessionsOf(userId, 'deletion')) > 0) return false;
  if (!(await eraseHoldings(holdings(), userId, inTime))) return false;
  if (!(await removeAccount(userId))) return false;
  log('info', 'account.deleted', { userId });
  return true;
}
