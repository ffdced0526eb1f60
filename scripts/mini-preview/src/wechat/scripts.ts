import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import esbuild, { type Message } from 'esbuild';
import type { AppConfig } from '../project/app-json.js';
import { apartFrom, isThere } from '../project/packages.js';
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
 * @throws BuildError for an import that does not exist, leads out of the mini-program, or into a package that need not be there
 */
export async function compileScripts(
  source: Source,
  config: Pick<AppConfig, 'subPackages'>,
  entries: Iterable<string>,
  define: Record<string, string> = {},
): Promise<WechatScripts> {
  const needs = await reachableScripts(source, [...entries]);
  const problems: Problem[] = [];
  const own = new Map<string, string>();
  const npm = new Map<string, string>();
  for (const [file, needed] of needs) {
    const id = source.idOf(file);
    for (const to of needed.map((other) => source.idOf(other) ?? '')) {
      if (id && to && !isThere(config, id, to))
        problems.push({ file, message: `imports ${to} of ${apartFrom(config, to)}` });
    }
    if (!id) problems.push({ file, message: 'is imported by the mini-program but lies outside of it' });
    else if (id.startsWith('miniprogram_npm/')) npm.set(id, file);
    else own.set(id.replace(/\.ts$/, '.js'), file);
  }
  if (problems.length > 0) throw new BuildError(problems);
  return { compiled: await transform(source, own, define), npm };
}

/** Every file, and the files that it imports. */
async function reachableScripts(source: Source, entryPoints: string[]): Promise<Map<string, string[]>> {
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
  const inputs = Object.entries(result.metafile!.inputs);
  const absolute = (file: string) => join(source.root, file);
  return new Map(inputs.map(([file, { imports }]) => [absolute(file), imports.map(({ path }) => absolute(path))]));
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
