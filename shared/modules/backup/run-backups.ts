import type { backupRun } from '../../contracts/backup/run.js';
import type { backupRunNow } from '../../contracts/backup/run-now.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { Failure } from '../../core/failure.js';
import type { Run } from '../../core/jobs/serve-job.js';
import { now } from '../../core/time.js';
import { latestBackups } from './backups.js';
import { beginBackup, dueKind } from './begin-backup.js';
import { removeOutdated } from './remove-outdated.js';

/** Begins the backup that is due, and removes those that are outdated. */
export async function runBackups({ inTime }: Run): Promise<Output<typeof backupRun>> {
  const known = await latestBackups();
  const kind = dueKind(known, now());
  const started = kind ? await begun(kind, known) : 0;
  return { started, ...(await removeOutdated(known, inTime)) };
}

async function begun(...which: Parameters<typeof beginBackup>): Promise<number> {
  try {
    await beginBackup(...which);
    return 1;
  } catch (error) {
    if (error instanceof Failure && error.code === 'BACKUP_RUNS_ALREADY') return 0;
    throw error;
  }
}

/**
 * Begins a backup because somebody wants one.
 * @throws Failure BACKUP_RUNS_ALREADY
 */
export async function runBackupNow({ kind }: Parsed<typeof backupRunNow>): Promise<Output<typeof backupRunNow>> {
  const { _id, kind: begun } = await beginBackup(kind, await latestBackups());
  return { backupId: _id, kind: begun };
}
