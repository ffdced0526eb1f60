import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import type { GuardOptions } from './guards.js';

type Environment = Record<string, string | undefined>;
interface ChildProcessPrototype {
  spawn(this: unknown, options: { envPairs?: string[] }): unknown;
}
// biome-ignore lint/suspicious/noExplicitAny: any of the three synchronous functions
type Synchronous = (file: string, ...rest: any[]) => unknown;

/** Has every Node program that the function starts load the guards first; others cannot be held. */
export function guardChildren(options: GuardOptions): void {
  const prototype = childProcess.ChildProcess.prototype as unknown as ChildProcessPrototype;
  const spawn = prototype.spawn;
  prototype.spawn = function (given) {
    const pairs = (given.envPairs ?? []).map((pair) => [
      pair.slice(0, pair.indexOf('=')),
      pair.slice(pair.indexOf('=') + 1),
    ]);
    const env = guardedEnvironment(Object.fromEntries(pairs) as Environment, options);
    const envPairs = Object.entries(env).map(([key, value]) => `${key}=${value}`);
    return spawn.call(this, { ...given, envPairs });
  };
  const module = childProcess as unknown as Record<string, Synchronous>;
  for (const name of ['spawnSync', 'execSync', 'execFileSync']) {
    const original = module[name]!;
    module[name] = (file, ...rest) => {
      const at = rest.findIndex((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
      const given = at < 0 ? {} : (rest[at] as { env?: Environment });
      const others = at < 0 ? rest : rest.slice(0, at);
      return original(file, ...others, { ...given, env: guardedEnvironment(given.env ?? process.env, options) });
    };
  }
  syncBuiltinESMExports();
}

function guardedEnvironment(
  env: Environment,
  { baseUrl, allowHosts, clockOffset, guardFile }: GuardOptions,
): Environment {
  const preload = `--require ${JSON.stringify(guardFile)}`;
  const given = env.NODE_OPTIONS ?? '';
  return {
    ...env,
    NODE_OPTIONS: given.includes(preload) ? given : `${preload} ${given}`.trim(),
    LOCAL_CLOUD_GUARD: guardFile,
    LOCAL_CLOUD_URL: baseUrl,
    LOCAL_CLOUD_ALLOW_HOSTS: allowHosts.join(','),
    LOCAL_CLOUD_CLOCK_OFFSET: String(clockOffset[0]),
  };
}
