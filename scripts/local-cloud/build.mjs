import { existsSync, readdirSync } from 'node:fs';
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

/** The runtime inside function instances: CommonJS, as the bundles that it loads, and alone in its file. */
export async function buildFunctionRuntime(outdir = path.join(root, 'dist')) {
  const outfile = path.join(outdir, 'function-runtime.cjs');
  await build({ ...shared, entryPoints: ['src/functions/runtime/function-runtime.ts'], format: 'cjs', outfile });
  return outfile;
}

/** `cli` and every `<name>-worker.ts`, each as `dist/<name>.js`. */
export async function buildLocalCloud() {
  const entries = typescriptFiles(path.join(root, 'src')).filter((file) => /-worker\.ts$/.test(file));
  const cli = path.join(root, 'src/cli.ts');
  if (existsSync(cli)) entries.push(cli);
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
