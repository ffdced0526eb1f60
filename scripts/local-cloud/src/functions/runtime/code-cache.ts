import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

/** Smaller files compile faster than their cache is read. */
const WORTH_CACHING = 64 * 1024;

interface Compilable extends NodeJS.Module {
  _compile(content: string, filename: string): unknown;
}

/**
 * Keeps what V8 makes of one large module, so that the next instance of it starts in half the time.
 * @param folder where it is kept, by place and content; trusted, since what lies there is executed
 * @returns keeps the code that has been compiled by now; to be called when the module has run once
 */
export function cacheCode(file: string, folder: string): () => void {
  const prototype = Module.prototype as Compilable;
  const compile = prototype._compile;
  let keep = () => {};
  prototype._compile = function (this: Compilable, content: string, filename: string) {
    if (filename !== file || !isCacheable(content)) return compile.call(this, content, filename);
    const cacheFile = path.join(folder, cacheKey(filename, content));
    const cachedData = readCache(cacheFile);
    const script = new vm.Script(Module.wrap(content), {
      filename,
      columnOffset: -Module.wrap('').indexOf('\n'),
      cachedData,
    });
    if (!cachedData || script.cachedDataRejected) keep = () => writeCache(cacheFile, script);
    const run = script.runInThisContext() as (...args: unknown[]) => unknown;
    return run.call(this.exports, this.exports, createRequire(filename), this, filename, path.dirname(filename));
  };
  return () => {
    keep();
    keep = () => {};
  };
}

/**
 * V8 refuses a cache that it made with other flags, and the heap's size is one. The file's name is kept in the cache, and
 * shows in stacks.
 */
function cacheKey(filename: string, content: string): string {
  const facts = [process.versions.v8, process.execArgv.join(' '), filename].join('\0');
  return createHash('sha1').update(`${facts}\0`).update(content).digest('hex');
}

/** Code from a cache cannot import() (Node 20), unless the text only mentions it in a comment. */
function isCacheable(content: string): boolean {
  const imports = /^(?!\s*(?:\/\*|\*|\/\/)).*\bimport\s*\(/m;
  return content.length >= WORTH_CACHING && !content.startsWith('#!') && !imports.test(content);
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another instance may read at the same time. */
function writeCache(file: string, script: vm.Script): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, file);
  } catch {
    // Without a cache everything works, only slower.
  }
}
