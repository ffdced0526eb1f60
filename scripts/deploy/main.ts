import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { apps } from '../../shared/apps/apps.js';
import { root } from '../lib/paths.js';
import { connect } from './connection.js';
import { deploy, promoteLast, rollbackLast } from './deploy.js';
import { type Options, readOptions } from './options.js';
import { prepare } from './prepare.js';
import { planText } from './report.js';
import { DEFAULT_LIMITS } from './watch.js';

/** `npm run deploy`: see `USAGE`. Ends with 0, with 1 when it could not, with 2 when new versions were taken back. */
try {
  if (existsSync(path.join(root, '.env'))) process.loadEnvFile?.(path.join(root, '.env'));
  process.exitCode = await run(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(options: Options): Promise<number> {
  const app = apps.find(({ name }) => name === options.app);
  if (!app) throw new Error(`no app "${options.app}"; there are: ${apps.map(({ name }) => name).join(', ')}`);
  const connection = connect(options.env, process.env);
  const say = (value: object, text: string) => console.log(options.json ? JSON.stringify(value, null, 2) : text);

  if (options.mode === 'plan') {
    const { plan } = await prepare(app, connection, process.env, options);
    say(plan, planText(plan));
    return plan.missing.length + plan.obstacles.length > 0 ? 1 : 0;
  }
  if (options.mode === 'promote') {
    const { _id } = await promoteLast(connection);
    say({ status: 'live', deployment: _id }, `all users have deployment ${_id}`);
    return 0;
  }
  if (options.mode === 'rollback') {
    const { deployment, functions } = await rollbackLast(connection);
    const text = `deployment ${deployment._id} is taken back; ${functions.length} functions serve what they served before`;
    say({ status: 'rolled-back', deployment: deployment._id, functions }, text);
    return 0;
  }
  const outcome = await deploy(app, connection, process.env, {
    traffic: options.traffic,
    watchMs: options.watchMs,
    limits: { ...DEFAULT_LIMITS, maxErrorPercent: options.maxErrorPercent },
    functionLimit: options.functionLimit,
    ...(options.node !== undefined && { node: options.node }),
    ...(options.h5 !== undefined && { h5: options.h5 }),
    again: options.again,
    commit: commitOf(),
    log: options.json ? () => {} : console.log,
  });
  say(outcome, outcome.reason ? `${outcome.status}: ${outcome.reason}` : outcome.status);
  return outcome.status === 'rolled-back' ? 2 : 0;
}

/** Twelve digits of the commit, and a mark when the work tree differs from it. */
function commitOf(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short=12', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+');
  } catch {
    return 'unknown';
  }
}
