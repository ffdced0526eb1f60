import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readAppConfig } from '../project/app-config.js';
import type { AppConfig } from '../project/app-json.js';
import { listAssets } from '../project/assets.js';
import { collectUnits } from '../project/components.js';
import { checkPackages } from '../project/packages.js';
import { BuildError, type Problem } from '../project/problem.js';
import { Source } from '../project/source.js';
import type { BuildReport } from '../report.js';
import { Templates } from '../wxml/templates.js';
import { compileScripts } from './scripts.js';
import { appStyle, reachableStyles } from './style-files.js';

/** WeChat's limits: 2 MB a package, 30 MB in all. */
export const PACKAGE_LIMIT = 2 * 1024 * 1024;
export const TOTAL_LIMIT = 30 * 1024 * 1024;

export interface BuildWechatOptions {
  /** The product, a folder below `<root>/apps`. */
  app: string;
  /** The mini-program source folder. */
  root: string;
  /** Emptied and filled with the package that WeChat's developer tools open. */
  outDir: string;
  /** Names in the source that the build writes something else in place of, as JavaScript. */
  define?: Record<string, string> | undefined;
}

/**
 * Builds the package for WeChat: the pages of `app.wechat.json` where an app has one, types stripped, only what they reach, only the part of each npm package
 * that is used, the app's entry at the root.
 * @throws BuildError with every problem of the source, or naming the package that is above WeChat's limit
 */
export async function buildWechat({ app, root, outDir, define }: BuildWechatOptions): Promise<BuildReport> {
  const started = performance.now();
  const source = new Source(root, app, 'wechat');
  const config = readAppConfig(source);
  const units = collectUnits(source, config);
  const templates = new Templates(source);
  for (const unit of units.values()) {
    templates.add(unit.id, new Set([...Object.keys(unit.using), ...Object.keys(unit.generics)]));
  }
  const problems: Problem[] = [...templates.problems, ...checkPackages(source, config, units.values())];
  const styles = reachableStyles(source, units.keys(), problems);
  const entryStyle = appStyle(source, problems);
  const appScript = source.fileOf('app', '.ts', '.js');
  if (!appScript) problems.push({ file: `${source.pathOf('app')}.ts`, message: 'does not exist' });
  if (problems.length > 0) throw new BuildError(problems);
  const entries = [appScript!, ...[...units.values()].map((unit) => unit.script)];
  const scripts = await compileScripts(source, config, entries, define);

  rmSync(outDir, { recursive: true, force: true });
  const files: Record<string, number> = {};
  const put = (id: string, content: string | Uint8Array) => {
    const file = join(outDir, id);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    files[id] = Buffer.byteLength(content);
  };
  const copy = (id: string, from: string) => {
    const file = join(outDir, id);
    mkdirSync(dirname(file), { recursive: true });
    cpSync(from, file);
    files[id] = statSync(from).size;
  };

  for (const [id, content] of scripts.compiled) put(id, content);
  for (const [id, file] of [...scripts.npm, ...styles]) copy(id, file);
  for (const id of templates.ids) copy(`${id}.wxml`, source.fileOf(id, '.wxml')!);
  for (const id of templates.scriptIds) copy(`${id}.wxs`, source.fileOf(id, '.wxs')!);
  for (const unit of units.values()) {
    const file = source.fileOf(unit.id, '.json');
    if (file) copy(`${unit.id}.json`, file);
  }
  put('app.json', JSON.stringify(appJson(source), null, 2));
  if (entryStyle) put('app.wxss', entryStyle);
  for (const id of listAssets(root, app)) copy(id, join(root, id));
  for (const name of ['sitemap.json', 'theme.json']) {
    const file = source.fileOf('app', '.json')!.replace(/app\.json$/, name);
    try {
      put(name, readFileSync(file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  const packages = packageSizes(config, files);
  refuseLargePackages(packages, outDir);
  return {
    app,
    outDir,
    pages: config.pages,
    components: units.size - config.pages.length,
    files,
    packages,
    milliseconds: Math.round(performance.now() - started),
  };
}

/** `app.json` as written, with references that were relative to `apps/<app>/` made absolute. */
function appJson(source: Source): Record<string, unknown> {
  const { json } = source.appJson();
  const using = (json.usingComponents ?? {}) as Record<string, string>;
  const absolute = Object.entries(using).map(([tag, reference]) => [
    tag,
    reference.startsWith('.') ? `/${source.resolve('app', reference)}` : reference,
  ]);
  return { ...json, ...(absolute.length > 0 && { usingComponents: Object.fromEntries(absolute) }) };
}

function packageSizes(config: AppConfig, files: Readonly<Record<string, number>>): Record<string, number> {
  const sizes: Record<string, number> = { main: 0 };
  for (const sub of config.subPackages) sizes[sub.root] = 0;
  for (const [id, size] of Object.entries(files)) {
    const owner = config.subPackages.find((sub) => id.startsWith(sub.root))?.root ?? 'main';
    sizes[owner] = (sizes[owner] ?? 0) + size;
  }
  return sizes;
}

function refuseLargePackages(packages: Readonly<Record<string, number>>, outDir: string): void {
  const total = Object.values(packages).reduce((sum, size) => sum + size, 0);
  const problems = Object.entries(packages)
    .filter(([, size]) => size > PACKAGE_LIMIT)
    .map(([name, size]) => ({
      file: name === 'main' ? outDir : join(outDir, name),
      message: `package ${name} is ${size} bytes; WeChat allows ${PACKAGE_LIMIT}`,
    }));
  if (total > TOTAL_LIMIT)
    problems.push({ file: outDir, message: `all packages are ${total} bytes; WeChat allows ${TOTAL_LIMIT}` });
  if (problems.length > 0) throw new BuildError(problems);
}
