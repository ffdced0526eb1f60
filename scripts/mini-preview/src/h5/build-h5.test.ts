import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { buildH5 } from './build-h5.js';

const outDir = mkdtempSync(join(tmpdir(), 'h5-'));
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

it('has nothing of what only the preview pretends: users of its own, telephone numbers, contacts, a place', async () => {
  const root = join(import.meta.dirname, '../../../../miniprogram');
  const { firstLoad } = await buildH5({ app: 'ruizhu', root, outDir, env: 'shop', api: '/api' });
  expect(firstLoad).toBeGreaterThan(0);
  const names = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const code = names.map((name) => readFileSync(join(outDir, name), 'utf8')).join('\n');
  expect(code).toContain('auth-login-by-code');
  // A script that templates stand on.
  expect(code).toMatch(/\("miniprogram_npm\/tdesign-miniprogram\/common\/utils",/);
  const pretended = ['x-dev-openid', '/__cloud/', '/__wechat-pay/', 'preview-code', '138****0000', '王小明', '30.2467'];
  expect(pretended.filter((text) => code.includes(text))).toEqual([]);
});

it('builds an app whose pages have no script in their templates', async () => {
  const root = join(outDir, 'plain');
  const files = {
    'apps/plain/app.json': '{ "pages": ["hello"] }',
    'apps/plain/app.ts': 'App({});',
    'apps/plain/h5.json': JSON.stringify({
      title: 'Plain',
      description: 'A page',
      icon: 'assets/plain/icon.svg',
      themeColor: '#ffffff',
      backgroundColor: '#ffffff',
    }),
    'assets/plain/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'hello.json': '{}',
    'hello.ts': 'Page({ data: {} });',
    'hello.wxml': '<view>hello</view>',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  const { pages } = await buildH5({ app: 'plain', root, outDir: join(outDir, 'site'), env: 'plain', api: '/api' });
  expect(pages).toEqual(['hello']);
});
