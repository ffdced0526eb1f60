import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BuildError, buildWeb, buildWechat } from '../build.js';
import { type Files, page, writeProject } from '../testing/project.js';

const clean: (() => void)[] = [];
afterEach(() => {
  for (const remove of clean.splice(0)) remove();
});

function project(files: Files = {}) {
  const { remove, ...rest } = writeProject(files);
  clean.push(remove);
  return rest;
}

async function problemsOf(files: Files): Promise<string[]> {
  const { root, ...rest } = project(files);
  const error = await buildWeb({ root, ...rest, env: 'one' }).catch((reason: unknown) => reason);
  if (!(error instanceof BuildError)) throw new Error('the build was expected to fail');
  return error.message.split('\n').map((line) => line.replace(`${root}/`, ''));
}

describe('a mistake in the source is named by file and line', () => {
  it('a component that does not exist', async () => {
    const json = '{\n  "usingComponents": {\n    "x-y": "../b/b"\n  }\n}';
    expect(await problemsOf({ [page('json')]: json })).toEqual([
      `${page('json')}:3: component x-y: ../b/b does not exist`,
    ]);
  });

  it('a tag nobody declared, and one the preview does not have', async () => {
    expect(await problemsOf({ [page('wxml')]: '<view>\n<x-y/>\n<editor/>\n</view>' })).toEqual([
      `${page('wxml')}:2: <x-y> is neither built in nor in usingComponents`,
      `${page('wxml')}:3: <editor> is not supported by the preview`,
    ]);
  });

  it('a tag that is not closed', async () => {
    const [problem] = await problemsOf({ [page('wxml')]: '<view>\n<text>{{ a' });
    expect(problem).toMatch(/a\.wxml:\d+: /);
  });

  it('json that does not parse', async () => {
    expect(await problemsOf({ [page('json')]: '{\n  "a": 1,\n}' })).toEqual([`${page('json')}:3: is not valid JSON`]);
  });

  it('an import that does not exist', async () => {
    const [problem] = await problemsOf({ [page('ts')]: "import { a } from './none';\nPage({ data: { a } });" });
    expect(problem).toMatch(/a\.ts:1: Could not resolve "\.\/none"/);
  });

  it('a page that is listed and not there, and one listed twice', async () => {
    const app = { pages: ['packages/one/pages/a/a', 'packages/one/pages/b/b', 'packages/one/pages/a/a'] };
    const problems = await problemsOf({ 'apps/one/app.json': app });
    expect(problems).toContain('apps/one/app.json:3: lists page packages/one/pages/a/a twice');
    expect(problems).toContain('apps/one/app.json:4: page packages/one/pages/b/b has no packages/one/pages/b/b.wxml');
  });

  it('a local picture in WXSS, which WeChat does not show', async () => {
    const [problem] = await problemsOf({ [page('wxss')]: '.a {\n  background: url(/assets/a.png);\n}' });
    expect(problem).toBe(
      `${page('wxss')}:2: url(/assets/a.png): WXSS cannot show a local file; use <image> or a data: URL`,
    );
  });

  it('a component in a package that need not be there, a rule for a package that is not, and packages within another', async () => {
    const app = {
      pages: ['packages/one/pages/a/a', 'packages/one/sub/main'],
      subPackages: [
        { root: 'packages/one/sub', pages: ['b'] },
        { root: 'packages/one/sub/inner', pages: ['c'] },
      ],
      preloadRule: { 'packages/one/pages/a/a': { packages: ['other'] } },
    };
    const files = Object.fromEntries(
      ['main', 'b', 'inner/c'].flatMap((name) => [
        [`packages/one/sub/${name}.wxml`, '<view/>'],
        [`packages/one/sub/${name}.ts`, 'Page({});'],
      ]),
    );
    expect(await problemsOf({ ...files, 'apps/one/app.json': app })).toEqual([
      'apps/one/app.json:23: preloadRule of packages/one/pages/a/a names package other, which is not there',
      'apps/one/app.json:4: page packages/one/sub/main of the main package lies in sub-package packages/one/sub/',
      'apps/one/app.json:14: sub-package packages/one/sub/inner/ lies in sub-package packages/one/sub/',
    ]);
    const two = { pages: app.pages.slice(0, 1), subPackages: app.subPackages.slice(0, 1) };
    const json = { usingComponents: { 'x-b': '../../sub/x' } };
    const component = { 'packages/one/sub/x.ts': 'Component({});', 'packages/one/sub/x.wxml': '<view/>' };
    expect(await problemsOf({ ...files, ...component, 'apps/one/app.json': two, [page('json')]: json })).toEqual([
      `${page('json')}:3: component x-b is in sub-package packages/one/sub/, which need not be there; give it a componentPlaceholder`,
    ]);
  });

  it('a theme variable that one half lacks', async () => {
    const app = {
      pages: ['packages/one/pages/a/a'],
      themeLocation: 'theme.json',
      window: { backgroundColor: '@paper' },
    };
    const theme = { light: { paper: '#fff' }, dark: {} };
    expect(await problemsOf({ 'apps/one/app.json': app, 'apps/one/theme.json': theme })).toEqual([
      'apps/one/app.json:7: @paper is not in the dark half of theme.json',
    ]);
  });
});

describe('the package for WeChat', () => {
  it('holds what is reachable and nothing else, with the entry at the root', async () => {
    const built = project({
      'apps/one/app.ts': "import { greet } from '../../lib/greet';\nApp({ greet });",
      'lib/greet.ts': "import type { Name } from '../types/name';\nexport const greet = (name: Name) => name;",
      'lib/unused.ts': 'export const a = 1;',
      'types/name.ts': 'export type Name = string;',
      'assets/two/b.png': 'x',
      'assets/a.png': 'x',
      'apps/two/app.json': {},
      [page('json')]: { usingComponents: { 't-divider': 'tdesign-miniprogram/divider/divider' } },
      [page('wxml')]: '<t-divider/>',
    });
    const { files, packages } = await buildWechat(built);
    const own = Object.keys(files).filter((id) => !id.startsWith('miniprogram_npm/'));
    expect(own.sort()).toEqual(
      ['app.js', 'app.json', 'assets/a.png', 'lib/greet.js', page('js'), page('json'), page('wxml')].sort(),
    );
    const npm = Object.keys(files).filter((id) => id.startsWith('miniprogram_npm/'));
    expect(npm).toContain('miniprogram_npm/tdesign-miniprogram/divider/divider.wxml');
    expect(npm).toContain('miniprogram_npm/tdesign-miniprogram/miniprogram_npm/tslib/index.js');
    expect(npm.some((id) => id.includes('/picker/'))).toBe(false);
    expect(packages.main).toBe(Object.values(files).reduce((sum, size) => sum + size, 0));
  });

  it('points imports to where the files lie on the device', async () => {
    const built = project({
      'apps/one/app.ts': "import { greet } from '../../lib/greet';\nApp({ greet });",
      'lib/greet.ts': 'export const greet = 1;',
    });
    await buildWechat(built);
    expect(readFileSync(join(built.outDir, 'app.js'), 'utf8')).toContain('require("./lib/greet.js")');
  });

  it('refuses a package above 2 MB by name', async () => {
    const built = project({
      'apps/one/app.json': {
        pages: ['packages/one/pages/a/a'],
        subPackages: [{ root: 'packages/one/sub', pages: ['b'] }],
      },
      'packages/one/sub/b.wxml': '<view/>',
      'packages/one/sub/b.ts': 'Page({});',
      'packages/one/sub/large.png': 'x'.repeat(2_100_000),
    });
    await expect(buildWechat(built)).rejects.toThrow(
      /packages\/one\/sub\/: package packages\/one\/sub\/ is 2100\d+ bytes/,
    );
  });

  it('refuses a script of a package that need not be there, and lets one of the main package be imported', async () => {
    const sub = (name: string, more: object = {}) => ({ root: `packages/one/${name}`, pages: ['b'], ...more });
    const pageIn = (name: string, needed: string) => ({
      [`packages/one/${name}/b.wxml`]: '<view/>',
      [`packages/one/${name}/b.ts`]: `import { x } from '${needed}';\nPage({ data: { x } });`,
    });
    const built = project({
      'apps/one/app.json': {
        pages: ['packages/one/pages/a/a'],
        subPackages: [sub('near'), sub('far'), sub('alone', { independent: true })],
      },
      ...pageIn('near', '../../../lib/x'),
      ...pageIn('far', '../near/x'),
      ...pageIn('alone', '../../../lib/x'),
      'packages/one/near/x.ts': 'export const x = 1;',
      'lib/x.ts': 'export const x = 1;',
    });
    const { message } = await buildWechat(built).then(
      () => expect.fail('it was built'),
      (reason: Error) => reason,
    );
    expect(message.replaceAll(`${built.root}/`, '').split('\n').sort()).toEqual([
      'packages/one/alone/b.ts: imports lib/x.ts of the main package, which need not be there',
      'packages/one/far/b.ts: imports packages/one/near/x.ts of sub-package packages/one/near/, which need not be there',
    ]);
  });

  it('refuses an import that leads out of the mini-program', async () => {
    const built = project({ [page('ts')]: "import { x } from '../../../../../outside';\nPage({ data: { x } });" });
    writeFileSync(join(built.root, '..', 'outside.ts'), 'export const x = 1;');
    await expect(buildWechat(built)).rejects.toThrow(
      'outside.ts: is imported by the mini-program but lies outside of it',
    );
  });
});
