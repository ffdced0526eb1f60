import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  BuildError,
  type BuildReport,
  buildH5,
  buildWeb,
  buildWechat,
  type Channel,
  checkTemplates,
  lintWechat,
} from './build.js';
import { readRegistry } from './catalog/registry.js';
import { supportTable } from './catalog/table.js';
import { serveDevelopment } from './dev/serve.js';
import { takeScreens } from './screens.js';

const USAGE = `usage: tsx scripts/mini-preview/src/cli.ts <command> [<app>] [options]

Without an app: web, h5, wechat, check and screens do it for each.

  web      build the static site           --out <folder> --env <id> --dev
  h5       build the site for everybody    --out <folder> --env <id> --api <address of http-api>
  wechat   build the package for WeChat    --out <folder>
  check    check templates and compile the package with WeChat's compilers
  dev      build, serve and rebuild on every change, in front of a local cloud
                                           --port 7200 --cloud http://127.0.0.1:7100
  table    write what the preview supports  --out <file>, docs/mini-preview.md by default; takes no app
  screens  print pages as PNG              --url <address of the app> --out <folder> --page <path?query> …

  --root <folder>   the mini-program source, ./miniprogram by default
  --channel wechat  web: only the pages that the package for WeChat has
  --packed <a,b>    modules that the deployment packed into one function each, as npm run deploy says`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string', default: join(process.cwd(), 'miniprogram') },
    out: { type: 'string' },
    env: { type: 'string' },
    api: { type: 'string' },
    dev: { type: 'boolean', default: false },
    port: { type: 'string', default: '7200' },
    cloud: { type: 'string', default: 'http://127.0.0.1:7100' },
    url: { type: 'string' },
    page: { type: 'string', multiple: true },
    channel: { type: 'string' },
    packed: { type: 'string', default: '' },
  },
});
const [command = '', chosen] = positionals;
const root = resolve(values.root);
const define = { YUNSHU_PACKED: JSON.stringify(values.packed) };

/** What a command does to one app. */
type Command = (app: string, outDir: string, env: string) => Promise<void>;

const COMMANDS: Record<string, Command> = {
  web: async (app, outDir, env) =>
    print(
      await buildWeb({ app, root, outDir, env, channel: channelOf(values.channel), define, development: values.dev }),
    ),
  h5: async (app, outDir, env) => {
    // Without an address it is for the local cloud, where functions are below the site's own origin.
    const report = await buildH5({ app, root, outDir, env, api: values.api ?? `/__http/${env}/api`, define });
    print(report);
    console.log(`  first load ${kb(report.firstLoad)} compressed`);
  },
  wechat: async (app, outDir) => print(await buildWechat({ app, root, outDir, define })),
  check,
  dev: async (app, outDir, env) => {
    const options = { app, root, outDir, env, port: Number(values.port), cloud: values.cloud };
    console.log(`open ${(await serveDevelopment(options)).url}`);
  },
  screens: async (app, outDir) => {
    const url = values.url ?? `http://127.0.0.1:7100/${app}/`;
    for (const file of await takeScreens({ app, root, url, outDir, pages: values.page ?? [] })) console.log(file);
  },
};

async function writeTable(): Promise<void> {
  const file = values.out ?? join(process.cwd(), 'docs', 'mini-preview.md');
  writeFileSync(file, supportTable(await readRegistry()));
  console.log(`wrote ${file}`);
}

function channelOf(name: string | undefined): Channel | undefined {
  if (name !== undefined && name !== 'wechat') throw new Error(USAGE);
  return name;
}

async function check(app: string): Promise<void> {
  const workDir = join(process.cwd(), 'dist', 'template-check', app);
  const problems = checkTemplates({ app, root, workDir });
  if (existsSync(join(root, 'apps', app, 'app.wechat.json'))) {
    problems.push(...checkTemplates({ app, root, workDir, channel: 'wechat' }));
  }
  const folder = mkdtempSync(join(tmpdir(), 'mini-preview-check-'));
  try {
    await buildWechat({ app, root, outDir: folder });
    problems.push(...lintWechat(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (problems.length > 0) throw new BuildError(problems);
  console.log(`${app}: templates and style sheets are in order`);
}

function print(report: BuildReport): void {
  const bytes = Object.values(report.files).reduce((sum, size) => sum + size, 0);
  const counts = `${report.pages.length} pages, ${report.components} components`;
  console.log(`${report.app}: ${counts}, ${kb(bytes)} in ${report.milliseconds} ms → ${report.outDir}`);
  for (const [name, size] of Object.entries(report.packages)) console.log(`  ${name}: ${kb(size)}`);
}

const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`;

/** The app that was named, or every one where that makes sense. */
function appsFor(command: string): readonly string[] {
  if (chosen !== undefined) return [chosen];
  if (command === 'dev' || values.out || values.url) throw new Error(USAGE);
  return readdirSync(join(root, 'apps'));
}

try {
  const run = COMMANDS[command];
  if (command === 'table') await writeTable();
  else if (!run) throw new Error(USAGE);
  else {
    for (const app of appsFor(command)) {
      await run(app, values.out ?? join(process.cwd(), 'dist', command, app), values.env ?? app);
    }
  }
} catch (error) {
  console.error(error instanceof BuildError || (error as Error).message === USAGE ? (error as Error).message : error);
  process.exitCode = 1;
}
