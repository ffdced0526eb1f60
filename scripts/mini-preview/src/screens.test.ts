import { afterEach, expect, it } from 'vitest';
import { listScreens, takeScreens } from './screens.js';
import { page, writeProject } from './testing/project.js';

const clean: (() => void)[] = [];
afterEach(() => {
  for (const remove of clean.splice(0)) remove();
});

function project(screens?: object) {
  const written = writeProject({
    'apps/one/app.json': { pages: ['packages/one/pages/a/a', 'packages/one/pages/b/b'] },
    'packages/one/pages/b/b.ts': 'Page({});',
    'packages/one/pages/b/b.wxml': '<view/>',
    [page('ts')]: 'Page({});',
    ...(screens && { 'apps/one/screens.json': screens }),
  });
  clean.push(written.remove);
  return written;
}

it('every page is printed, and what screens.json wants to see of it', () => {
  expect(listScreens(project().root, 'one').map(({ name }) => name)).toEqual(['a', 'b']);
  const listed = [
    { name: 'a', page: 'packages/one/pages/a/a?id=1', tap: ['打开'] },
    { name: 'open', page: 'packages/one/pages/a/a' },
  ];
  expect(listScreens(project(listed).root, 'one').map(({ name }) => name)).toEqual(['a', 'open', 'b']);
});

it('a screen of a page that is not there is refused by name', () => {
  const { root } = project([{ name: 'x', page: 'packages/one/pages/none/none' }]);
  expect(() => listScreens(root, 'one')).toThrow('screen x names packages/one/pages/none/none, which is no page');
});

it('says what to do when nothing is served', async () => {
  const { root, outDir } = project();
  const wanted = { app: 'one', root, outDir, url: 'http://127.0.0.1:9/one/', pages: [] };
  await expect(takeScreens(wanted)).rejects.toThrow('nothing answers at http://127.0.0.1:9/one/: run npm start first');
});
