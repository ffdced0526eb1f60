import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/paths.js';

/** What can be measured, and what measures it. Each prints JSON with ratios taken in one run. */
const benches: Record<string, string> = {
  db: 'scripts/local-cloud/bench/db.ts',
  functions: 'scripts/local-cloud/bench/functions.ts',
  cold: 'scripts/bench/cold.ts',
  bazi: 'scripts/bench/bazi.ts',
};

const chosen = process.argv.slice(2);
const unknown = chosen.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(`no bench "${unknown}"; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(1);
}

const results: Record<string, unknown> = {};
for (const name of chosen.length > 0 ? chosen : Object.keys(benches)) {
  const { status, stdout } = spawnSync(path.join(root, 'node_modules/.bin/tsx'), [path.join(root, benches[name]!)], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
  results[name] = JSON.parse(stdout);
}
console.log(JSON.stringify(results, null, 2));
