import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;
/** Between two tries while the reader catches up. */
const PAUSE_MS = 1;

// biome-ignore lint/suspicious/noExplicitAny: any function of fs
type Write = (descriptor: any, ...rest: any[]) => unknown;

/**
 * Makes synchronous writes to standard output and error wait for their reader, as on a terminal or a file. Node switches
 * these descriptors to non-blocking as soon as `process.stdout` is used, and what does not fit into a pipe then fails.
 */
export function blockOnOutput(): void {
  const module = fs as unknown as Record<string, Write>;
  for (const name of ['writeSync', 'writevSync']) {
    const original = module[name]!;
    module[name] = (descriptor, ...rest) => {
      for (;;) {
        try {
          return original(descriptor, ...rest);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || !isOutput(descriptor)) throw error;
          pause();
        }
      }
    };
  }
  for (const name of ['writeFileSync', 'appendFileSync']) {
    const original = module[name]!;
    module[name] = (file, data, options) => {
      if (!isOutput(file)) return original(file, data, options);
      const encoding = typeof options === 'string' ? options : (options as { encoding?: string } | undefined)?.encoding;
      let rest =
        typeof data === 'string' ? Buffer.from(data, (encoding ?? 'utf8') as BufferEncoding) : (data as Uint8Array);
      while (rest.byteLength > 0) rest = rest.subarray(module.writeSync!(file, rest) as number);
      return undefined;
    };
  }
  const write = module.write!;
  module.write = (descriptor, ...args) => {
    const done = args.at(-1);
    if (!isOutput(descriptor) || typeof done !== 'function') return write(descriptor, ...args);
    const again = () => {
      write(descriptor, ...args.slice(0, -1), (error: NodeJS.ErrnoException | null, ...results: unknown[]) => {
        if (error?.code === 'EAGAIN') setTimeout(again, PAUSE_MS);
        else done(error, ...results);
      });
    };
    return again();
  };
  syncBuiltinESMExports();
}

const isOutput = (descriptor: unknown) => descriptor === STANDARD_OUTPUT || descriptor === STANDARD_ERROR;

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}
