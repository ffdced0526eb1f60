import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listAssets } from '../project/assets.js';
import type { BuildReport } from '../report.js';
import { iconSvg } from '../wxss/icons.js';
import type { CompiledApp } from './compile.js';

type Content = string | Uint8Array;

/** What this process has written into each folder: what is the same is not written again. */
const writtenInto = new Map<string, Map<string, Content>>();

/** The files of a site, written into a folder that holds nothing else afterwards. */
export class SiteFiles {
  /** Bytes by name. */
  readonly sizes: Record<string, number> = {};
  readonly #before: ReadonlyMap<string, Content>;
  readonly #now = new Map<string, Content>();

  constructor(readonly folder: string) {
    const known = existsSync(join(folder, 'index.html')) ? writtenInto.get(folder) : undefined;
    if (!known) rmSync(folder, { recursive: true, force: true });
    this.#before = known ?? new Map();
    writtenInto.set(folder, this.#now);
  }

  put(name: string, content: Content): void {
    this.sizes[name] = Buffer.byteLength(content);
    this.#now.set(name, content);
    if (isSame(this.#before.get(name), content)) return;
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** The pictures that style sheets and pages name. @param icons of TDesign's */
  putAssets({ source }: CompiledApp, icons: Iterable<string>): void {
    for (const name of icons) this.put(`icons/${name}.svg`, iconSvg(name));
    for (const id of listAssets(source.root, source.app)) this.put(id, readFileSync(join(source.root, id)));
  }

  /** Removes what the build before had and this one has not. What was built, since `started` (ms, of the performance clock). */
  report({ source, config, units }: CompiledApp, started: number): BuildReport {
    for (const name of this.#before.keys()) if (!this.#now.has(name)) rmSync(join(this.folder, name), { force: true });
    return {
      app: source.app,
      outDir: this.folder,
      pages: config.pages,
      components: units.size - config.pages.length,
      files: this.sizes,
      packages: {},
      milliseconds: Math.round(performance.now() - started),
    };
  }
}

function isSame(before: Content | undefined, now: Content): boolean {
  if (typeof before === 'string' || typeof now === 'string' || before === undefined) return before === now;
  return Buffer.compare(before, now) === 0;
}
