import { parseArgs } from 'node:util';
import { BackupId } from '../../shared/contracts/backup/backup.js';
import { Instant } from '../../shared/contracts/terms.js';

export const USAGE = `usage: npm run restore -- <app> --env <id> --from <backup> [options]

Writes a backup into an EMPTY environment. Do so before the functions are deployed: their timers write.

  --env <id>       the environment that is written to
  --from <backup>  20261121-1800: that snapshot and all changes after it; 20261121-1800.003: up to the third lot of them
  --until <time>   leave out what was backed up after this time (2026-11-21T20:00:00.000Z)
  --source <id>    the environment whose storage has the backup; --env unless given
  --folder <path>  read the backup from a folder that --save has made
  --plan           say what would be done, and do nothing
  --check          compare what an environment holds with itself: stock with orders, numbers of files with files; --from is not needed
  --repair         with --check: put right what can be
  --save <folder>  fetch the backup's files, still encrypted, into a folder, and restore nothing
  --json           say it as JSON`;

export interface Options {
  app: string;
  env: string;
  /** Undefined for a check alone. */
  from: BackupId | undefined;
  until: Instant | undefined;
  source: string;
  folder: string | undefined;
  mode: 'plan' | 'restore' | 'save' | 'check';
  /** For a check: whether what it finds is put right. */
  repair: boolean;
  save: string | undefined;
  json: boolean;
}

/** What was asked for. @throws Error that names the option and what it takes */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      env: { type: 'string' },
      from: { type: 'string' },
      until: { type: 'string' },
      source: { type: 'string' },
      folder: { type: 'string' },
      save: { type: 'string' },
      plan: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      repair: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const [app, ...rest] = positionals;
  const { env, source, folder, save, plan, json, check, repair } = values;
  if (!app || rest.length > 0) throw new Error(USAGE);
  if (!env) throw new Error('--env must name the environment');
  if (repair && !check) throw new Error('--repair goes with --check; a restore repairs by itself');
  if (check && (plan || save !== undefined || values.from !== undefined))
    throw new Error('--check goes with --env, --repair and --json alone');
  const from = BackupId.safeParse(values.from);
  if (!from.success && !check)
    throw new Error(`--from must name a backup, like 20261121-1800, not ${values.from ?? 'nothing'}`);
  const until = Instant.optional().safeParse(values.until);
  if (!until.success) throw new Error(`--until must be a time like 2026-11-21T20:00:00.000Z, not ${values.until}`);
  if (source !== undefined && folder !== undefined) throw new Error('--source and --folder do not go together');
  if (plan && save !== undefined) throw new Error('--plan and --save do not go together');
  const mode = check ? 'check' : plan ? 'plan' : save === undefined ? 'restore' : 'save';
  return { app, env, repair, from: from.data, until: until.data, source: source ?? env, folder, mode, save, json };
}
