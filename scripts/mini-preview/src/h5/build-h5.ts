import { createHash } from 'node:crypto';
import { basename, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import esbuild, { type OutputFile } from 'esbuild';
import { BuildError } from '../project/problem.js';
import type { BuildReport } from '../report.js';
import { asBuildError, bundleOptions, npmPlugin } from '../web/bundle.js';
import { type CompiledApp, compileApp, styleSheet } from '../web/compile.js';
import { SiteFiles } from '../web/site-files.js';
import { withIconsOf } from './icons.js';
import { appModules, entryModule, replacements } from './modules.js';
import { h5Html, webManifest } from './pages.js';
import { readSite } from './site.js';

export interface BuildH5Options {
  /** The product, a folder below `<root>/apps`; its `h5.json` says what the site says of itself. */
  app: string;
  /** The mini-program source folder. */
  root: string;
  /** Emptied and filled with the static site. */
  outDir: string;
  env: string;
  /** Where `http-api` answers: an address, or a path of the site's own origin. */
  api: string;
  /** Names in the source that the build writes something else in place of, as JavaScript. */
  define?: Record<string, string>;
}

export interface H5Report extends BuildReport {
  /** Bytes, compressed, that come before the first page is shown. */
  firstLoad: number;
}

/** Compressed bytes that may come before the first page is shown. */
const FIRST_LOAD_LIMIT = 300 * 1024;

/**
 * Builds an app as a site for everybody: without WeChat and without a local cloud. Its script comes in pieces, page by
 * page; names of files change with what is in them, so that they can be kept for ever.
 * @throws BuildError with what is wrong in the source, or that the first load is above 300 KB compressed
 */
export async function buildH5(options: BuildH5Options): Promise<H5Report> {
  const started = performance.now();
  const compiled = compileApp(options.root, options.app);
  const { source } = compiled;
  const site = readSite(source);
  const { outputs, entry } = await bundlePieces(compiled, options, {
    app: options.app,
    title: site.title,
    api: options.api.replace(/\/$/, ''),
    quietCalls: site.quietCalls,
  });

  const files = new SiteFiles(options.outDir);
  const code = outputs.map(({ text }) => text).join('\n');
  const { css: style, icons } = withIconsOf(styleSheet(compiled, ['h5']), code, site.icons);
  const styleName = `app-${createHash('sha256').update(style).digest('hex').slice(0, 8)}.css`;
  for (const { path, contents } of outputs) files.put(relative('/', path), contents);
  files.put(styleName, style);
  files.put('index.html', h5Html(site, { script: entry.script, style: styleName }, options.api));
  files.put('manifest.webmanifest', webManifest(site));
  files.putAssets(compiled, icons);
  if (!(site.icon in files.sizes))
    throw new BuildError([{ file: `apps/${options.app}/h5.json`, message: `icon ${site.icon} does not exist` }]);

  const first = outputs.filter(({ path }) => entry.first.has(relative('/', path)));
  const firstLoad = [...first.map(({ contents }) => contents), Buffer.from(style)].reduce(
    (sum, content) => sum + gzipSync(content).length,
    0,
  );
  if (firstLoad > FIRST_LOAD_LIMIT) {
    const message = `the first load is ${Math.ceil(firstLoad / 1024)} KB compressed, of at most ${FIRST_LOAD_LIMIT / 1024}`;
    throw new BuildError([{ file: `apps/${options.app}`, message }]);
  }
  return { ...files.report(compiled, started), firstLoad };
}

interface Pieces {
  outputs: OutputFile[];
  /** The script that the page loads, and all that come before the first page is shown. */
  entry: { script: string; first: Set<string> };
}

async function bundlePieces(compiled: CompiledApp, options: BuildH5Options, settings: object): Promise<Pieces> {
  const { source, config } = compiled;
  const define = { ...options.define, YUNSHU_CHANNEL: '"h5"', H5_SETTINGS: JSON.stringify(settings) };
  try {
    const { outputFiles, metafile } = await esbuild.build({
      ...bundleOptions({ minify: true, sourcemap: false, define }),
      entryPoints: { app: 'app:entry' },
      format: 'esm',
      splitting: true,
      metafile: true,
      absWorkingDir: '/',
      outdir: '/',
      entryNames: '[name]-[hash]',
      chunkNames: 'pieces/[hash]',
      plugins: [replacements, appModules(compiled, entryModule(compiled, options.env)), npmPlugin(source)],
    });
    const outputs = metafile.outputs;
    const script = Object.keys(outputs).find((name) => basename(name).startsWith('app-'))!;
    const firstPage = Object.entries(outputs).find(
      ([, { entryPoint }]) => entryPoint === `app:page/${config.pages[0]}`,
    );
    return { outputs: outputFiles, entry: { script, first: reached(outputs, [script, firstPage![0]]) } };
  } catch (error) {
    throw asBuildError(error);
  }
}

type Outputs = Record<string, { imports: { path: string; kind: string }[] }>;

/** The pieces, and those that they import at once. */
function reached(outputs: Outputs, names: string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    if (found.has(name) || !outputs[name]) continue;
    found.add(name);
    const next = outputs[name].imports.filter(({ kind }) => kind === 'import-statement');
    reached(
      outputs,
      next.map(({ path }) => path),
      found,
    );
  }
  return found;
}
