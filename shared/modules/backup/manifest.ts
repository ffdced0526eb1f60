import * as z from 'zod';
import { BackupId, BackupKind } from '../../contracts/backup/backup.js';
import { Instant } from '../../contracts/terms.js';

const FileEntry = z.strictObject({
  /** Its place in storage. */
  path: z.string(),
  /** Of what lies in storage. */
  sha256: z.string(),
  bytes: z.int(),
  lines: z.int(),
});
/** One file of a backup. */
export type FileEntry = z.output<typeof FileEntry>;

const Part = z.strictObject({
  /** The ids that it speaks of: those after one and up to another; null is without end. */
  after: z.string().nullable(),
  upTo: z.string().nullable(),
  /** Of its lines, so that a part that has not changed is known without reading it. */
  sum: z.string(),
  file: FileEntry,
});
/** A part of a collection's index: each document's id and revision, so that the next backup sees what has changed since. */
export type Part = z.output<typeof Part>;

const CollectionEntry = z.strictObject({
  name: z.string(),
  /** Documents that it held. */
  documents: z.int(),
  puts: z.int(),
  deletions: z.int(),
  files: z.array(FileEntry),
  index: z.array(Part),
});
/** What a backup has of one collection. */
export type CollectionEntry = z.output<typeof CollectionEntry>;

/** What a backup consists of. It is written last: files without one are no backup. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  app: z.string(),
  env: z.string(),
  backupId: BackupId,
  kind: BackupKind,
  /** The backup that its changes follow on, by the sum of that one's manifest; null for a full one. */
  previous: z.strictObject({ backupId: BackupId, sha256: z.string() }).nullable(),
  /** The build that wrote it. */
  bundle: z.string(),
  startedAt: Instant,
  endedAt: Instant,
  /** Names of the keys that it takes to read it. */
  keyIds: z.array(z.string()),
  collections: z.array(CollectionEntry),
});
export type Manifest = z.output<typeof Manifest>;

/** The backup that a full one and its increments begin with, and a backup's number among them: 0 for the full one. */
export function placeOf(backupId: BackupId): { base: BackupId; number: number } {
  const [base, number = '0'] = backupId.split('.');
  return { base: base as BackupId, number: Number(number) };
}

/** The id of the `number`-th backup after `base`. */
export function backupIdAt(base: BackupId, number: number): BackupId {
  return (number === 0 ? base : `${base}.${String(number).padStart(3, '0')}`) as BackupId;
}

/** Where in storage a backup's files are. */
export function folderOf(backupId: BackupId): string {
  const { base, number } = placeOf(backupId);
  return `backup/${base}/${String(number).padStart(3, '0')}`;
}

/** Where in storage a backup's manifest is. */
export function manifestPath(backupId: BackupId): string {
  return `${folderOf(backupId)}/manifest.sealed`;
}

/** The files that were written for a backup, and not for an earlier one. */
export function ownFiles({ backupId, collections }: Pick<Manifest, 'backupId' | 'collections'>): FileEntry[] {
  const folder = `${folderOf(backupId)}/`;
  const all = collections.flatMap(({ files, index }) => [...files, ...index.map(({ file }) => file)]);
  return all.filter(({ path }) => path.startsWith(folder));
}
