import { currentPage } from '../page/current.js';
import { resourceUrl } from '../resource.js';
import { ownFile } from './own-files.js';

/** Files the person has chosen, by the temporary path that the app was given for them. */
const chosen = new Map<string, Blob>();

/** Keeps a file for this visit; the app reads it by the path. */
export function keepTemporary(file: Blob): string {
  const path = URL.createObjectURL(file);
  chosen.set(path, file);
  return path;
}

/**
 * The file behind a temporary path, or a path of the app itself.
 * @throws Error when there is none
 */
export async function readTemporary(path: string): Promise<Blob> {
  const file = chosen.get(path);
  if (file) return file;
  if (path.startsWith('wxfile://')) return ownFile(path);
  const response = await fetch(resourceUrl(path, currentPage()?.path ?? ''));
  if (!response.ok) throw new Error(`file not found: ${path}`);
  return response.blob();
}
