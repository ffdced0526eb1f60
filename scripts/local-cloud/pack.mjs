import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildLocalCloud } from './build.mjs';
import { buildConsole } from './console-ui/build.mjs';

/** Makes what is in the package and not in the repository: the bundles, the types, the licence. Run by `npm pack`. */
const root = path.dirname(fileURLToPath(import.meta.url));
const repository = path.join(root, '../..');

await buildLocalCloud();
await buildConsole();
execFileSync(path.join(repository, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.pack.json'], {
  cwd: root,
  stdio: 'inherit',
});
copyFileSync(path.join(repository, 'LICENSE'), path.join(root, 'LICENSE'));
