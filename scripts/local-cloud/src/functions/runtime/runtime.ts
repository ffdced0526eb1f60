import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { getHeapStatistics } from 'node:v8';
import { ANSWER_BYTES } from '../limits.js';
import type { InstanceSpec, InvokeMessage, RuntimeMessage } from '../messages.js';
import { cacheCode } from './code-cache.js';
import { invocationContext } from './context.js';
import { noteCoverage } from './coverage.js';
import { describeError } from './describe-error.js';

type Handler = (event: unknown, context: object, callback?: (error: unknown, value?: unknown) => void) => unknown;

/** How often a running function's memory is looked at. */
const MEMORY_CHECK_MS = 20;

/** Runs the invocations of one instance, one after the other, as SCF's Node runtime does. */
export function createRuntime(spec: InstanceSpec, send: (message: RuntimeMessage) => void) {
  const limitBytes = spec.memoryMb * 1024 * 1024;
  let injected: string[] = [];
  let handler: Handler | undefined;
  const afterwards = keeper(spec);

  async function invoke(message: InvokeMessage): Promise<void> {
    for (const key of injected) delete process.env[key];
    injected = Object.keys(message.env);
    Object.assign(process.env, message.env);
    const watch = setInterval(() => {
      const memoryBytes = memoryUsed();
      if (memoryBytes > limitBytes) send({ kind: 'memory', memoryBytes });
    }, MEMORY_CHECK_MS).unref();
    try {
      handler ??= load();
      const value = await call(handler, JSON.parse(message.event), invocationContext(message.context, message.env));
      send(answer(encode(value)));
      setImmediate(afterwards);
    } catch (error) {
      const loading = handler === undefined;
      send({ kind: 'failure', error: describeError(error), memoryBytes: memoryUsed(), loading });
    } finally {
      clearInterval(watch);
    }
  }

  function load(): Handler {
    const started = performance.now();
    const loaded = requireEntry(spec);
    const main = loaded[spec.exportName];
    if (typeof main !== 'function') {
      throw new TypeError(`handler not found: ${spec.entry}.js has no exported function "${spec.exportName}"`);
    }
    send({ kind: 'loaded', loadMs: performance.now() - started });
    return main as Handler;
  }

  return { invoke };
}

/** What an invocation leaves for others: compiled code for the next instance, or notes of what ran. */
function keeper({ entry, codeCache, coverage, functionName }: InstanceSpec): () => void {
  if (coverage) return noteCoverage(`${entry}.js`, coverage, functionName);
  return codeCache ? cacheCode(`${entry}.js`, codeCache) : () => {};
}

function requireEntry({ entry, dir }: InstanceSpec): Record<string, unknown> {
  try {
    process.chdir(dir);
    return createRequire(`${entry}.js`)(entry) as Record<string, unknown>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The platform installs what package.json names when it deploys; here that is the owner's part.
    const hint = existsSync(path.join(dir, 'package.json')) && !existsSync(path.join(dir, 'node_modules'));
    if (code === 'MODULE_NOT_FOUND' && hint) (error as Error).stack += `\nrun "npm install" in ${dir}`;
    throw error;
  }
}

/** Both styles of handler: a returned value or promise, and Node's callback as third argument. */
async function call(handler: Handler, event: unknown, context: object): Promise<unknown> {
  if (handler.length < 3) return handler(event, context);
  return new Promise((resolve, reject) => {
    const callback = (error: unknown, value?: unknown) => (error ? reject(error) : resolve(value));
    Promise.resolve(handler(event, context, callback)).catch(reject);
  });
}

function answer(json: string): RuntimeMessage {
  const bytes = Buffer.byteLength(json);
  const memoryBytes = memoryUsed();
  if (bytes > ANSWER_BYTES) return { kind: 'tooLarge', bytes, memoryBytes };
  return { kind: 'answer', json, memoryBytes };
}

function encode(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/** What this instance holds: the JavaScript heap and the buffers outside of it. */
function memoryUsed(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}
