import type { BackupId, BackupKind } from '../../contracts/backup/backup.js';
import { backupWriteRun } from '../../contracts/backup/write-run.js';
import type { Instant } from '../../contracts/terms.js';
import { Failure } from '../../core/failure.js';
import { startSystemTask, systemTaskId } from '../../core/tasks/start-task.js';
import { tasks } from '../../core/tasks/tasks.js';
import { beijingTime, HOUR, MINUTE, now, toMs } from '../../core/time.js';
import { type Backup, backups, isComplete } from './backups.js';
import { backupIdAt, placeOf } from './manifest.js';

/** FEATURES P16: a snapshot every six hours, changes so often that less than an hour can be lost. */
const FULL_EVERY = 6 * HOUR;
const CHANGES_EVERY = 30 * MINUTE;
/** A timer is late now and then; the next one must not find that it is too early. */
const EARLY = 5 * MINUTE;

/** What is to be backed up at `at`: undefined when the last backup is fresh enough. */
export function dueKind(known: readonly Backup[], at: Instant): BackupKind | undefined {
  const age = (backup: Backup | undefined) =>
    backup ? toMs(at) - toMs(backup.startedAt) + EARLY : Number.POSITIVE_INFINITY;
  const complete = known.filter(isComplete).filter(({ problem }) => problem === null);
  if (age(complete.find(({ kind }) => kind === 'full')) >= FULL_EVERY) return 'full';
  return age(complete[0]) >= CHANGES_EVERY ? 'incremental' : undefined;
}

/**
 * Begins a backup. Changes follow on the last backup; where there is none to follow on, everything is taken.
 * @param known the latest backups, the newest first
 * @throws Failure BACKUP_RUNS_ALREADY
 */
export async function beginBackup(kind: BackupKind, known: readonly Backup[]): Promise<Pick<Backup, '_id' | 'kind'>> {
  if (await anyRuns(known)) throw new Failure('BACKUP_RUNS_ALREADY');
  const at = now();
  const last = known.find(isComplete);
  const follows = kind === 'incremental' && last && last.problem === null;
  const backupId = follows ? successorOf(last._id) : fullIdAt(at);
  const earlier = known.find(({ _id }) => _id === backupId);
  const attempt = (earlier?.attempt ?? 0) + 1;
  const backup: Backup = {
    ...{ _id: backupId, kind: follows ? 'incremental' : 'full', state: 'running', attempt },
    ...{ taskId: systemTaskId(backupWriteRun, `${backupId} ${attempt}`), startedAt: at, endedAt: null, manifest: null },
    ...{ documents: 0, written: 0, bytes: 0, verifiedAt: null, problem: null },
  };
  const { _id, ...again } = backup;
  const begun = earlier
    ? await backups.change(_id, { state: 'failed', attempt: earlier.attempt }, again)
    : await backups.insert(backup);
  if (!begun) throw new Failure('BACKUP_RUNS_ALREADY');
  await startWork(backup);
  return backup;
}

async function startWork({ _id, attempt }: Pick<Backup, '_id' | 'attempt'>): Promise<void> {
  await startSystemTask(backupWriteRun, `备份 ${_id}`, { backupId: _id, attempt }, `${_id} ${attempt}`);
}

/** Whether somebody still works on a backup. One that was begun and has no task gets it; one whose task is over has failed. */
async function anyRuns(known: readonly Backup[]): Promise<boolean> {
  let runs = false;
  for (const backup of known.filter(({ state }) => state === 'running')) {
    const task = await tasks.get(backup.taskId);
    if (!task) await startWork(backup);
    if (!task || task.state === 'waiting' || task.state === 'running') runs = true;
    else await noteFailed(backup, task.error?.message ?? task.state);
  }
  return runs;
}

async function noteFailed({ _id, attempt }: Backup, problem: string): Promise<void> {
  await backups.change(_id, { state: 'running', attempt }, { state: 'failed', endedAt: now(), problem });
}

function successorOf(last: BackupId): BackupId {
  const { base, number } = placeOf(last);
  return backupIdAt(base, number + 1);
}

/** `20261121-1800`: to the minute, by Beijing's clock. */
function fullIdAt(at: Instant): BackupId {
  return beijingTime(at).slice(0, 16).replaceAll('-', '').replace(' ', '-').replace(':', '') as BackupId;
}
