import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import esbuild, { type Message } from 'esbuild';
import { BuildError, type Problem } from '../project/problem.js';
import type { Source } from '../project/source.js';
import { npmPlugin } from '../web/bundle.js';

export interface WechatScripts {
  /** Text of every script of the app, by id with extension, as CommonJS that WeChat loads. */
  compiled: Map<string, Uint8Array>;
  /** Scripts of npm packages, by id with extension → file; they are taken as they are. */
  npm: Map<string, string>;
}

/**
 * Strips the types of every script that the entries reach, and finds the scripts of npm packages they need. Imports
 * keep their files: what was one file in the source is one file on the device.
 * @param entries files of pages, components and the app
 * @throws BuildError for an import that does not exist or leads out of the mini-program
 */
export async function compileScripts(
  source: Source,
  entries: Iterable<string>,
  define: Record<string, string> = {},
): Promise<WechatScripts> {
  const files = await reachableScripts(source, [...entries]);
  const problems: Problem[] = [];
  const own = new Map<string, string>();
  const npm = new Map<string, string>();
  for (const file of files) {
    const id = source.idOf(file);
    if (!id) problems.push({ file, message: 'is imported by the mini-program but lies outside of it' });
    else if (id.startsWith('miniprogram_npm/')) npm.set(id, file);
    else own.set(id.replace(/\.ts$/, '.js'), file);
  }
  if (problems.length > 0) throw new BuildError(problems);
  return { compiled: await transform(source, own, define), npm };
}

async function reachableScripts(source: Source, entryPoints: string[]): Promise<string[]> {
  const result = await reported(() =>
    esbuild.build({
      entryPoints,
      bundle: true,
      write: false,
      metafile: true,
      outdir: '/',
      format: 'esm',
      logLevel: 'silent',
      absWorkingDir: source.root,
      plugins: [npmPlugin(source)],
    }),
  );
  return Object.keys(result.metafile!.inputs).map((file) => join(source.root, file));
}

/** One CommonJS file for each; imports are rewritten to where the files lie on the device. */
async function transform(
  source: Source,
  files: ReadonlyMap<string, string>,
  define: Record<string, string>,
): Promise<Map<string, Uint8Array>> {
  const result = await reported(() =>
    esbuild.build({
      entryPoints: [...files].map(([id, file]) => ({ in: file, out: id.replace(/\.js$/, '') })),
      bundle: true,
      write: false,
      outdir: '/',
      format: 'cjs',
      target: 'es2018',
      minify: true,
      define,
      charset: 'utf8',
      logLevel: 'silent',
      plugins: [
        {
          name: 'keep-files',
          setup(build) {
            build.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
              if (kind === 'entry-point') return undefined;
              if (!path.startsWith('.')) return { path, external: true };
              const from = source.idOf(importer)!;
              const target = source.idOf(scriptFile(join(dirname(importer), path)))!;
              const relative = posix.relative(posix.dirname(from), target).replace(/\.ts$/, '.js');
              return { path: relative.startsWith('.') ? relative : `./${relative}`, external: true };
            });
          },
        },
      ],
    }),
  );
  return new Map(result.outputFiles!.map((file) => [file.path.slice(1), file.contents]));
}

/** The file an import without extension, or with `.js` for a TypeScript file, means. */
function scriptFile(path: string): string {
  const bare = path.replace(/\.js$/, '');
  const found = [`${bare}.ts`, `${bare}.js`, path, join(path, 'index.ts'), join(path, 'index.js')];
  return found.find((file) => /\.[jt]s$/.test(file) && existsSync(file)) ?? path;
}

async function reported(build: () => Promise<esbuild.BuildResult>): Promise<esbuild.BuildResult> {
  try {
    return await build();
  } catch (error) {
    const errors = (error as { errors?: Message[] }).errors;
    if (!errors) throw error;
    throw new BuildError(
      errors.map(({ location, text }) => ({
        file: location?.file ?? '',
        ...(location && { line: location.line }),
        message: text,
      })),
    );
  }
}
