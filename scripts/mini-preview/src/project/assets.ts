import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const ASSET = /\.(png|jpe?g|gif|svg|webp|ttf|woff2?|mp3|m4a|mp4)$/i;

/**
 * Ids (with extension) of the pictures, fonts and sounds an app can show: those in `assets/` and `components/` that are
 * not another app's (`assets/<other app>/`), and those of its own package `packages/<app>/`.
 */
export function listAssets(root: string, app: string): string[] {
  const others = new Set(readNames(join(root, 'apps')).filter((name) => name !== app));
  return ['assets', 'components', `packages/${app}`]
    .flatMap((folder) => readFiles(join(root, folder)))
    .map((file) => relative(root, file))
    .filter((id) => ASSET.test(id) && !others.has(id.split('/')[1] ?? ''))
    .sort();
}

function readNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function readFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
