import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Keeps what V8 makes of a bundled function beside it, so that a cold instance starts in half the time: `index.js` becomes a
 * loader of a few lines, `main.js` the bundle, `main.cache` the compiled code of what runs at start.
 *
 * A cache is good for the very V8 that made it, so this is to be run by the Node of the platform's runtime. With any other the
 * loader runs the bundle as it is; a cache can be refused, and never be wrong.
 * @returns whether it was done: compiled code cannot import() on Node 20, and a bundle that does is left as it is
 * @throws Error when the bundle does not load
 */
export function addCodeCache(folder: string, node = process.execPath): boolean {
  const [bundle, loader] = [path.join(folder, 'main.js'), path.join(folder, 'index.js')];
  if (IMPORTS.test(readFileSync(loader, 'utf8'))) return false;
  renameSync(loader, bundle);
  const { status, stderr } = spawnSync(node, ['-e', MAKE, bundle], { encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`${bundle} does not load: ${stderr}`);
  writeFileSync(loader, LOADER);
  return true;
}

/** A call of import(), and no comment that speaks of one. */
const IMPORTS = /^(?!\s*(?:\/\*|\*|\/\/)).*\bimport\s*\(/m;

/** Runs the bundle first, so that the cache holds the functions that a start needs, and no others. */
const MAKE = `
const fs = require('node:fs'), path = require('node:path'), vm = require('node:vm'), Module = require('node:module');
const file = process.argv[1];
const script = new vm.Script(Module.wrap(fs.readFileSync(file, 'utf8')), { filename: file });
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, Module.createRequire(file), module_, file, path.dirname(file));
const version = process.versions.v8.padEnd(32);
fs.writeFileSync(file.replace(/js$/, 'cache'), Buffer.concat([Buffer.from(version), script.createCachedData()]));
process.exit(0);
`;

/** Reads the cache only when its first 32 bytes name the V8 that is running: reading megabytes in vain takes time. */
const LOADER = `'use strict';
const fs = require('node:fs'), vm = require('node:vm'), Module = require('node:module');
const file = __dirname + '/main.js';
function cachedData() {
  try {
    const cache = fs.readFileSync(__dirname + '/main.cache');
    return cache.toString('latin1', 0, 32).trim() === process.versions.v8 ? cache.subarray(32) : undefined;
  } catch {
    return undefined;
  }
}
const cache = cachedData();
if (cache === undefined) module.exports = require(file);
else {
  const script = new vm.Script(Module.wrap(fs.readFileSync(file, 'utf8')), { filename: file, cachedData: cache });
  script.runInThisContext()(exports, Module.createRequire(file), module, file, __dirname);
}
`;
