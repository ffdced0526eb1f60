import { createHash } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A build writes several files; what happens within this long is one change. */
const SETTLE_MS = 100;
/** A build may remove the folder for a moment. */
const GONE_RETRY_MS = 300;
const MOST_LOOKS = 20;
const SKIPPED = new Set(['node_modules', '.git']);

export interface CodeWatcher {
  /**
   * Looks again, once nothing has been written for a moment; code that is missing is waited for, 2 s at most.
   * @returns whether there was a change, which has been told by then, or code was missing and is back
   */
  settled(): Promise<boolean>;
  stop(): void;
}

/**
 * Tells when the code in a folder is different from before: by content, so that a build that changes nothing is none.
 * Dependencies in `node_modules` are not looked at.
 * What is there when the promise resolves is what later contents are compared with.
 */
export async function watchCode(dir: string, changed: () => void): Promise<CodeWatcher> {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let signature: string | undefined;
  let present = true;
  let changes = 0;
  let closed = false;

  async function look(): Promise<void> {
    const watched = await listFolders(dir).catch(() => []);
    if (closed) return;
    for (const watcher of watchers) watcher.close();
    watchers = watched.flatMap(watchFolder);
    const now = await signatureOf(watched).catch(() => undefined);
    const after = await listFolders(dir).catch(() => []);
    if (closed) return;
    present = now !== undefined;
    // A folder that came or went meanwhile is not watched yet.
    if (now === undefined || after.join() !== watched.join()) return later(GONE_RETRY_MS);
    const before = signature;
    signature = now;
    if (before === undefined || before === now) return;
    changes++;
    changed();
  }

  function watchFolder(folder: string): FSWatcher[] {
    try {
      const watcher = watch(folder, { persistent: false }, () => later(SETTLE_MS));
      watcher.on('error', () => later(GONE_RETRY_MS));
      return [watcher];
    } catch {
      // Removed since it was listed, which the next look will find.
      return [];
    }
  }

  function later(ms: number): void {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      looking = looking.then(look);
    }, ms).unref();
  }

  await look();
  return {
    async settled() {
      const before = changes;
      let missed = false;
      for (let looks = 0; looks < MOST_LOOKS; looks++) {
        await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        looking = looking.then(look);
        await looking;
        if (present) return missed || changes > before;
        missed = true;
      }
      return false;
    },
    stop() {
      closed = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

async function listFolders(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory() && !SKIPPED.has(entry.name));
  const deeper = await Promise.all(below.map((entry) => listFolders(path.join(dir, entry.name))));
  return [dir, ...deeper.flat().sort()];
}

/** @returns undefined when there is no code */
async function signatureOf(folders: readonly string[]): Promise<string | undefined> {
  const hash = createHash('sha1');
  let files = 0;
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.map')).map((entry) => entry.name);
    for (const name of names.sort()) {
      const file = path.join(folder, name);
      hash.update(file).update(await readFile(file));
      files++;
    }
  }
  return files === 0 ? undefined : hash.digest('hex');
}
