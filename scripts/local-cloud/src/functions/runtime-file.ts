import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The bundled runtime of instances: `dist/function-runtime.cjs` of this package.
 * @throws Error when the package has not been built
 */
export function runtimeFile(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('the local cloud lies in no package');
    folder = parent;
  }
  const file = path.join(folder, 'dist', 'function-runtime.cjs');
  if (!existsSync(file)) throw new Error(`${file} is missing: build the local cloud first (node build.mjs)`);
  return file;
}
