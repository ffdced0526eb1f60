import { randomBytes } from 'node:crypto';
import type { App } from '../../shared/apps/app.js';
import { readActual } from './actual.js';
import type { Connection } from './connection.js';
import { bringSite } from './hosting.js';
import { withLock } from './lock.js';
import { DEFAULT_FUNCTION_LIMIT } from './pack.js';
import { areServersDone, isBackendDone, isDone, type Plan, planOf, touched } from './plan.js';
import { type BuildOptions, prepare } from './prepare.js';
import { provisionCollections, provisionRecords, provisionRoutes } from './provision.js';
import { type Deployment, deployments, keepDeployment, markDeployment, releaseOf } from './records.js';
import { pinServing, releaseVersions, restore, shift } from './rollout.js';
import { bringServers } from './servers.js';
import { type SiteFile, siteNotes } from './site.js';
import type { Wanted } from './wanted.js';
import { DEFAULT_LIMITS, exceeds, type Health, type Limits, readHealth } from './watch.js';

export interface DeployOptions extends BuildOptions {
  /** Percentage of the users that get the new versions at first. */
  traffic: number;
  /** How long the new versions are watched before everybody gets them; 0 leaves them with their share. */
  watchMs: number;
  limits?: Limits;
  commit?: string;
  /** Deploy what was taken back before. */
  again?: boolean;
  log?: (line: string) => void;
}

/** How a deployment ended. `nothing-to-do` leaves no record. */
export type Outcome = {
  status: Deployment['status'] | 'nothing-to-do';
  reason?: string;
  /** The H5 site, when it was asked for and everybody has the functions that it calls. */
  site?: { address: string; uploaded: number };
};

/**
 * Brings an environment to what the code wants, one step after the other, each of which can be repeated: a run that was
 * killed is completed by the next.
 * @throws Error when variables are missing, something prevents it, a function is not well, a file of the site is refused, or
 * somebody else deploys
 */
export async function deploy(
  app: App,
  connection: Connection,
  variables: NodeJS.ProcessEnv,
  options: DeployOptions,
): Promise<Outcome> {
  const first = await prepare(app, connection, variables, options);
  refuse(first.plan);
  if (isDone(first.plan)) return { status: 'nothing-to-do' };

  await provisionRecords(connection);
  return withLock(connection, newId(), async () => {
    const backend = await deployBackend(app, connection, first.wanted, options);
    const outcome = await deployServers(connection, first.wanted, backend, options);
    return first.site ? deploySite(connection, first.site, outcome, variables, options) : outcome;
  });
}

/** Brings collections, functions and routes to what is wanted. */
async function deployBackend(
  app: App,
  connection: Connection,
  wanted: Wanted,
  options: DeployOptions,
): Promise<Outcome> {
  const { log = console.log } = options;
  // Somebody may have deployed between the look and the lock.
  const actual = await readActual(connection, wanted);
  const plan = planOf(connection.env, wanted, actual, options.functionLimit ?? DEFAULT_FUNCTION_LIMIT);
  refuse(plan);
  if (isBackendDone(plan)) return { status: 'nothing-to-do' };

  const deployment = await begin(app, connection, wanted, plan, options);
  log(`deployment ${deployment._id}`);
  await provisionCollections(connection, wanted, actual);
  log(`${wanted.collections.length} collections are as wanted`);

  const names = new Set(Object.keys(deployment.functions));
  const functions = wanted.functions.filter(({ name }) => names.has(name));
  for (const { name } of functions) {
    const entry = deployment.functions[name]!;
    if (entry.from === undefined && actual.functions.has(name) && entry.to === undefined) {
      entry.from = await pinServing(connection, name);
    }
  }
  await keepDeployment(connection, deployment);

  const label = `${deployment.commit} ${deployment._id}`;
  const versions = await releaseVersions(connection, functions, label);
  for (const [name, to] of versions) deployment.functions[name]!.to = to;
  await keepDeployment(connection, deployment);
  log(`${functions.length} functions are published and well`);

  await provisionRoutes(connection, wanted, actual);
  return rollOut(connection, deployment, options);
}

/** Brings the web servers to what is wanted once everybody has the functions beside them. */
async function deployServers(
  connection: Connection,
  wanted: Wanted,
  outcome: Outcome,
  { functionLimit = DEFAULT_FUNCTION_LIMIT, log = console.log }: DeployOptions,
): Promise<Outcome> {
  const actual = await readActual(connection, wanted);
  if (areServersDone(planOf(connection.env, wanted, actual, functionLimit))) return outcome;
  if (outcome.status === 'canary' || outcome.status === 'rolled-back') {
    log('web servers stay as they are until everybody has the functions');
    return outcome;
  }
  const names = await bringServers(connection, wanted, actual);
  log(`web servers are as wanted: ${names.join(', ')}`);
  return { ...outcome, status: 'live' };
}

/** Uploads the site once everybody has the functions that it calls. */
async function deploySite(
  connection: Connection,
  files: readonly SiteFile[],
  outcome: Outcome,
  variables: NodeJS.ProcessEnv,
  { log = console.log }: DeployOptions,
): Promise<Outcome> {
  if (outcome.status === 'canary' || outcome.status === 'rolled-back') {
    log('the site stays as it is until everybody has the functions');
    return outcome;
  }
  const site = await bringSite(connection, files);
  for (const note of siteNotes(site, variables)) log(note);
  log(`the site is at ${site.address}; files uploaded: ${site.uploaded}`);
  return { ...outcome, status: 'live', site };
}

function refuse({ missing, obstacles }: Plan): void {
  if (missing.length > 0) throw new Error(`not set: ${missing.join(', ')}`);
  if (obstacles.length > 0) throw new Error(obstacles.join('\n'));
}

/** A record for this deployment: a new one, or that of a run of the same that was cut short. */
async function begin(
  app: App,
  connection: Connection,
  wanted: Wanted,
  plan: Plan,
  { commit = 'unknown', again = false }: DeployOptions,
): Promise<Deployment> {
  const release = releaseOf(wanted);
  const [last, ...older] = await deployments(connection);
  if (last?.status === 'canary' && last.release !== release) {
    throw new Error(`deployment ${last._id} has a part of the users; --promote or --rollback it first`);
  }
  const takenBack = [last, ...older].find((one) => one?.release === release);
  if (takenBack?.status === 'rolled-back' && !again) {
    throw new Error(
      `this was deployed before and taken back (${takenBack.reason ?? 'by hand'}); --again deploys it anyway`,
    );
  }
  const fresh = [...touched(plan)].map((name): [string, { from?: string; to?: string }] => [name, {}]);
  if (last && last.release === release && (last.status === 'deploying' || last.status === 'canary')) {
    return { ...last, functions: { ...Object.fromEntries(fresh), ...last.functions } };
  }
  const deployment: Deployment = {
    _id: newId(),
    app: app.name,
    status: 'deploying',
    release,
    commit,
    startedAt: Date.now(),
    functions: Object.fromEntries(fresh),
  };
  await keepDeployment(connection, deployment);
  return deployment;
}

async function rollOut(connection: Connection, deployment: Deployment, options: DeployOptions): Promise<Outcome> {
  const { log = console.log, traffic, watchMs } = options;
  const isUpdate = Object.values(deployment.functions).some(({ from, to }) => from !== undefined && from !== to);
  if (!isUpdate || traffic >= 100) {
    await promote(connection, deployment);
    return { status: 'live' };
  }
  const since = new Date();
  await shift(connection, deployment, traffic);
  await markDeployment(connection, deployment, { status: 'canary' });
  log(`${traffic} % of the users have the new versions`);
  if (watchMs === 0) return { status: 'canary' };

  const verdict = await watchVersions(connection, deployment, since, options);
  if (verdict.bad) {
    const reason = `${verdict.failures} of ${verdict.calls} calls failed: ${verdict.examples.join('; ')}`;
    await takeBack(connection, deployment, reason);
    return { status: 'rolled-back', reason };
  }
  log(`${verdict.calls} calls, ${verdict.failures} failed`);
  await promote(connection, deployment);
  return { status: 'live' };
}

/** Looks again and again until the time is over, or the new versions are seen to be bad. */
async function watchVersions(
  connection: Connection,
  { functions }: Deployment,
  since: Date,
  { watchMs, limits = DEFAULT_LIMITS }: DeployOptions,
): Promise<Health & { bad: boolean }> {
  const versions = new Map(
    Object.entries(functions).flatMap(([name, { to }]): [string, string][] => (to ? [[name, to]] : [])),
  );
  const until = Date.now() + watchMs;
  const pause = Math.min(15_000, Math.max(500, watchMs / 10));
  for (;;) {
    const health = await readHealth(connection, versions, since);
    if (exceeds(health, limits)) return { ...health, bad: true };
    if (Date.now() >= until) return { ...health, bad: false };
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Gives everybody the new versions of a deployment. */
async function promote(connection: Connection, deployment: Deployment): Promise<void> {
  await shift(connection, deployment, 100);
  await markDeployment(connection, deployment, { status: 'live', endedAt: Date.now() });
}

/** Gives everybody what served before. */
async function takeBack(connection: Connection, deployment: Deployment, reason: string): Promise<string[]> {
  const names = await restore(connection, deployment);
  await markDeployment(connection, deployment, { status: 'rolled-back', endedAt: Date.now(), reason });
  return names;
}

/** Gives everybody the versions that a part of the users has. @throws Error when there are none */
export async function promoteLast(connection: Connection): Promise<Deployment> {
  return withLock(connection, newId(), async () => {
    const [last] = await deployments(connection);
    if (last?.status !== 'canary') throw new Error('no deployment waits for its promotion');
    await promote(connection, last);
    return last;
  });
}

/**
 * Takes the last deployment back: what served before it serves again. Again, and the one before goes too.
 * @throws Error when there is none, or nothing served before it
 */
export async function rollbackLast(connection: Connection): Promise<{ deployment: Deployment; functions: string[] }> {
  return withLock(connection, newId(), async () => {
    const all = await deployments(connection);
    const last = all.find(({ status }) => status !== 'rolled-back');
    if (!last) throw new Error('there is no deployment to take back');
    if (Object.values(last.functions).every(({ from }) => from === undefined)) {
      throw new Error(`nothing served before deployment ${last._id}`);
    }
    const functions = await takeBack(connection, last, 'by hand');
    return { deployment: last, functions };
  });
}

function newId(): string {
  return `dep_${Date.now().toString(36)}${randomBytes(4).toString('hex')}`;
}
