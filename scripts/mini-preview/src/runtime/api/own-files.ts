import { UserFiles } from './user-files.js';

/** Types that a browser does not find out from the content. */
const TYPES: Record<string, string> = {
  svg: 'image/svg+xml',
  css: 'text/css',
  html: 'text/html',
  json: 'application/json',
};

/** The files of the app that runs, for this visit. */
export const userFiles = new UserFiles(() => Date.now());

/** @throws FileError when there is none */
export function ownFile(path: string): Blob {
  const type = TYPES[path.split('.').at(-1) ?? ''];
  return new Blob([userFiles.read(path)], type ? { type } : {});
}
