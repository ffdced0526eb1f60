import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readAppConfig } from '../project/app-config.js';
import { listAssets } from '../project/assets.js';
import { collectUnits, type Unit } from '../project/components.js';
import { BuildError } from '../project/problem.js';
import { Source } from '../project/source.js';
import type { BuildReport } from '../report.js';
import { Templates } from '../wxml/templates.js';
import { ICON_MASK_RULE, iconSvg } from '../wxss/icons.js';
import { StyleSheets } from '../wxss/style-sheets.js';
import { bundle } from './bundle.js';
import { entryModule } from './entry.js';
import { indexHtml } from './html.js';

const RUNTIME = join(import.meta.dirname, '..', 'runtime');

export interface BuildWebOptions {
  /** The product, a folder below `<root>/apps`. */
  app: string;
  /** The mini-program source folder. */
  root: string;
  /** Emptied and filled with the static site. */
  outDir: string;
  /** The CloudBase environment that `wx.cloud` calls when the page does not name one. */
  env: string;
  /** Where the site is served, ending in `/`; empty means wherever its index page is. */
  baseUrl?: string;
  /** Keep names and add a source map. */
  development?: boolean;
  /** Names in the source that the build writes something else in place of, as JavaScript. */
  define?: Record<string, string> | undefined;
}

/**
 * Builds an app as a static site that runs in a browser: `index.html`, `app.js`, `app.css`, icons and assets.
 * @throws BuildError with every problem of the source, by file and line
 */
export async function buildWeb(options: BuildWebOptions): Promise<BuildReport> {
  const started = performance.now();
  const source = new Source(options.root, options.app);
  const config = readAppConfig(source);
  const units = collectUnits(source, config);
  const prefixes = classPrefixes(units.values());

  const templates = new Templates(source);
  const styles = new StyleSheets(source);
  styles.add('app', {});
  for (const unit of units.values()) {
    templates.add(unit.id, new Set([...Object.keys(unit.using), ...Object.keys(unit.generics)]));
    const prefix = prefixes.get(unit.id);
    styles.add(unit.id, { ...(prefix && { classPrefix: prefix }), ...(unit.isPage && { page: unit.id }) });
  }
  const problems = [...templates.problems, ...styles.problems];
  if (problems.length > 0) throw new BuildError(problems);

  const appScript = source.fileOf('app', '.ts', '.js');
  if (!appScript) throw new BuildError([{ file: `${source.pathOf('app')}.ts`, message: 'does not exist' }]);
  const entry = entryModule({
    app: options.app,
    env: options.env,
    config,
    appScript,
    units: units.values(),
    prefixes,
    templates: templates.toJavaScript(),
    runtime: join(RUNTIME, 'start.ts'),
  });
  const development = options.development ?? false;
  const output = { minify: !development, sourcemap: development, define: options.define };
  const frameEntry = `import ${JSON.stringify(join(RUNTIME, 'frame', 'frame.ts'))};`;
  const [script, frame] = await Promise.all([bundle(source, entry, output), bundle(source, frameEntry, output)]);

  rmSync(options.outDir, { recursive: true, force: true });
  const files: Record<string, number> = {};
  const put = (name: string, content: string | Uint8Array) => {
    const file = join(options.outDir, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    files[name] = Buffer.byteLength(content);
  };
  put('app.js', script);
  put('frame.js', frame);
  put('frame.css', readFileSync(join(RUNTIME, 'frame', 'frame.css'), 'utf8'));
  put('app.css', [...runtimeStyles(), ICON_MASK_RULE, styles.toString()].join('\n'));
  put('index.html', indexHtml(config, options.app, options.baseUrl ?? ''));
  for (const name of styles.icons) put(`icons/${name}.svg`, iconSvg(name));
  for (const id of listAssets(options.root, options.app)) {
    const from = join(options.root, id);
    const to = join(options.outDir, id);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
    files[id] = statSync(from).size;
  }
  return {
    app: options.app,
    outDir: options.outDir,
    pages: config.pages,
    components: units.size - config.pages.length,
    files,
    packages: {},
    milliseconds: Math.round(performance.now() - started),
  };
}

/** A short class prefix for every component whose styles are its own. */
function classPrefixes(units: Iterable<Unit>): Map<string, string> {
  const prefixes = new Map<string, string>();
  for (const unit of units) {
    const shared = unit.json.styleIsolation === 'shared' || unit.json.styleIsolation === 'page-shared';
    if (!unit.isPage && !shared) prefixes.set(unit.id, `c${prefixes.size.toString(36)}`);
  }
  return prefixes;
}

/** The style sheets of the preview itself, in the order in which they apply. */
function runtimeStyles(): string[] {
  const names = ['page', 'tags', 'bars', 'dialogs', 'pickers', 'preview', 'cashier', 'faults'];
  return names.map((name) => readFileSync(join(RUNTIME, 'css', `${name}.css`), 'utf8'));
}
