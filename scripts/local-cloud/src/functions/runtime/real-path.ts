import fs from 'node:fs';
import path from 'node:path';

/** As many links in a row as Linux follows. */
const MOST_LINKS = 40;
/** What a process has open already. */
const OPEN_FILES = /^\/(dev\/(stdin|stdout|stderr|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/**
 * Says of paths whether what they lead to lies below one of the folders, links resolved.
 * @param follow whether a link at the end of the path is followed too
 */
export function writableBelow(folders: readonly string[]): (file: string, follow: boolean) => boolean {
  const { realpathSync, readlinkSync } = fs;
  const roots = folders.map((folder) => realpathSync.native(folder));

  function resolve(file: string, links: number): string {
    const found = attempt(() => realpathSync.native(file));
    if (found !== undefined || links === 0) return found ?? file;
    const target = attempt(() => readlinkSync(file));
    const folder = path.dirname(file);
    if (target !== undefined) return resolve(path.resolve(folder, target), links - 1);
    return folder === file ? file : path.join(resolve(folder, links - 1), path.basename(file));
  }

  return (file, follow) => {
    const full = path.resolve(file);
    if (OPEN_FILES.test(full)) return true;
    const real = follow
      ? resolve(full, MOST_LINKS)
      : path.join(resolve(path.dirname(full), MOST_LINKS), path.basename(full));
    return roots.some((root) => real === root || real.startsWith(root + path.sep));
  };
}

function attempt(run: () => string): string | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
