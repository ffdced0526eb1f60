import { dirname, join, relative } from 'node:path';
import type { Plugin } from 'esbuild';
import type { Unit } from '../project/components.js';
import { type CompiledApp, RUNTIME } from '../web/compile.js';
import { unitObject } from '../web/entry.js';

/** What an H5 site has in place of the preview's own: the door to the cloud, payment, and what only WeChat can do. */
const REPLACED: Readonly<Record<string, string>> = {
  'api/cloud/index': 'h5/cloud',
  'api/cloud/temp-url': 'h5/temp-url',
  'api/consent': 'h5/consent',
  'api/payment': 'h5/payment',
  'api/login': 'h5/login',
  'api/location': 'h5/location',
  'api/telephone': 'h5/telephone',
  'tags/open-type': 'h5/open-type',
  'ui/faults': 'h5/faults',
  framed: 'h5/framed',
  'own-place': 'h5/own-place',
};

/** Resolves the runtime's modules to those of an H5 site where it has its own. */
export const replacements: Plugin = {
  name: 'h5-replacements',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, importer }) => {
      const name = relative(RUNTIME, join(dirname(importer), path)).replace(/\.js$/, '');
      const own = Object.hasOwn(REPLACED, name) ? REPLACED[name] : undefined;
      return own && !importer.startsWith(join(RUNTIME, 'h5')) ? { path: join(RUNTIME, `${own}.ts`) } : undefined;
    });
  },
};

const NAMESPACE = 'app';
/** A page with all that it needs, a unit, a template; `app:templates` is what templates stand on. */
const MODULE = /^app:(entry|templates|(page|unit|template)\/.+)$/;

/** The modules that are made of an app's compiled source: what several pages need ends in a piece of its own. */
export function appModules(app: CompiledApp, entry: string): Plugin {
  const write = (name: string): string => {
    if (name === 'entry') return entry;
    if (name === 'templates') return app.templates.runtimeModule(join(RUNTIME, 'wxs-instance.ts'));
    const [kind, ...rest] = name.split('/');
    const id = rest.join('/');
    if (kind === 'page') return pageModule(app, id);
    return kind === 'unit' ? unitModule(app, id) : templateModule(app, id);
  };
  return {
    name: 'h5-app',
    setup(build) {
      build.onResolve({ filter: MODULE }, ({ path }) => ({ path: path.slice(4), namespace: NAMESPACE }));
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: write(path),
        loader: 'js',
        resolveDir: RUNTIME,
      }));
    },
  };
}

function pageModule({ units }: CompiledApp, page: string): string {
  const names = [...neededBy(units, page)].map((id, index) => ({ id, name: `unit${index}` }));
  const imports = names.map(({ id, name }) => `import ${name} from ${JSON.stringify(`app:unit/${id}`)};`);
  return `${imports.join('\n')}\nexport default [${names.map(({ name }) => name).join(', ')}];\n`;
}

function unitModule({ units, prefixes }: CompiledApp, id: string): string {
  const unit = unitObject(units.get(id)!, prefixes.get(id), 'G');
  return `import { G } from 'app:templates';\nimport ${JSON.stringify(`app:template/${id}`)};\nexport default ${unit};\n`;
}

function templateModule({ templates }: CompiledApp, id: string): string {
  const { code, needs } = templates.moduleOf(id);
  const imports = needs.map((needed) => `import ${JSON.stringify(`app:template/${needed}`)};`);
  return `import { G, R, X, Y, Z, P, Q, D } from 'app:templates';\n${imports.join('\n')}\n${code}\n`;
}

/** A page or component and everything below it. */
function neededBy(units: ReadonlyMap<string, Unit>, id: string, found = new Set<string>()): Set<string> {
  const unit = units.get(id);
  if (!unit || found.has(id)) return found;
  found.add(id);
  for (const next of [...Object.values(unit.using), ...Object.values(unit.generics)]) {
    if (typeof next === 'string') neededBy(units, next, found);
  }
  return found;
}

/** The module that starts the site: it fetches pages as they are opened. */
export function entryModule({ source, config, appScript, units, templates }: CompiledApp, env: string): string {
  const pages = config.pages.map(
    (page) => `  ${JSON.stringify(page)}: () => import(${JSON.stringify(`app:page/${page}`)}),`,
  );
  const bar = 'custom-tab-bar/index';
  const atStart =
    config.tabBar?.custom && units.has(bar) ? `(await import(${JSON.stringify(`app:page/${bar}`)})).default` : '[]';
  const regions = templates.picksRegions ? "(await import('@vant/area-data')).areaList" : 'undefined';
  return `import { start } from ${JSON.stringify(join(RUNTIME, 'start.ts'))};
import { showAccount } from ${JSON.stringify(join(RUNTIME, 'h5', 'account.ts'))};
const pages = {
${pages.join('\n')}
};
const regions = ${regions};
start({
  app: ${JSON.stringify(source.app)},
  env: ${JSON.stringify(env)},
  config: ${JSON.stringify(config)},
  ...(regions && { regions }),
  loadApp: () => require(${JSON.stringify(appScript)}),
  units: ${atStart},
  fetchPage: async (path) => (await pages[path]()).default,
});
showAccount();
`;
}
