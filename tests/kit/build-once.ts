import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** More than one group of tests asks for the build, each in a world of its own; the process is the same. */
const BUILT = 'YUNSHU_TESTS_BUILT';

/** Builds everything once before the tests, as `npm start` does. */
export default function setup(): void {
  if (process.env[BUILT]) return;
  process.env[BUILT] = '1';
  execFileSync(path.join(root, 'node_modules/.bin/tsx'), ['scripts/build.ts'], { cwd: root, stdio: 'inherit' });
}
