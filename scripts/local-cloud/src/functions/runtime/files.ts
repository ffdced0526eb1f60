import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { CHANNEL_DESCRIPTOR } from '../channel.js';
import { badDescriptor } from './channel-guard.js';
import { writableBelow } from './real-path.js';

/** Functions of `fs` that write, and which of their arguments are paths that they change. */
const WRITERS: Record<string, readonly number[]> = {
  appendFile: [0],
  chmod: [0],
  chown: [0],
  copyFile: [1],
  cp: [1],
  truncate: [0],
  utimes: [0],
  writeFile: [0],
};

/** The same for those that change a link, and not what it leads to. */
const WRITERS_OF_NAMES: Record<string, readonly number[]> = {
  lchown: [0],
  // A second name would let the file be written.
  link: [0, 1],
  lutimes: [0],
  mkdir: [0],
  mkdtemp: [0],
  rename: [0, 1],
  rm: [0],
  rmdir: [0],
  symlink: [1],
  unlink: [0],
};

// biome-ignore lint/suspicious/noExplicitAny: any function of fs
type AnyFunction = (this: unknown, ...args: any[]) => unknown;

/** Makes everything but the folder for temporary files read-only, as it is on the platform. */
export function confineWrites(writable = [os.tmpdir(), '/dev']): void {
  const allowed = writableBelow(writable);
  const modules = [
    { of: fs as unknown as Record<string, AnyFunction>, fail: failByCallback },
    { of: fs.promises as unknown as Record<string, AnyFunction>, fail: failByPromise },
  ];
  const check = (name: string, args: unknown[], paths: readonly number[], follow: boolean) => {
    for (const index of paths) {
      if (args[index] === CHANNEL_DESCRIPTOR) return badDescriptor(name);
      const file = pathOf(args[index]);
      if (file !== undefined && !allowed(file, follow)) return readOnly(name, file);
    }
    return undefined;
  };
  const checkOpen = (args: unknown[]) => (opensForWriting(args[1]) ? check('open', args, [0], true) : undefined);
  const writers = [
    ...Object.entries(WRITERS).map(([name, paths]) => ({ name, paths, follow: true })),
    ...Object.entries(WRITERS_OF_NAMES).map(([name, paths]) => ({ name, paths, follow: false })),
  ];

  for (const { of, fail } of modules) {
    for (const { name, paths, follow } of writers) replace(of, name, fail, (args) => check(name, args, paths, follow));
    replace(of, 'open', fail, checkOpen);
  }
  const sync = modules[0]!.of;
  for (const { name, paths, follow } of writers) {
    replace(sync, `${name}Sync`, failByThrow, (args) => check(name, args, paths, follow));
  }
  replace(sync, 'openSync', failByThrow, checkOpen);
  for (const name of ['write', 'writev', 'read', 'readv', 'close']) {
    const checkDescriptor = (args: unknown[]) => (args[0] === CHANNEL_DESCRIPTOR ? badDescriptor(name) : undefined);
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
  const real = of[name];
  if (!real) return;
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

function readOnly(syscall: string, file: string): Error {
  const text = `EROFS: read-only file system, ${syscall} '${file}' (a function may write below ${os.tmpdir()} only)`;
  return Object.assign(new Error(text), { code: 'EROFS', errno: -30, syscall, path: file });
}
