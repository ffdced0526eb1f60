import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { type CloudFunction, filesOf, isStream } from './actions.js';
import { leanPackages } from './lean-packages.js';
import { openApisIn } from './open-apis.js';
import { dist, root } from './paths.js';
import { type BundleReport, sourcesOf } from './sizes.js';

/** What a bundle, with the files beside it, may weigh when its contract does not say; the platform's SDK is most of it. */
const DEFAULT_BUDGET_KB = 1600;

/**
 * Bundles every function into `<outdir>/<name>/index.js`, alone and without node_modules, as it is deployed, with the files that it
 * reads beside it.
 */
export async function bundleFunctions(
  functions: readonly CloudFunction[],
  outdir = path.join(dist, 'functions'),
): Promise<BundleReport[]> {
  const { metafile } = await build({
    entryPoints: Object.fromEntries(functions.map(({ name, entry }) => [`${name}/index`, entry])),
    outdir,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    // The client of a cache that is not used stays out of the bundle.
    define: { 'process.env.YUNSHU_CACHE': JSON.stringify(process.env.YUNSHU_CACHE ?? 'database') },
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    sourcesContent: false,
    // Without it the whole bundle becomes strict, and packages written for sloppy mode break.
    tsconfigRaw: { compilerOptions: { strict: false } },
    legalComments: 'none',
    metafile: true,
    plugins: [leanPackages],
    logLevel: 'warning',
  });

  return functions.map((one) => {
    const { name, declared } = one;
    const file = path.join(outdir, name, 'index.js');
    // The repository is a package of ES modules; a function is not.
    writeFileSync(path.join(outdir, name, 'package.json'), `${JSON.stringify({ name, main: 'index.js' })}\n`);
    if (isStream(declared)) writeBootstrap(path.dirname(file));
    const files = filesOf(one).map((source) => copyBeside(source, path.dirname(file)));
    stampBundle(file);
    const { inputs } = metafile.outputs[path.relative(root, file)] ?? { inputs: {} };
    writePermissions(path.dirname(file), openApisIn(Object.keys(inputs)));
    return {
      name,
      kb: Math.ceil(files.reduce((sum, { bytes }) => sum + bytes, statSync(file).size) / 1024),
      budgetKb: (declared.budget.bundleKb ?? DEFAULT_BUDGET_KB) + redisClientKb(declared),
      sources: sourcesOf({ ...inputs, ...Object.fromEntries(files.map(inputOf)) }),
    };
  });
}

/** Puts a file beside a bundle, by its own name. */
function copyBeside(source: string, folder: string): { source: string; bytes: number } {
  const copy = path.join(folder, path.basename(source));
  copyFileSync(path.join(root, source), copy);
  return { source, bytes: statSync(copy).size };
}

/** A file as the report of a bundle has its inputs. */
function inputOf({ source, bytes }: { source: string; bytes: number }) {
  return [source, { bytesInOutput: bytes }] as const;
}

/** Names the open APIs that a function calls, where WeChat looks for them. */
function writePermissions(folder: string, openapi: readonly string[]): void {
  if (openapi.length > 0)
    writeFileSync(path.join(folder, 'config.json'), `${JSON.stringify({ permissions: { openapi } })}\n`);
}

/** What the platform starts a web server by. */
function writeBootstrap(folder: string): void {
  writeFileSync(path.join(folder, 'scf_bootstrap'), '#!/bin/bash\n/var/lang/node20/bin/node index.js\n', {
    mode: 0o755,
  });
}

/** Puts the bundle's own hash in the place of `bundleVersion`, which is as long, so that source maps stay true. */
function stampBundle(file: string): void {
  const code = readFileSync(file, 'utf8');
  writeFileSync(file, code.replaceAll('@bundlehash@', createHash('sha256').update(code).digest('hex').slice(0, 12)));
}

/** The client of a Redis, which functions that use the cache carry where one is used. */
function redisClientKb({ uses = [] }: CloudFunction['declared']): number {
  return process.env.YUNSHU_CACHE === 'redis' && uses.includes('cache') ? 200 : 0;
}
