import { readFunction } from './actual.js';
import { type Connection, eachOf } from './connection.js';
import { stateChanges } from './plan.js';
import type { Deployment } from './records.js';
import { LATEST, readTraffic, writeTraffic } from './traffic.js';
import { syncTriggers, uploadFunctions } from './upload.js';
import { checkHealth, waitUntilActive } from './verify.js';
import type { WantedFunction } from './wanted.js';

/**
 * Sees to it that a function which serves from `$LATEST` goes on serving what it serves now, whatever is uploaded.
 * @returns the version that serves
 */
export async function pinServing(connection: Connection, name: string): Promise<string> {
  const traffic = await readTraffic(connection, name);
  if (traffic.stable !== LATEST) return traffic.stable;
  const version = await publish(connection, name, 'as it was before a deployment');
  await writeTraffic(connection, name, { stable: version });
  return version;
}

/**
 * Brings functions to the wanted state and publishes each as a version that nobody is served by yet; what is done already is
 * not done again. A function that is not well is not published.
 * @returns the versions, by function
 */
export async function releaseVersions(
  connection: Connection,
  functions: readonly WantedFunction[],
  label: string,
): Promise<Map<string, string>> {
  const existing = await eachOf(functions, async (one) => {
    const there = await readFunction(connection, one).catch(() => undefined);
    return { one, there };
  });
  const stale = existing.filter(({ one, there }) => !there || stateChanges(one, there.latest).length > 0);
  await uploadFunctions(
    connection,
    stale.map(({ one }) => one),
  );
  const versions = await eachOf(functions, async (one): Promise<[string, string]> => {
    await waitUntilActive(connection, one.name);
    const there = await readFunction(connection, one);
    await syncTriggers(connection, one, there);
    await checkHealth(connection, one);
    const { newest } = there;
    const published = newest && stateChanges(one, newest.state).length === 0;
    return [one.name, published ? newest.version : await publish(connection, one.name, label)];
  });
  return new Map(versions);
}

async function publish({ scf }: Connection, name: string, Description: string): Promise<string> {
  const { FunctionVersion } = await scf('PublishVersion', { FunctionName: name, Description });
  return String(FunctionVersion);
}

/**
 * Gives `percent` of the users the new versions of a deployment, the same users in every function. A function that is new
 * serves everybody at once: there is nothing before it.
 */
export async function shift(
  connection: Connection,
  { functions }: Pick<Deployment, 'functions'>,
  percent: number,
): Promise<void> {
  const moves = Object.entries(functions).filter(([, { to }]) => to !== undefined);
  await eachOf(moves, async ([name, { from, to }]) => {
    const whole = percent >= 100 || from === undefined || from === to;
    const canary = { version: to!, percent };
    await writeTraffic(connection, name, whole ? { stable: to! } : { stable: from, canary });
  });
}

/** Gives everybody what served before a deployment. A function that was not there before stays as it is. */
export async function restore(connection: Connection, { functions }: Pick<Deployment, 'functions'>): Promise<string[]> {
  const moves = Object.entries(functions).filter(([, { from }]) => from !== undefined);
  await eachOf(moves, ([name, { from }]) => writeTraffic(connection, name, { stable: from! }));
  return moves.map(([name]) => name);
}
