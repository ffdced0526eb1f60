import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel } from '../project/source.js';
import type { BuildReport } from '../report.js';
import { bundle } from './bundle.js';
import type { BundleCache } from './bundle-cache.js';
import { compileApp, RUNTIME, styleSheet } from './compile.js';
import { entryModule } from './entry.js';
import { indexHtml } from './html.js';
import { SiteFiles } from './site-files.js';

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
  /** Only the pages of this channel, as `app.<channel>.json` says. */
  channel?: Channel | undefined;
  /** Names in the source that the build writes something else in place of, as JavaScript. */
  define?: Record<string, string> | undefined;
  /** What is kept from build to build of this app. */
  cache?: BundleCache;
}

/**
 * Builds an app as a static site that runs in a browser: `index.html`, `app.js`, `app.css`, icons and assets.
 * @throws BuildError with every problem of the source, by file and line
 */
export async function buildWeb(options: BuildWebOptions): Promise<BuildReport> {
  const started = performance.now();
  const compiled = compileApp(options.root, options.app, options.channel);
  const { source, config, appScript, units, prefixes, templates } = compiled;
  const entry = entryModule({
    app: options.app,
    env: options.env,
    config,
    appScript,
    units: units.values(),
    prefixes,
    templates: templates.toJavaScript(),
    runtime: join(RUNTIME, 'start.ts'),
    picksRegions: templates.picksRegions,
  });
  const development = options.development ?? false;
  const output = { minify: !development, sourcemap: development, define: options.define };
  const frameEntry = `import ${JSON.stringify(join(RUNTIME, 'frame', 'frame.ts'))};`;
  const { cache } = options;
  const [script, frame] = await Promise.all([
    cache ? cache.app(source, entry, output) : bundle(source, entry, output),
    cache ? cache.frame(source, frameEntry, output) : bundle(source, frameEntry, output),
  ]);

  const files = new SiteFiles(options.outDir);
  files.put('app.js', script);
  files.put('frame.js', frame);
  files.put('frame.css', readFileSync(join(RUNTIME, 'frame', 'frame.css'), 'utf8'));
  files.put('app.css', styleSheet(compiled));
  files.put('index.html', indexHtml(config, options.app, options.baseUrl ?? ''));
  files.putAssets(compiled, compiled.styles.icons);
  return files.report(compiled, started);
}
