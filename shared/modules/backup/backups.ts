import type { BackupId, BackupKind, BackupState } from '../../contracts/backup/backup.js';
import type { TaskId } from '../../contracts/task/task.js';
import type { Instant } from '../../contracts/terms.js';
import { collection } from '../../core/store/collection.js';
import { declareCollection, transient } from '../../core/store/declare.js';

/** What the environment knows of its backups. To restore takes the manifests alone. */
export interface Backup {
  _id: BackupId;
  kind: BackupKind;
  state: BackupState;
  /** Times that it was begun. */
  attempt: number;
  taskId: TaskId;
  startedAt: Instant;
  endedAt: Instant | null;
  /** The manifest's sum, and what the ids of the files in storage begin with; null until it is complete. */
  manifest: { sha256: string; root: string } | null;
  documents: number;
  written: number;
  bytes: number;
  verifiedAt: Instant | null;
  problem: string | null;
}

export const backupCollection = transient(
  declareCollection(
    'backups',
    [
      {
        name: 'startedAt',
        keys: [
          ['startedAt', -1],
          ['_id', -1],
        ],
      },
    ],
    'none',
  ),
);
export const backups = collection<Backup>(backupCollection.name);

/** The latest backups, the newest first: those of a month are some four hundred. One round trip. */
export function latestBackups(most = 1000): Promise<Backup[]> {
  return backups.find({}, { orderBy: [['startedAt', 'desc']], limit: most });
}

/** A backup that can be restored from, as far as is known. */
export function isComplete(backup: Backup): backup is Backup & { manifest: NonNullable<Backup['manifest']> } {
  return backup.state === 'complete' && backup.manifest !== null;
}
