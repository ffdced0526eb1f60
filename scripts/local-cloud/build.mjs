import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
};

/** What runs inside of functions' processes: CommonJS, as the bundles beside it, each alone in its file. */
export async function buildFunctionRuntime(outdir = path.join(root, 'dist')) {
  const names = ['function-runtime', 'function-guard'];
  const entryPoints = names.map((name) => `src/functions/runtime/${name}.ts`);
  await build({ ...shared, entryPoints, format: 'cjs', outdir, outExtension: { '.js': '.cjs' } });
}

/** `cli`, `index` and every `<name>-worker.ts`, each as `dist/<name>.js`. */
export async function buildLocalCloud() {
  const entries = typescriptFiles(path.join(root, 'src')).filter((file) => /-worker\.ts$/.test(file));
  entries.push(path.join(root, 'src/cli.ts'), path.join(root, 'src/index.ts'));
  const entryPoints = Object.fromEntries(entries.map((file) => [path.basename(file, '.ts'), file]));
  await buildFunctionRuntime();
  await build({ ...shared, entryPoints, format: 'esm', outdir: path.join(root, 'dist') });
}

function typescriptFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? typescriptFiles(file) : [file];
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildLocalCloud();
