import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
  const pretended = ['x-dev-openid', '/__cloud/', '/__wechat-pay/', 'preview-code', '138****0000', '王小明', '30.2467'];
  expect(pretended.filter((text) => code.includes(text))).toEqual([]);
});
