import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));

/**
 * Builds the console's pages into `dist/console`; does nothing when neither the sources nor what they are built with have
 * changed since.
 * @returns whether it built
 */
export async function buildConsole(outDir = path.join(root, '../dist/console')) {
  const stampFile = path.join(outDir, '.stamp');
  const stamp = stampOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;

  const [{ build }, { default: vue }] = await Promise.all([import('vite'), import('@vitejs/plugin-vue')]);
  // Beside, then moved: whoever serves or builds at the same time never sees half of it.
  const fresh = `${outDir}.${process.pid}`;
  await build({
    configFile: false,
    root,
    base: '/console/',
    logLevel: 'warn',
    plugins: [vue({ isProduction: true })],
    // Whoever builds may be a test run, whose NODE_ENV would bring in Vue's development build.
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
    build: {
      outDir: fresh,
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 2_000,
      modulePreload: { polyfill: false },
    },
  });
  writeFileSync(path.join(fresh, '.stamp'), stamp);
  rmSync(outDir, { recursive: true, force: true });
  renameSync(fresh, outDir);
  return true;
}

/** Changes with every source file and with every version that the workspace asks for. */
function stampOfSources() {
  const hash = createHash('sha256');
  const sources = [
    ...filesBelow(path.join(root, 'src')),
    path.join(root, 'index.html'),
    fileURLToPath(import.meta.url),
  ];
  const asked = JSON.parse(readFileSync(path.join(root, '../package.json'), 'utf8')).devDependencies;
  hash.update(JSON.stringify(asked));
  for (const file of sources.sort()) hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildConsole();
