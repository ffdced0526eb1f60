import { parseArgs } from 'node:util';

export const USAGE = `usage: npm run deploy -- <app> [options]

  --plan               say what would be done, and do nothing
  --json               say it as JSON
  --env <id>           the environment; CLOUDBASE_ENV unless given
  --traffic <percent>  give the new versions to this part of the users first (1 to 100; 100)
  --watch <minutes>    watch them for so long, then give them to all, or take them back
  --max-errors <percent>  failed calls above which they are taken back (1)
  --promote            give the versions that a part of the users has to all
  --rollback           give everybody what served before the last deployment
  --again              deploy what was taken back before
  --node <file>        a Node of the functions' runtime, which compiles them beforehand: they start in half the time
  --h5 <address>       builds the H5 site, which calls http-api at this address, and uploads it as well
  --functions <n>      functions that the environment may hold (50); above it, modules are packed`;

export interface Options {
  app: string;
  env: string;
  mode: 'plan' | 'deploy' | 'promote' | 'rollback';
  json: boolean;
  traffic: number;
  watchMs: number;
  maxErrorPercent: number;
  again: boolean;
  functionLimit: number;
  /** The executable that compiles functions beforehand. */
  node?: string;
  /** The address of http-api, for the H5 site. */
  h5?: string;
}

/** What was asked for. @throws Error that names the option and its limits */
export function readOptions(args: string[], variables: NodeJS.ProcessEnv): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      plan: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      env: { type: 'string' },
      traffic: { type: 'string', default: '100' },
      watch: { type: 'string', default: '0' },
      'max-errors': { type: 'string', default: '1' },
      promote: { type: 'boolean', default: false },
      rollback: { type: 'boolean', default: false },
      again: { type: 'boolean', default: false },
      node: { type: 'string' },
      h5: { type: 'string' },
      functions: { type: 'string', default: '50' },
    },
  });
  const [app, ...rest] = positionals;
  if (!app || rest.length > 0) throw new Error(USAGE);
  const env = values.env ?? variables.CLOUDBASE_ENV;
  if (!env) throw new Error('--env or CLOUDBASE_ENV must name the environment');
  const modes = (['plan', 'promote', 'rollback'] as const).filter((mode) => values[mode]);
  if (modes.length > 1) throw new Error(`--${modes.join(' and --')} do not go together`);
  const needless = modes.find((mode) => mode !== 'plan');
  if (values.h5 !== undefined && needless) throw new Error(`--h5 and --${needless} do not go together`);
  return {
    app,
    env,
    mode: modes[0] ?? 'deploy',
    json: values.json,
    again: values.again,
    traffic: number('traffic', values.traffic, 1, 100, true),
    watchMs: number('watch', values.watch, 0, 24 * 60) * 60_000,
    maxErrorPercent: number('max-errors', values['max-errors'], 0, 100),
    functionLimit: number('functions', values.functions, 1, 10_000, true),
    ...(values.node !== undefined && { node: values.node }),
    ...(values.h5 !== undefined && { h5: address(values.h5) }),
  };
}

function number(name: string, text: string, min: number, max: number, whole = false): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw new Error(`--${name} must be ${whole ? 'a whole number ' : ''}from ${min} to ${max}, not ${text}`);
}

/** Pages that come by https may call nothing else. */
function address(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' && url.search + url.hash === '' && !url.username) return text.replace(/\/$/, '');
  throw new Error(`--h5 must be the https address of http-api, such as https://example.com/api, not ${text}`);
}
