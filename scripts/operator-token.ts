import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Instant } from '../shared/contracts/terms.js';
import { environmentName } from '../shared/core/environment.js';
import { makeOperatorToken } from '../shared/core/operator-token.js';
import { now } from '../shared/core/time.js';
import { readLifetime, readRoles } from './lib/operator-terms.js';
import { root } from './lib/paths.js';

const USAGE = `npm run operator-token -- --env <env> --role <role> [--role <role>] [--for 15m] [--app <app>] [--as <name>]

Prints an operator token for one environment. Send it with a call as {"$yunshu": {"operator": "<token>"}, …}.
The keys are those of YUNSHU_KEYS; without it, those of the local cloud in .yunshu (YUNSHU_DATA).`;

try {
  console.log(await token());
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`);
  process.exitCode = 1;
}

async function token(): Promise<string> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      /** The app of the environment; in the local cloud both have one name. */
      app: { type: 'string' },
      role: { type: 'string', multiple: true, default: [] },
      for: { type: 'string', default: '15m' },
      /** Who is to be found in logs and audit. */
      as: { type: 'string', default: userInfo().username },
    },
  });
  const { env, app = env, as: operatorId } = values;
  if (!env || !app) throw new Error('--env is missing');
  if (!/^[A-Za-z0-9._@-]{1,64}$/.test(operatorId)) throw new Error('--as takes letters, digits, ".", "_", "@" and "-"');
  const roles = readRoles(values.role);
  const seconds = readLifetime(values.for);

  const local = !process.env.YUNSHU_KEYS;
  if (local) process.env.YUNSHU_KEYS = localKeys(env);
  const at = local ? await localTime() : now();
  return makeOperatorToken(environmentName(app, env), { operatorId, roles }, seconds, at);
}

function dataDir(): string {
  return path.resolve(root, process.env.YUNSHU_DATA ?? '.yunshu');
}

function localKeys(env: string): string {
  const file = path.join(dataDir(), 'keys', env);
  if (!existsSync(file)) {
    throw new Error(
      `there are no keys of ${env}: set YUNSHU_KEYS, or start the local cloud once so that it makes them`,
    );
  }
  return readFileSync(file, 'utf8').trim();
}

/** The local cloud's clock may have been put forward, and its functions go by it. */
async function localTime(): Promise<Instant> {
  const file = path.join(dataDir(), 'hub.json');
  if (!existsSync(file)) return now();
  const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url: string };
  try {
    const response = await fetch(`${url}/__hub/clock`);
    return ((await response.json()) as { iso: Instant }).iso;
  } catch {
    throw new Error(`the local cloud at ${url} does not answer: start it, so that the token goes by its clock`);
  }
}
