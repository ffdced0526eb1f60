import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listAssets } from '../project/assets.js';
import type { BuildReport } from '../report.js';
import { iconSvg } from '../wxss/icons.js';
import type { CompiledApp } from './compile.js';

/** The files of a site, written into a folder that is emptied first. */
export class SiteFiles {
  /** Bytes by name. */
  readonly sizes: Record<string, number> = {};

  constructor(readonly folder: string) {
    rmSync(folder, { recursive: true, force: true });
  }

  put(name: string, content: string | Uint8Array): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    this.sizes[name] = Buffer.byteLength(content);
  }

  /** The pictures that style sheets and pages name. @param icons of TDesign's */
  putAssets({ source }: CompiledApp, icons: Iterable<string>): void {
    for (const name of icons) this.put(`icons/${name}.svg`, iconSvg(name));
    for (const id of listAssets(source.root, source.app)) this.put(id, readFileSync(join(source.root, id)));
  }

  /** What was built, since `started` (ms, of the performance clock). */
  report({ source, config, units }: CompiledApp, started: number): BuildReport {
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
