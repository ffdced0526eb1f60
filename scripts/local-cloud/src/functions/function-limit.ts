import { CloudError } from '../kernel/cloud-error.js';
import { FUNCTION_LIMITS } from './definition.js';

/** Most functions in every environment, or in each that is named; the others keep the platform's 50. */
export type FunctionLimit = number | Readonly<Record<string, number>>;

/**
 * The limit of an environment: the platform's unless raised, as one may ask of the platform.
 * @throws RangeError when a limit is no whole number from 1
 */
export function functionLimits(limit: FunctionLimit = FUNCTION_LIMITS.perEnvironment): (env: string) => number {
  const named = typeof limit === 'number' ? new Map<string, number>() : new Map(Object.entries(limit));
  const everywhere = typeof limit === 'number' ? limit : FUNCTION_LIMITS.perEnvironment;
  for (const one of [everywhere, ...named.values()]) {
    if (!Number.isInteger(one) || one < 1)
      throw new RangeError(`functionLimit must be a whole number from 1, not ${one}`);
  }
  return (env) => named.get(env) ?? everywhere;
}

/**
 * Reads what `--function-limit` says: `200` for every environment, `my-env=200` for one.
 * @throws Error that shows the wrong text
 */
export function parseFunctionLimits(texts: readonly string[]): FunctionLimit {
  const named: Record<string, number> = {};
  for (const text of texts) {
    const [, env, count] = /^(?:([a-z0-9-]{1,40})=)?([1-9]\d{0,5})$/.exec(text) ?? [];
    if (count === undefined) throw new Error(`--function-limit ${text}: must be a number, or <env>=<number>`);
    if (env === undefined && texts.length === 1) return Number(count);
    if (env === undefined)
      throw new Error(`--function-limit ${text}: say for which environment when it is given more than once`);
    named[env] = Number(count);
  }
  return named;
}

/** @throws CloudError INVALID_PARAM naming the limit and how to raise it */
export function checkRoom(env: string, deployed: number, limit: number): void {
  if (deployed < limit) return;
  const text =
    `environment "${env}" has ${deployed} functions, and its limit is ${limit} (the platform gives 50 until one asks for more); ` +
    `--function-limit ${env}=<number>, or functionLimit of startLocalCloud, raises it`;
  throw new CloudError('INVALID_PARAM', text);
}
