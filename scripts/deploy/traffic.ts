import type { Answer, Connection } from './connection.js';

/** The version that deployments change. */
export const LATEST = '$LATEST';
const DEFAULT_ALIAS = '$DEFAULT';
/** What CloudBase and its CLI split traffic by: 0 to 99, the same for all calls of one user, in every function. */
const ROUTE_KEY = 'invoke.headers.X-Tcb-Route-Key';

/** Which versions of a function serve its callers. */
export interface Traffic {
  /** Serves all who are not the canary's. */
  stable: string;
  /** A version on trial, and its percentage of the users. */
  canary?: { version: string; percent: number };
}

/** Where the calls of a function go. @throws Error for a split that this tool did not make and cannot read */
export async function readTraffic({ scf }: Connection, name: string): Promise<Traffic> {
  const alias = await scf('GetAlias', { FunctionName: name, Name: DEFAULT_ALIAS });
  const { AdditionalVersionWeights: weights = [], AddtionVersionMatchs: rules = [] } = (alias.RoutingConfig ??
    {}) as Record<string, Answer[]>;
  const stable = String(alias.FunctionVersion);
  const active = rules.filter((rule) => widthOf(rule) !== 0);
  const unreadable =
    weights.some(({ Weight }) => Number(Weight) > 0) || active.some((rule) => widthOf(rule) === undefined);
  if (unreadable || active.length > 2) {
    throw new Error(
      `${name}: its traffic is split in a way that this tool did not make; set it with tcb fn config-route`,
    );
  }
  const [first, second] = active;
  if (!first) return { stable };
  const rest = second ? String(second.Version) : stable;
  if (widthOf(first) === 100) return { stable: String(first.Version) };
  return { stable: rest, canary: { version: String(first.Version), percent: widthOf(first)! } };
}

/** Sends calls where `traffic` says; it takes effect at once. */
export async function writeTraffic({ scf }: Connection, name: string, { stable, canary }: Traffic): Promise<void> {
  const rule = (Version: string, from: number, to: number) => ({
    Version,
    Key: ROUTE_KEY,
    Method: 'range',
    Expression: `[${from},${to})`,
  });
  const rules = canary ? [rule(canary.version, 0, canary.percent), rule(stable, canary.percent, 100)] : [];
  await scf('UpdateAlias', {
    FunctionName: name,
    Name: DEFAULT_ALIAS,
    FunctionVersion: stable,
    RoutingConfig: { AdditionalVersionWeights: [], AddtionVersionMatchs: rules },
  });
}

function widthOf({ Key, Method, Expression }: Answer): number | undefined {
  const [, from, to] = /^\[(\d+),\s*(\d+)\)$/.exec(String(Expression)) ?? [];
  return Key === ROUTE_KEY && Method === 'range' && to !== undefined ? Number(to) - Number(from) : undefined;
}
