import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Bundled files that run inside of functions' processes. */
export interface RuntimeFiles {
  /** Runs event functions. */
  runtime: string;
  /** Loaded before their own code by HTTP functions, and by threads and programs that functions start. */
  guard: string;
}

/**
 * @param folder where they are; by default `dist` of this package
 * @throws Error when the package has not been built
 */
export function runtimeFiles(folder = path.join(packageRoot(), 'dist')): RuntimeFiles {
  const files = {
    runtime: path.join(folder, 'function-runtime.cjs'),
    guard: path.join(folder, 'function-guard.cjs'),
  };
  for (const file of Object.values(files)) {
    if (!existsSync(file)) throw new Error(`${file} is missing: build the local cloud first (node build.mjs)`);
  }
  return files;
}

function packageRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('the local cloud lies in no package');
    folder = parent;
  }
  return folder;
}
