import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import { readJsonObject } from './json.js';
import { BuildError } from './problem.js';

/** Where npm packages live inside a mini-program, in ids as on the device. */
const NPM = 'miniprogram_npm/';

interface NpmPackage {
  name: string;
  /** The folder that holds the files for a mini-program. */
  folder: string;
}

/** Where a build runs, when its pages are not all of the app's. */
export type Channel = 'wechat';

/**
 * The files of one app, addressed by id: the path without extension, from the root of the package as WeChat sees it.
 * `app` is the app's entry and `custom-tab-bar/index` its tab bar (in the source below `apps/<app>/`), `miniprogram_npm/<package>/…` a file of an npm package.
 * What `app.<channel>.json` says takes the place of what `app.json` says.
 */
export class Source {
  readonly #packages = new Map<string, NpmPackage | undefined>();
  readonly #require: NodeJS.Require;

  constructor(
    readonly root: string,
    readonly app: string,
    readonly channel?: Channel,
  ) {
    this.#require = createRequire(
      existsSync(join(root, '..', 'node_modules')) ? join(root, 'index.js') : import.meta.url,
    );
  }

  /**
   * What the app says of itself, for this channel; and the file that says which pages it has.
   * @throws BuildError when there is no `app.json`, or it is no JSON
   */
  appJson(): { json: Record<string, unknown>; file: string } {
    const file = this.fileOf('app', '.json');
    if (!file) throw new BuildError([{ file: `${this.pathOf('app')}.json`, message: 'does not exist' }]);
    const json = readJsonObject(file);
    const own = this.channel && this.fileOf('app', `.${this.channel}.json`);
    return own ? { json: { ...json, ...readJsonObject(own) }, file: own } : { json, file };
  }

  /** Absolute path of an id, without extension. */
  pathOf(id: string): string {
    if (id === 'app' || id.startsWith('custom-tab-bar/')) return join(this.root, 'apps', this.app, id);
    if (id.startsWith(NPM)) {
      const rest = id.slice(NPM.length);
      const found = this.#packageOf(rest);
      if (found) return join(found.folder, rest.slice(found.name.length + 1));
    }
    return join(this.root, id);
  }

  /** The existing file of an id with the first of these extensions that exists. */
  fileOf(id: string, ...extensions: string[]): string | undefined {
    const path = this.pathOf(id);
    return extensions.map((extension) => path + extension).find((file) => existsSync(file) && statSync(file).isFile());
  }

  /** The id, with extension, that a file of the source has on the device; undefined for a file that has no place there. */
  idOf(file: string): string | undefined {
    const entry = join(this.root, 'apps', this.app);
    if (file.startsWith(`${entry}/`)) return relative(entry, file);
    for (const found of this.#packages.values()) {
      if (found && file.startsWith(`${found.folder}/`)) return `${NPM}${found.name}/${relative(found.folder, file)}`;
    }
    const id = relative(this.root, file);
    return id.startsWith('..') || id.startsWith('apps/') ? undefined : id;
  }

  /**
   * The id that a reference in a json, wxml, wxs or wxss file means: absolute from the root, relative to the file, or
   * a file of an npm package.
   */
  resolve(fromId: string, reference: string): string {
    if (reference.startsWith('/')) return reference.slice(1);
    if (!reference.startsWith('.') && this.#packageOf(reference)) return NPM + reference;
    if (fromId === 'app') {
      const file = join(dirname(this.pathOf('app')), reference);
      return relative(this.root, file).replace(/^\.\.$/, '');
    }
    return posix.join(posix.dirname(fromId), reference);
  }

  /** The folder of the mini-program build of an npm package that `specifier` begins with. */
  npmFolder(specifier: string): { name: string; folder: string } | undefined {
    return this.#packageOf(specifier);
  }

  #packageOf(specifier: string): NpmPackage | undefined {
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    if (!this.#packages.has(name)) this.#packages.set(name, this.#findPackage(name));
    return this.#packages.get(name);
  }

  #findPackage(name: string): NpmPackage | undefined {
    let manifest: string;
    try {
      manifest = this.#require.resolve(`${name}/package.json`);
    } catch {
      return undefined;
    }
    const { miniprogram } = readJsonObject(manifest);
    return typeof miniprogram === 'string' ? { name, folder: join(dirname(manifest), miniprogram) } : undefined;
  }
}
