import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readFunctions } from './actions.js';
import { variablesOf } from './cloudbaserc.js';
import { root } from './paths.js';

it('has every variable that a function is given in .env.example, and no other', async () => {
  const listed = [...readFileSync(path.join(root, '.env.example'), 'utf8').matchAll(/^([A-Z0-9_]+)=/gm)].map(
    ([, name]) => name!,
  );
  const given = new Set((await readFunctions()).flatMap(variablesOf));
  // The app is named on the command line, the environment to tcb.
  const wanted = new Set([...given, 'CLOUDBASE_ENV'].filter((name) => name !== 'YUNSHU_APP'));
  expect([...listed].sort()).toEqual([...wanted].sort());
});
