import type { backupCheck } from '../../contracts/backup/check.js';
import { backupVerifyRun } from '../../contracts/backup/verify-run.js';
import type { Output } from '../../contracts/contract.js';
import type { Instant } from '../../contracts/terms.js';
import { startSystemTask } from '../../core/tasks/start-task.js';
import { HOUR, now, toMs } from '../../core/time.js';
import { type Backup, isComplete, latestBackups } from './backups.js';

/** Each backup is read back once, the latest full one once a day. */
const READ_AGAIN_AFTER = 24 * HOUR;
const VERIFIED_AT_ONCE = 10;

/** Has backups read back that nobody has read yet. */
export async function checkBackups(): Promise<Output<typeof backupCheck>> {
  const known = await latestBackups();
  const at = now();
  const due = unread(known, at).slice(0, VERIFIED_AT_ONCE);
  const backupIds = due.map(({ _id }) => _id);
  if (backupIds.length > 0) {
    const key = due.map(({ _id, verifiedAt }) => `${_id} ${verifiedAt}`).join(' ');
    await startSystemTask(backupVerifyRun, '校验备份', { backupIds }, key);
  }
  return {
    verifying: backupIds.length,
    broken: known.filter(({ problem, state }) => state === 'complete' && problem !== null).length,
  };
}

function unread(known: readonly Backup[], at: Instant): Backup[] {
  const complete = known.filter(isComplete);
  const newest = complete.find(({ kind }) => kind === 'full');
  return complete.filter(
    (backup) =>
      backup.verifiedAt === null || (backup === newest && toMs(at) - toMs(backup.verifiedAt) >= READ_AGAIN_AFTER),
  );
}
