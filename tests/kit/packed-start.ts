import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

let packed: Promise<string> | undefined;

/**
 * `scripts/dev.ts` with everything of ours that it runs as one file, made once in a test's process: it starts in half the time that
 * loading two hundred files and stripping their types takes, and a run starts fifty clouds.
 */
export function packedStart(): Promise<string> {
  packed ??= pack();
  return packed;
}

async function pack(): Promise<string> {
  const folder = path.join(root, 'dist', 'test-start');
  mkdirSync(folder, { recursive: true });
  const outfile = path.join(folder, `dev-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/dev.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'silent',
    plugins: [compilersLeftOut, packagesWhereTheyAre, placesAsInSource],
  });
  process.once('exit', () => rmSync(outfile, { force: true }));
  return outfile;
}

/** What is built already needs no compiler. */
const compilersLeftOut: Plugin = {
  name: 'compilers-left-out',
  setup({ onResolve }) {
    onResolve({ filter: /\/(build-all|rebuild)\.js$/ }, ({ path: file }) => ({ path: file, external: true }));
  },
};

/** Packages are loaded from where the importing file would find them: a workspace may have a version of its own. */
const packagesWhereTheyAre: Plugin = {
  name: 'packages-where-they-are',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path: name, kind, resolveDir, pluginData }) => {
      if (pluginData === 'resolving' || kind === 'entry-point' || name.startsWith('node:')) return undefined;
      const found = await resolve(name, { kind, resolveDir, pluginData: 'resolving' });
      return found.errors.length > 0 || found.external
        ? { path: name, external: true }
        : { path: pathToFileURL(found.path).href, external: true };
    });
  },
};

/** A file asks where it lies to find what lies beside it. */
const placesAsInSource: Plugin = {
  name: 'places-as-in-source',
  setup({ onLoad }) {
    onLoad({ filter: /\/(scripts|shared)\/.*\.ts$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      if (!text.includes('import.meta.')) return undefined;
      const contents = text
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
      return { contents, loader: 'ts' };
    });
  },
};
