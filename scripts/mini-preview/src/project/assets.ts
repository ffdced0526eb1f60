import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const ASSET = /\.(png|jpe?g|gif|svg|webp|ttf|woff2?|mp3|m4a|mp4|json)$/i;
const FOLDERS = ['assets', 'packages', 'components'];

/**
 * Ids (with extension) of the pictures, fonts and sounds an app can show: the shared ones in `assets/` and
 * `components/`, and those of its own package `packages/<app>/`.
 */
export function listAssets(root: string, app: string): string[] {
  const found: string[] = [];
  for (const folder of FOLDERS) {
    const top = folder === 'packages' ? join(root, folder, app) : join(root, folder);
    for (const entry of readFolder(top)) {
      const id = relative(root, join(entry.parentPath, entry.name));
      const isData = /\.json$/.test(id) && !id.startsWith('assets/');
      if (ASSET.test(id) && !isData) found.push(id);
    }
  }
  return found;
}

function readFolder(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
