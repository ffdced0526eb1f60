import { join } from 'node:path';
import vm from 'node:vm';
import esbuild from 'esbuild';
import type { TagSupport } from './support.js';

export interface Registry {
  tags: Record<string, TagSupport>;
  api: Record<'wx' | 'cloud', string[]>;
}

/** Asks the code that runs in the page what it has: it is bundled as for a page and loaded without one. */
export async function readRegistry(): Promise<Registry> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(import.meta.dirname, '..', 'runtime', 'registry.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    target: 'es2022',
    define: { global: 'globalThis' },
    logLevel: 'silent',
  });
  const module = { exports: {} as { REGISTRY?: Registry } };
  const page: Record<string, unknown> = { module, exports: module.exports, console, HTMLElement: class {}, URL };
  for (const name of ['window', 'document', 'navigator', 'location', 'matchMedia']) page[name] = anything();
  vm.runInNewContext(outputFiles[0]!.text, page);
  if (!module.exports.REGISTRY) throw new Error('runtime/registry.ts exports no REGISTRY');
  return JSON.parse(JSON.stringify(module.exports.REGISTRY)) as Registry;
}

/** Stands for whatever of a page is touched while its code is loaded: nothing comes of it. */
function anything(): unknown {
  const proxy: unknown = new Proxy(() => undefined, {
    get: (_, key) => (key === Symbol.toPrimitive ? () => '' : proxy),
    apply: () => proxy,
    construct: () => proxy as object,
    set: () => true,
  });
  return proxy;
}
