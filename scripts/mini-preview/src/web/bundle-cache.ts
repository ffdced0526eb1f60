import esbuild, { type BuildContext, type Plugin } from 'esbuild';
import type { Source } from '../project/source.js';
import { asBuildError, type BundleOptions, bundleOptions, npmPlugin } from './bundle.js';

/** Keeps what was parsed between builds of the same app, so that a change costs what has changed. */
export class BundleCache {
  readonly #contexts = new Map<string, Promise<BuildContext>>();
  readonly #entries = new Map<string, string>();
  #frame: Promise<Uint8Array> | undefined;

  /** As `bundle`, of the app that this cache is for. */
  async app(source: Source, entry: string, options: BundleOptions): Promise<Uint8Array> {
    return this.#bundle('app', source, entry, options);
  }

  /** As `bundle`; the frame around the app does not change while it is developed. */
  frame(source: Source, entry: string, options: BundleOptions): Promise<Uint8Array> {
    this.#frame ??= this.#bundle('frame', source, entry, options);
    return this.#frame;
  }

  async dispose(): Promise<void> {
    for (const context of this.#contexts.values()) await (await context).dispose();
    this.#contexts.clear();
  }

  async #bundle(name: string, source: Source, entry: string, options: BundleOptions): Promise<Uint8Array> {
    this.#entries.set(name, entry);
    const context = this.#contexts.get(name) ?? this.#open(name, source, options);
    this.#contexts.set(name, context);
    try {
      const { outputFiles } = await (await context).rebuild();
      return outputFiles![0]!.contents;
    } catch (error) {
      throw asBuildError(error);
    }
  }

  #open(name: string, source: Source, options: BundleOptions): Promise<BuildContext> {
    const entry: Plugin = {
      name: 'entry',
      setup: (build) => {
        build.onResolve({ filter: /^entry:/ }, ({ path }) => ({ path, namespace: 'entry' }));
        build.onLoad({ filter: /.*/, namespace: 'entry' }, () => ({
          contents: this.#entries.get(name)!,
          resolveDir: import.meta.dirname,
          loader: 'js',
        }));
      },
    };
    return esbuild.context({
      ...bundleOptions(options),
      entryPoints: [`entry:${name}`],
      outdir: '/',
      format: 'iife',
      plugins: [entry, npmPlugin(source)],
    });
  }
}
