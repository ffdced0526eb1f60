import type { BackupId } from '../../contracts/backup/backup.js';
import { app, environment } from '../../core/environment.js';
import { routes } from '../../core/events/routes.js';
import { Failure } from '../../core/failure.js';
import { keyRing } from '../../core/secrets.js';
import type { Step, TaskWork } from '../../core/tasks/serve-task.js';
import { now, SECOND } from '../../core/time.js';
import { bundleVersion } from '../../core/version.js';
import { packManifest, sha256, unpackManifest } from './archive.js';
import { type Backup, backups } from './backups.js';
import { copyChanges, copyPage } from './copy-page.js';
import { readContent, removeBackupFiles, writeContent } from './files.js';
import {
  backupIdAt,
  type CollectionEntry,
  folderOf,
  type Manifest,
  manifestPath,
  ownFiles,
  placeOf,
} from './manifest.js';

interface Wanted {
  backupId: BackupId;
  attempt: number;
}

/** How far a backup is: the last collection is the one that is being written. */
interface Progress extends Wanted {
  collections: CollectionEntry[];
  /** Where its next page begins; null when it is written, or not begun. */
  after: string | null;
  /** Collections that are written. */
  finished: number;
  keyIds: string[];
  root: string;
}

/** One step goes on for so long; what it wrote is noted after it. */
const STEP = 5 * SECOND;

/** Writes a backup, page by page. Each collection is read in the order of its ids, each document as it is at that moment. */
export const backupWork: TaskWork<Wanted, Progress> = {
  async step({ backupId, attempt }, checkpoint) {
    const backup = await backups.get(backupId, { state: 'running', attempt });
    if (!backup) throw new Failure('BACKUP_NOT_FOUND');
    const previous = backup.kind === 'full' ? undefined : await manifestBefore(backupId);
    const progress: Progress = checkpoint ?? {
      ...{ backupId, attempt, collections: [], after: null, finished: 0, keyIds: [], root: previous?.root ?? '' },
    };
    const names = routes().backedUp;
    const until = performance.now() + STEP;
    while (progress.finished < names.length) {
      if (performance.now() > until) return underWay(progress, names.length);
      await writePage(progress, names[progress.finished]!, folderOf(backupId), previous);
    }
    return finish(backup, progress, previous);
  },
  async clear(_wanted, checkpoint) {
    if (checkpoint) await removeUnfinished(checkpoint);
  },
};

interface Previous {
  manifest: Manifest;
  sha256: string;
  root: string;
}

async function manifestBefore(backupId: BackupId): Promise<Previous> {
  const { base, number } = placeOf(backupId);
  const previousId = backupIdAt(base, number - 1);
  const known = await backups.get(previousId, { state: 'complete' });
  if (!known?.manifest) throw new Failure('BACKUP_NOT_FOUND');
  const { root, sha256: expected } = known.manifest;
  const content = await readContent(root, manifestPath(previousId));
  if (sha256(content) !== expected)
    throw new Failure('BACKUP_NOT_FOUND', { cause: `the manifest of ${previousId} has changed` });
  return { manifest: unpackManifest(content, previousId), sha256: expected, root };
}

async function writePage(
  progress: Progress,
  name: string,
  folder: string,
  previous: Previous | undefined,
): Promise<void> {
  const known = progress.collections[progress.finished];
  const entry = known ?? { name, documents: 0, puts: 0, deletions: 0, files: [], index: [] };
  if (!known) progress.collections.push(entry);
  const before = previous?.manifest.collections.find((one) => one.name === name)?.index ?? [];
  const { next, root } = previous
    ? await copyChanges(entry, before, progress.after, folder, progress.root)
    : await copyPage(entry, progress.after, folder);
  const keyId = keyRing('backup').current.id;
  if (!progress.keyIds.includes(keyId)) progress.keyIds.push(keyId);
  progress.root = root;
  progress.after = next;
  if (next === null) progress.finished += 1;
}

const totalOf = (progress: Progress, of: 'documents' | 'puts' | 'deletions') =>
  progress.collections.reduce((sum, entry) => sum + entry[of], 0);

function underWay(progress: Progress, collections: number): Step<Progress> {
  const message = `已备份 ${progress.finished} / ${collections} 个集合`;
  return { checkpoint: progress, done: totalOf(progress, 'documents'), message };
}

/** The manifest comes last: until it is there, there is no backup. */
async function finish(backup: Backup, progress: Progress, previous: Previous | undefined): Promise<Step<Progress>> {
  const { _id: backupId, kind, startedAt, attempt } = backup;
  const { collections } = progress;
  const endedAt = now();
  const keyIds = [...new Set([...progress.keyIds, keyRing('backup').current.id])];
  const manifest: Manifest = {
    ...{ format: 1, app: app(), env: environment(), backupId, kind },
    previous: previous ? { backupId: previous.manifest.backupId, sha256: previous.sha256 } : null,
    ...{ bundle: bundleVersion, startedAt, endedAt, keyIds, collections },
  };
  const content = packManifest(manifest);
  const root = await writeContent(content, manifestPath(backupId));
  const [documents, written] = [totalOf(progress, 'documents'), totalOf(progress, 'puts')];
  const files = ownFiles(manifest);
  const bytes = files.reduce((sum, file) => sum + file.bytes, content.length);
  const facts = { state: 'complete', endedAt, manifest: { sha256: sha256(content), root }, documents, written, bytes };
  await backups.change(backupId, { state: 'running', attempt }, facts);
  return { result: { documents, written, files: files.length, bytes }, done: documents, message: '备份完成' };
}

/** Takes away what a backup has left that never came to its end. What is complete goes by `removeOutdated`. */
async function removeUnfinished({ backupId, attempt, collections, root }: Progress): Promise<void> {
  const known = await backups.get(backupId);
  if (known && (known.state === 'complete' || known.attempt !== attempt)) return;
  await removeBackupFiles(root, ownFiles({ backupId, collections }));
}
