import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Each build of a function leaves one behind. */
const KEPT = 400;

/**
 * The folder for compiled code, shared by all local clouds of this user, with the oldest of too many files removed.
 * @returns undefined when somebody else could write there, because what lies there is executed
 */
export function codeCacheFolder(base = os.tmpdir()): string | undefined {
  const { uid, username } = os.userInfo();
  const folder = path.join(base, `yunshu-code-cache-${uid === -1 ? username : uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || (uid !== -1 && found.uid !== uid)) return undefined;
  if (uid !== -1) chmodSync(folder, 0o700);
  prune(folder);
  return folder;
}

function prune(folder: string): void {
  const files = readdirSync(folder).map((name) => path.join(folder, name));
  if (files.length <= KEPT) return;
  const byAge = files
    .flatMap((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat ? [{ file, at: stat.mtimeMs }] : [];
    })
    .sort((a, b) => b.at - a.at);
  for (const { file } of byAge.slice(KEPT)) rmSync(file, { force: true });
}
