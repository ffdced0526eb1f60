import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { apps } from '../shared/apps/apps.js';
import { readFunctions } from './lib/actions.js';
import { miniprogramClient } from './lib/client.js';
import { cloudbaserc } from './lib/cloudbaserc.js';
import { describeActions } from './lib/contracts/describe.js';
import { openApi } from './lib/contracts/openapi.js';
import { actionsReference } from './lib/contracts/reference.js';
import { holdingsFile } from './lib/holdings.js';
import { httpActionsFile } from './lib/http-actions.js';
import { root } from './lib/paths.js';
import { permissionsTable } from './lib/permissions-table.js';
import { routesFile } from './lib/routes.js';

/** Writes what is derived from the contracts; with `--check`, says which files are not current and fails. */
const functions = await readFunctions();
const description = await describeActions(functions);
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
const files: Record<string, string> = {
  'cloudbaserc.json': cloudbaserc(functions),
  'docs/actions.md': actionsReference(description, functions),
  'docs/permissions.md': permissionsTable(functions),
  'docs/openapi.json': openApi(description, version),
  'shared/core/events/routes.generated.ts': routesFile(apps, functions),
  'shared/core/privacy/holdings.generated.ts': holdingsFile(apps),
  'shared/modules/account/http-actions.generated.ts': httpActionsFile(apps, functions),
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
