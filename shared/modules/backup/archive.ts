import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { BackupId } from '../../contracts/backup/backup.js';
import { type FileEntry, Manifest, manifestPath } from './manifest.js';
import { BackupProblem } from './problem.js';
import { seal, unseal } from './seal.js';

/** Lines as a file: one JSON a line, gzipped, sealed. */
export function pack(lines: readonly string[], path: string): { content: Buffer; entry: FileEntry } {
  const content = seal(gzipSync(lines.map((line) => `${line}\n`).join('')), path);
  return { content, entry: { path, sha256: sha256(content), bytes: content.length, lines: lines.length } };
}

/** @throws BackupProblem when the file is not the one that the manifest means, or cannot be opened */
export function unpack(content: Buffer, { path, sha256: expected, lines }: FileEntry): string[] {
  if (sha256(content) !== expected)
    throw new BackupProblem(`${path} is damaged: its checksum is not that of the manifest`);
  const text = gunzipSync(unseal(content, path)).toString('utf8');
  const read = text === '' ? [] : text.slice(0, -1).split('\n');
  if (read.length !== lines) throw new BackupProblem(`${path} has ${read.length} lines, of ${lines} by the manifest`);
  return read;
}

export function packManifest(manifest: Manifest): Buffer {
  return seal(gzipSync(JSON.stringify(manifest)), manifestPath(manifest.backupId));
}

/** @throws BackupProblem when it is no manifest of `backupId` */
export function unpackManifest(content: Buffer, backupId: BackupId): Manifest {
  const read = Manifest.safeParse(JSON.parse(gunzipSync(unseal(content, manifestPath(backupId))).toString('utf8')));
  if (!read.success)
    throw new BackupProblem(`the manifest of ${backupId} is of another format: ${read.error.issues[0]?.path}`);
  if (read.data.backupId !== backupId)
    throw new BackupProblem(`the manifest of ${backupId} is that of ${read.data.backupId}`);
  return read.data;
}

export function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
