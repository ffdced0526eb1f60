import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFunctions } from './lib/actions.js';
import { miniprogramClient } from './lib/client.js';
import { cloudbaserc } from './lib/cloudbaserc.js';
import { root } from './lib/paths.js';

/** Writes what is derived from the contracts; with `--check`, says which files are not current and fails. */
const functions = await readFunctions();
const files: Record<string, string> = {
  'cloudbaserc.json': cloudbaserc(functions),
  'miniprogram/api/client.generated.ts': miniprogramClient(functions),
};

const stale = Object.entries(files).filter(([file, text]) => {
  const current = path.join(root, file);
  return !existsSync(current) || readFileSync(current, 'utf8') !== text;
});

if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is not what the contracts say; run npm run generate`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of stale) {
    writeFileSync(path.join(root, file), text);
    console.log(`wrote ${file}`);
  }
}
