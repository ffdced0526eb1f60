import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../lib/paths.js';
import type { ActualFunction } from './actual.js';
import { folderOf } from './build.js';
import type { Connection } from './connection.js';
import { triggerDifference } from './plan.js';
import type { WantedFunction } from './wanted.js';

const LONGEST_MS = 15 * 60_000;

/**
 * Uploads functions with the `tcb` command line: their code, then their settings, into `$LATEST`. Values of variables go by
 * the environment of its process; what is written to the disk has their names only.
 * @throws Error with what the command line said
 */
export async function uploadFunctions(
  connection: Connection,
  functions: readonly WantedFunction[],
  type: 'Event' | 'HTTP' = 'Event',
): Promise<void> {
  if (functions.length === 0) return;
  const folder = folderOf(connection.env);
  const home = mkdtempSync(path.join(tmpdir(), 'yunshu-deploy-'));
  const values: Record<string, string> = {};
  const config = {
    version: '2.0',
    envId: connection.env,
    functionRoot: 'functions',
    functions: functions.map((one, number) => ({
      ...configOf(one, number, values),
      ...(type === 'HTTP' && { type }),
    })),
  };
  writeFileSync(path.join(folder, 'cloudbaserc.json'), `${JSON.stringify(config, null, 2)}\n`);
  try {
    logIn(connection, home);
    await tcb(folder, home, values, ['fn', 'deploy', '--all', '--force', '-e', connection.env]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** An entry of `cloudbaserc.json`, whose variables are filled in from `values`. */
function configOf(one: WantedFunction, number: number, values: Record<string, string>) {
  const variables = Object.entries(one.variables).map(([name, value]): [string, string] => {
    const key = `YUNSHU_VALUE_${number}_${name}`;
    // It is put into the text of a JSON file, and read from there.
    values[key] = JSON.stringify(value).slice(1, -1);
    return [name, `{{env.${key}}}`];
  });
  return {
    name: one.name,
    description: one.description,
    handler: one.handler,
    runtime: one.runtime,
    timeout: one.timeoutSeconds,
    memorySize: one.memoryMb,
    installDependency: false,
    envVariables: Object.fromEntries(variables),
  };
}

/** Brings a function's timers in line; one that goes at another time is replaced. */
export async function syncTriggers(
  { manager }: Connection,
  wanted: WantedFunction,
  there: Pick<ActualFunction, 'triggers'>,
): Promise<void> {
  const { create, remove } = triggerDifference(wanted, there);
  for (const name of remove) await manager.functions.deleteFunctionTrigger(wanted.name, name);
  if (create.length === 0) return;
  const triggers = create.map(({ name, cron }) => ({ name, type: 'timer', config: cron }));
  await manager.functions.createFunctionTriggers(wanted.name, triggers);
}

/** What `tcb login` leaves behind, without the keys having been on a command line. */
function logIn({ keys }: Connection, home: string): void {
  const folder = path.join(home, '.config', '.cloudbase');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, 'auth.json'), JSON.stringify({ credential: keys }), { mode: 0o600 });
}

function tcb(cwd: string, home: string, values: Record<string, string>, args: string[]): Promise<void> {
  const env = {
    ...process.env,
    ...values,
    HOME: home,
    CI: '1',
  };
  const cli = path.join(root, 'node_modules/@cloudbase/cli/bin/tcb');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_MS,
    });
    let said = '';
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-8000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      // It ends with 0 even when a function could not be deployed.
      if (code === 0 && !said.includes('✖')) resolve();
      else reject(new Error(`tcb ${args.join(' ')} ended with ${signal ?? code}:\n${said.trim()}`));
    });
  });
}
