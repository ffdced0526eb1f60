import { existsSync } from 'node:fs';
import { join } from 'node:path';
import esbuild, { type Message, type Plugin } from 'esbuild';
import { BuildError } from '../project/problem.js';
import type { Source } from '../project/source.js';

export interface BundleOptions {
  minify: boolean;
  sourcemap: boolean;
  /** Names in the source, and what the build writes in their place. */
  define?: Record<string, string> | undefined;
}

/**
 * Bundles the entry module into one script.
 * @throws BuildError with what esbuild found wrong, by file and line
 */
export async function bundle(source: Source, entry: string, options: BundleOptions): Promise<Uint8Array> {
  try {
    const result = await esbuild.build({
      ...bundleOptions(options),
      stdin: { contents: entry, resolveDir: import.meta.dirname, loader: 'js', sourcefile: 'entry.js' },
      format: 'iife',
      plugins: [npmPlugin(source)],
    });
    return result.outputFiles[0]!.contents;
  } catch (error) {
    throw asBuildError(error);
  }
}

/** How a mini-program's scripts are bundled for a browser. */
export function bundleOptions({ minify, sourcemap, define }: BundleOptions) {
  return {
    bundle: true,
    write: false,
    target: 'es2022',
    charset: 'utf8',
    keepNames: true,
    logLevel: 'silent',
    minify,
    sourcemap: sourcemap ? 'inline' : false,
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"', ...define },
  } as const;
}

/** What esbuild found wrong, by file and line; anything else as it was. */
export function asBuildError(error: unknown): unknown {
  const errors = (error as { errors?: Message[] }).errors;
  if (!errors) return error;
  return new BuildError(
    errors.map(({ location, text }) => ({
      file: location?.file ?? 'entry',
      ...(location && { line: location.line }),
      message: text,
    })),
  );
}

/** Resolves npm packages to their mini-program build, and what those carry in a `miniprogram_npm` of their own. */
export function npmPlugin(source: Source): Plugin {
  return {
    name: 'miniprogram-npm',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
        const found = source.npmFolder(path);
        if (found) return scriptAt(join(found.folder, path.slice(found.name.length + 1)));
        const owner = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(importer)?.[1];
        const host = owner && source.npmFolder(owner.slice(owner.lastIndexOf('/node_modules/') + 14));
        return host ? scriptAt(join(host.folder, 'miniprogram_npm', path)) : undefined;
      });
    },
  };
}

function scriptAt(path: string): { path: string } | undefined {
  const found = [`${path}.js`, join(path, 'index.js'), path].find((file) => file.endsWith('.js') && existsSync(file));
  return found ? { path: found } : undefined;
}
