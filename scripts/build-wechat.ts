import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dist, root } from './lib/paths.js';
import { buildForReview } from './lib/wechat-package.js';
import { BuildError } from './mini-preview/src/build.js';

const USAGE = `usage: npm run build:wechat -- [<app>] [--packed <a,b>] [--check]

Builds the package that WeChat DevTools open, into dist/wechat/<app>, for each app unless one is named, and refuses
words by which WeChat's review turns a mini-program down.

  --packed <a,b>  modules that the deployment packed into one function each, as npm run deploy says
  --check         look only, and leave nothing behind`;

try {
  await main();
} catch (error) {
  console.error(error instanceof BuildError ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { packed: { type: 'string', default: '' }, check: { type: 'boolean', default: false } },
  });
  const known = readdirSync(path.join(root, 'miniprogram', 'apps'));
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined || positionals.length > 1) {
    console.error(unknown === undefined ? USAGE : `${unknown} is no app: ${known.join(', ')}\n\n${USAGE}`);
    process.exitCode = 1;
    return;
  }
  for (const app of positionals.length > 0 ? positionals : known) {
    if (values.check) await check(app);
    else await build(app, path.join(dist, 'wechat', app), values.packed);
  }
}

async function check(app: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'wechat-package-'));
  try {
    await build(app, folder, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build(app: string, outDir: string, packed: string): Promise<void> {
  const { report, refused } = await buildForReview(app, outDir, packed);
  for (const { file, line, word } of refused) console.error(`${app}: ${file}:${line}: WeChat's review refuses ${word}`);
  if (refused.length > 0) process.exitCode = 1;
  const sizes = Object.entries(report.packages).map(([name, size]) => `${name} ${Math.round(size / 1024)} KB`);
  console.log(
    `${app}: ${report.pages.length} pages, ${sizes.join(', ')}; ${refused.length} words that a review refuses`,
  );
}
