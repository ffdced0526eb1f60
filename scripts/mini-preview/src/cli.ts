import { join } from 'node:path';
import { BuildError, type BuildReport, buildWeb, buildWechat } from './build.js';

const USAGE =
  'usage: tsx scripts/mini-preview/src/cli.ts web|wechat <app> [--root <folder>] [--out <folder>] [--env <id>]';

async function run(args: string[]): Promise<void> {
  const [target, app] = args;
  const option = (name: string) => {
    const at = args.indexOf(`--${name}`);
    return at === -1 ? undefined : args[at + 1];
  };
  if (!app || (target !== 'web' && target !== 'wechat')) throw new Error(USAGE);
  const root = option('root') ?? join(process.cwd(), 'miniprogram');
  const outDir = option('out') ?? join(process.cwd(), 'dist', target, app);
  const development = args.includes('--dev');
  if (target === 'wechat') print(await buildWechat({ app, root, outDir }));
  else print(await buildWeb({ app, root, outDir, env: option('env') ?? app, development }));
}

function print(report: BuildReport): void {
  const bytes = Object.values(report.files).reduce((sum, size) => sum + size, 0);
  console.log(
    `${report.app}: ${report.pages.length} pages, ${report.components} components, ${Math.round(bytes / 1024)} KB in ${report.milliseconds} ms → ${report.outDir}`,
  );
  for (const [name, size] of Object.entries(report.packages)) console.log(`  ${name}: ${Math.round(size / 1024)} KB`);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof BuildError ? error.message : error);
  process.exitCode = 1;
}
