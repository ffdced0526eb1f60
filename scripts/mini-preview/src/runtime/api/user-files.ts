/** Where an app keeps files of its own. */
export const USER_DATA_PATH = 'wxfile://usr';
/** What one app may keep, as WeChat documents: 200 MB. */
export const FILE_LIMIT = 200 * 1024 * 1024;

/** A refusal of the file system, with WeChat's number for it. */
export class FileError extends Error {
  constructor(
    readonly errno: number,
    message: string,
  ) {
    super(message);
  }
}

/** Files and folders below `wxfile://usr`, for this visit. Every refusal is a FileError in WeChat's words. */
export class UserFiles {
  readonly #files = new Map<string, { bytes: Uint8Array<ArrayBuffer>; changed: number }>();
  readonly #folders = new Set<string>([USER_DATA_PATH]);

  constructor(readonly now: () => number) {}

  read(path: string): Uint8Array<ArrayBuffer> {
    const file = this.#files.get(clean(path));
    if (file) return file.bytes;
    if (this.#folders.has(clean(path)))
      throw new FileError(1_301_000, `illegal operation on a directory, open "${path}"`);
    throw missing(path);
  }

  write(path: string, bytes: Uint8Array<ArrayBuffer>): void {
    const key = own(path);
    if (this.#folders.has(key)) throw new FileError(1_301_000, `illegal operation on a directory, open "${path}"`);
    if (!this.#folders.has(parentOf(key))) throw missing(path);
    const before = this.#files.get(key)?.bytes.length ?? 0;
    if (this.used - before + bytes.length > FILE_LIMIT)
      throw new FileError(1_300_202, 'the maximum size of the file storage limit is exceeded');
    this.#files.set(key, { bytes, changed: this.now() });
  }

  append(path: string, bytes: Uint8Array<ArrayBuffer>): void {
    const before = this.read(path);
    const all = new Uint8Array(before.length + bytes.length);
    all.set(before);
    all.set(bytes, before.length);
    this.write(path, all);
  }

  remove(path: string): void {
    this.read(path);
    this.#files.delete(own(path));
  }

  makeFolder(path: string, recursive: boolean): void {
    const key = own(path);
    if (this.#files.has(key) || this.#folders.has(key)) {
      if (recursive && this.#folders.has(key)) return;
      throw new FileError(1_301_005, `file already exists ${path}`);
    }
    if (!this.#folders.has(parentOf(key))) {
      if (!recursive) throw missing(path);
      this.makeFolder(parentOf(key), true);
    }
    this.#folders.add(key);
  }

  removeFolder(path: string, recursive: boolean): void {
    const key = own(path);
    if (!this.#folders.has(key)) throw missing(path);
    if (key === USER_DATA_PATH) throw new FileError(1_300_013, `permission denied, open "${path}"`);
    if (!recursive && this.list(path).length > 0) throw new FileError(1_300_066, 'directory not empty');
    for (const name of [...this.#files.keys()]) if (name.startsWith(`${key}/`)) this.#files.delete(name);
    for (const name of [...this.#folders]) if (name === key || name.startsWith(`${key}/`)) this.#folders.delete(name);
  }

  rename(from: string, to: string): void {
    const [source, target] = [own(from), own(to)];
    if (!this.#folders.has(source)) {
      this.write(to, this.read(from));
      if (source !== target) this.#files.delete(source);
      return;
    }
    if (this.exists(to)) throw new FileError(1_301_005, `file already exists ${to}`);
    if (target.startsWith(`${source}/`))
      throw new FileError(1_300_022, `invalid argument, rename "${from}" -> "${to}"`);
    if (!this.#folders.has(parentOf(target))) throw missing(to);
    const moved = (name: string) => target + name.slice(source.length);
    for (const [name, file] of [...this.#files]) {
      if (!name.startsWith(`${source}/`)) continue;
      this.#files.delete(name);
      this.#files.set(moved(name), file);
    }
    for (const name of [...this.#folders]) {
      if (name !== source && !name.startsWith(`${source}/`)) continue;
      this.#folders.delete(name);
      this.#folders.add(moved(name));
    }
  }

  /** Names in a folder, in order. */
  list(path: string): string[] {
    const key = clean(path);
    if (this.#files.has(key)) throw new FileError(1_300_020, `not a directory ${path}`);
    if (!this.#folders.has(key)) throw missing(path);
    const inside = [...this.#files.keys(), ...this.#folders].filter((name) => name !== key && parentOf(name) === key);
    return inside.map((name) => name.slice(key.length + 1)).sort();
  }

  exists(path: string): boolean {
    return this.#files.has(clean(path)) || this.#folders.has(clean(path));
  }

  stat(path: string) {
    const key = clean(path);
    const isFolder = this.#folders.has(key);
    const size = isFolder ? 0 : this.read(path).length;
    const seconds = Math.floor((this.#files.get(key)?.changed ?? 0) / 1000);
    return {
      mode: isFolder ? 0o40_755 : 0o100_644,
      size,
      lastAccessedTime: seconds,
      lastModifiedTime: seconds,
      isDirectory: () => isFolder,
      isFile: () => !isFolder,
    };
  }

  get used(): number {
    let sum = 0;
    for (const { bytes } of this.#files.values()) sum += bytes.length;
    return sum;
  }
}

/** An app may write below its own folder only. */
function own(path: string): string {
  const key = clean(path);
  if (key !== USER_DATA_PATH && !key.startsWith(`${USER_DATA_PATH}/`))
    throw new FileError(1_300_013, `permission denied, open "${path}"`);
  return key;
}

/** One name for one place: no `.`, no `..`, no slash too many. */
function clean(path: string): string {
  if (typeof path !== 'string' || path === '')
    throw new FileError(1_300_022, 'parameter error: path should be a String');
  const [, scheme = '', rest = ''] = /^([a-z]+:\/\/)?(.*)$/is.exec(path)!;
  const parts: string[] = [];
  for (const part of rest.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return scheme + parts.join('/');
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
const missing = (path: string) => new FileError(1_300_002, `no such file or directory, open "${path}"`);
