import type { BackupId } from '../../contracts/backup/backup.js';
import type { backupVerify } from '../../contracts/backup/verify.js';
import { backupVerifyRun } from '../../contracts/backup/verify-run.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { Failure } from '../../core/failure.js';
import { log } from '../../core/log.js';
import type { TaskWork } from '../../core/tasks/serve-task.js';
import { startTask } from '../../core/tasks/start-task.js';
import { now, SECOND } from '../../core/time.js';
import { sha256, unpackManifest } from './archive.js';
import { type Backup, backups, isComplete } from './backups.js';
import { readContent, readLines } from './files.js';
import { readLine } from './lines.js';
import { type Manifest, manifestPath, ownFiles } from './manifest.js';
import { BackupProblem } from './problem.js';

interface Wanted {
  backupIds: BackupId[];
}

interface Progress {
  /** Backups that are done with, and files of the next one that are sound. */
  backups: number;
  files: number;
  allFiles: number;
  broken: number;
}

const STEP = 5 * SECOND;

/** Starts reading a backup back. @throws Failure BACKUP_NOT_FOUND */
export async function verifyBackup({ backupId }: Parsed<typeof backupVerify>): Promise<Output<typeof backupVerify>> {
  if (!(await backups.get(backupId, { state: 'complete' }))) throw new Failure('BACKUP_NOT_FOUND');
  return { taskId: await startTask(backupVerifyRun, `校验备份 ${backupId}`, { backupIds: [backupId] }) };
}

/** Reads backups back, file by file: fetches, compares the sum, opens, counts, and notes what came of it. */
export const verifyWork: TaskWork<Wanted, Progress> = {
  async step({ backupIds }, checkpoint) {
    const progress = checkpoint ?? { backups: 0, files: 0, allFiles: 0, broken: 0 };
    const until = performance.now() + STEP;
    while (progress.backups < backupIds.length) {
      const backupId = backupIds[progress.backups]!;
      const backup = await backups.get(backupId, { state: 'complete' });
      const problem = backup && isComplete(backup) ? await problemOf(backup, progress, until) : null;
      if (problem === undefined)
        return { checkpoint: progress, done: progress.allFiles, message: `已校验 ${progress.allFiles} 个文件` };
      if (backup) await note(backupId, problem);
      progress.backups += 1;
      progress.files = 0;
      if (problem !== null) progress.broken += 1;
    }
    const { allFiles: files, broken } = progress;
    return { result: { files, broken }, done: files, message: broken > 0 ? '备份已损坏' : '备份完好' };
  },
};

/** @returns what is wrong with a backup, null when nothing is, undefined when there was no time to tell */
async function problemOf(
  { _id, manifest: { root, sha256: expected } }: Backup & { manifest: NonNullable<Backup['manifest']> },
  progress: Progress,
  until: number,
): Promise<string | null | undefined> {
  try {
    const content = await readContent(root, manifestPath(_id));
    if (sha256(content) !== expected) throw new BackupProblem('the manifest is not the one that was written');
    const manifest = unpackManifest(content, _id);
    checkSums(manifest);
    const files = ownFiles(manifest);
    while (progress.files < files.length) {
      if (performance.now() > until) return undefined;
      const file = files[progress.files]!;
      const lines = await readLines(root, file);
      if (file.path.endsWith('.data')) lines.forEach(readLine);
      progress.files += 1;
      progress.allFiles += 1;
    }
    return null;
  } catch (error) {
    if (error instanceof BackupProblem) return error.message;
    throw error;
  }
}

/** The numbers of a manifest have to add up. */
function checkSums({ collections }: Manifest): void {
  for (const { name, documents, puts, deletions, files, index } of collections) {
    const indexed = index.reduce((sum, { file }) => sum + file.lines, 0);
    const lines = files.reduce((sum, file) => sum + file.lines, 0);
    if (indexed !== documents)
      throw new BackupProblem(`${name} has ${indexed} documents in its index, of ${documents}`);
    if (lines !== puts + deletions) throw new BackupProblem(`${name} has ${lines} lines, of ${puts + deletions}`);
  }
}

async function note(backupId: BackupId, problem: string | null): Promise<void> {
  if (problem !== null) log('error', 'backup.broken', { backupId, problem });
  await backups.change(backupId, {}, { verifiedAt: now(), problem });
}
