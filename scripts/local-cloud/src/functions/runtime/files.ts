import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Functions of `fs` that write, and which of their arguments are paths that they change. */
const WRITERS: Record<string, readonly number[]> = {
  appendFile: [0],
  chmod: [0],
  chown: [0],
  copyFile: [1],
  cp: [1],
  link: [1],
  mkdir: [0],
  mkdtemp: [0],
  rename: [0, 1],
  rm: [0],
  rmdir: [0],
  symlink: [1],
  truncate: [0],
  unlink: [0],
  utimes: [0],
  writeFile: [0],
};

// biome-ignore lint/suspicious/noExplicitAny: any function of fs
type AnyFunction = (this: unknown, ...args: any[]) => unknown;

/** The descriptor of the channel to the local cloud (see runtime-process.ts): what a function wrote there, it would read. */
const CHANNEL = 3;

/** Makes everything but the folder for temporary files read-only, as it is on the platform. */
export function confineWrites(writable = [os.tmpdir(), '/dev']): void {
  const roots = writable.map((folder) => path.resolve(folder));
  const modules = [
    { of: fs as unknown as Record<string, AnyFunction>, fail: failByCallback },
    { of: fs.promises as unknown as Record<string, AnyFunction>, fail: failByPromise },
  ];
  const check = (name: string, args: unknown[], paths: readonly number[]) => {
    for (const index of paths) {
      const file = pathOf(args[index]);
      if (file !== undefined && !isBelow(file, roots)) return readOnly(name, file);
    }
    return undefined;
  };
  const checkOpen = (args: unknown[]) => (opensForWriting(args[1]) ? check('open', args, [0]) : undefined);

  for (const { of, fail } of modules) {
    for (const [name, paths] of Object.entries(WRITERS)) replace(of, name, fail, (args) => check(name, args, paths));
    replace(of, 'open', fail, checkOpen);
  }
  const sync = modules[0]!.of;
  for (const [name, paths] of Object.entries(WRITERS)) {
    replace(sync, `${name}Sync`, failByThrow, (args) => check(name, args, paths));
  }
  replace(sync, 'openSync', failByThrow, checkOpen);
  const checkDescriptor = ([descriptor]: unknown[]) => (descriptor === CHANNEL ? badDescriptor() : undefined);
  for (const name of ['write', 'writev', 'close']) {
    replace(sync, name, failByCallback, checkDescriptor);
    replace(sync, `${name}Sync`, failByThrow, checkDescriptor);
  }
  syncBuiltinESMExports();
}

type Fail = (error: Error, args: unknown[]) => unknown;

function replace(
  of: Record<string, AnyFunction>,
  name: string,
  fail: Fail,
  check: (args: unknown[]) => Error | undefined,
): void {
  const real = of[name]!;
  of[name] = function (this: unknown, ...args: unknown[]) {
    const error = check(args);
    return error ? fail(error, args) : real.apply(this, args);
  };
}

function failByCallback(error: Error, args: unknown[]): void {
  const callback = args.at(-1);
  if (typeof callback !== 'function') throw error;
  process.nextTick(callback as (error: Error) => void, error);
}

function failByPromise(error: Error): Promise<never> {
  return Promise.reject(error);
}

function failByThrow(error: Error): never {
  throw error;
}

/** File descriptors and handles were opened before, and were checked then. */
function pathOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof URL) return fileURLToPath(value);
  return Buffer.isBuffer(value) ? value.toString() : undefined;
}

function opensForWriting(flags: unknown): boolean {
  if (typeof flags === 'number')
    return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0;
  return typeof flags === 'string' && /[wa+]/.test(flags);
}

function isBelow(file: string, roots: readonly string[]): boolean {
  const full = path.resolve(file);
  return roots.some((root) => full === root || full.startsWith(root + path.sep));
}

function badDescriptor(): Error {
  return Object.assign(new Error(`EBADF: bad file descriptor, write`), { code: 'EBADF', errno: -9, syscall: 'write' });
}

function readOnly(syscall: string, file: string): Error {
  const text = `EROFS: read-only file system, ${syscall} '${file}' (a function may write below ${os.tmpdir()} only)`;
  return Object.assign(new Error(text), { code: 'EROFS', errno: -30, syscall, path: file });
}
