import { putFile, readStoredFile, removeFiles } from '../../core/store/storage.js';
import { pack, unpack } from './archive.js';
import type { FileEntry } from './manifest.js';
import { BackupProblem } from './problem.js';

/** The platform's limit for one call. */
const REMOVED_AT_ONCE = 50;

/** A file of a backup in storage, and what its id begins with. */
interface Written {
  entry: FileEntry;
  root: string;
}

/** Writes a file of a backup, over whatever is there. Two round trips. */
export async function writeLines(lines: readonly string[], path: string): Promise<Written> {
  const { content, entry } = pack(lines, path);
  return { entry, root: await writeContent(content, path) };
}

/** @returns what the ids of the environment's files begin with */
export async function writeContent(content: Buffer, path: string): Promise<string> {
  const fileId = await putFile(path, content);
  return fileId.slice(0, -path.length);
}

/** @throws BackupProblem when the file is not there, or not what it should be */
export async function readLines(root: string, entry: FileEntry): Promise<string[]> {
  return unpack(await readContent(root, entry.path), entry);
}

/** @throws BackupProblem when there is no such file */
export async function readContent(root: string, path: string): Promise<Buffer> {
  try {
    return await readStoredFile(root + path);
  } catch (error) {
    if (isMissing(error)) throw new BackupProblem(`${path} is not in storage`);
    throw error;
  }
}

/** Removes files; those that are gone already count as removed. */
export async function removeBackupFiles(root: string, files: readonly Pick<FileEntry, 'path'>[]): Promise<void> {
  const ids = files.map(({ path }) => root + path);
  for (let next = 0; next < ids.length; next += REMOVED_AT_ONCE)
    await removeFiles(ids.slice(next, next + REMOVED_AT_ONCE));
}

/** The platform names it `STORAGE_FILE_NONEXIST`; wx-server-sdk gives -503003. */
function isMissing(error: unknown): boolean {
  const { message = '', errMsg = '', errCode = '', code = '' } = (error ?? {}) as Record<string, unknown>;
  return /STORAGE_FILE_NONEXIST|-503003/.test(`${message} ${errMsg} ${errCode} ${code}`);
}
