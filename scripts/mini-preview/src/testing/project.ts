import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Record<string, string | object>;

/** Path of a file of the one page that a written project has. */
export const page = (extension: string) => `packages/one/pages/a/a.${extension}`;

/** Writes a mini-program of one app and one page, with these files over or beside it, into a folder of its own. */
export function writeProject(files: Files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mini-preview-'));
  const root = join(folder, 'miniprogram');
  const all: Files = {
    'apps/one/app.json': { pages: ['packages/one/pages/a/a'] },
    'apps/one/app.ts': 'App({});',
    [page('json')]: {},
    [page('ts')]: 'Page({});',
    [page('wxml')]: '<view/>',
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return {
    app: 'one',
    root,
    outDir: join(folder, 'out'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
