import type { BackupId } from '../../contracts/backup/backup.js';
import { describeError, log } from '../../core/log.js';
import { now } from '../../core/time.js';
import { unpackManifest } from './archive.js';
import { type Backup, backups, isComplete } from './backups.js';
import { readContent, removeBackupFiles } from './files.js';
import { manifestPath, ownFiles } from './manifest.js';
import { BackupProblem } from './problem.js';
import { outdated } from './retention.js';

/** Removes backups that are not needed any more, while there is time. @returns how many, and how many could not be */
export async function removeOutdated(
  known: readonly Backup[],
  inTime: () => boolean,
): Promise<{ removed: number; failed: number }> {
  const count = { removed: 0, failed: 0 };
  for (const backupId of outdated(known, now())) {
    if (!inTime()) break;
    const backup = known.find(({ _id }) => _id === backupId)!;
    count[(await remove(backup)) ? 'removed' : 'failed'] += 1;
  }
  return count;
}

/** The manifest goes last of all files: without it nobody would know of the others. */
async function remove(backup: Backup): Promise<boolean> {
  const { _id, revision } = backup as Backup & { revision: number };
  try {
    if (isComplete(backup)) await removeFilesOf(_id, backup.manifest.root);
    await backups.remove({ _id, revision });
    return true;
  } catch (error) {
    log('error', 'backup.not-removed', { backupId: _id, ...describeError(error) });
    return false;
  }
}

async function removeFilesOf(backupId: BackupId, root: string): Promise<void> {
  const path = manifestPath(backupId);
  let content: Buffer;
  try {
    content = await readContent(root, path);
  } catch (error) {
    // Somebody was here before and died: the manifest was the last to go.
    if (error instanceof BackupProblem) return;
    throw error;
  }
  await removeBackupFiles(root, ownFiles(unpackManifest(content, backupId)));
  await removeBackupFiles(root, [{ path }]);
}
