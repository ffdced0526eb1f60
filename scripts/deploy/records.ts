import { createHash } from 'node:crypto';
import type { Connection } from './connection.js';
import { DEPLOYMENTS } from './plan.js';
import type { Wanted } from './wanted.js';

/**
 * - `deploying`: begun; a run that was killed leaves it so, and the next one goes on with it
 * - `canary`: a part of the users has it
 * - `live`: all users have it
 * - `rolled-back`: nobody has it any more
 */
export type DeploymentStatus = 'deploying' | 'canary' | 'live' | 'rolled-back';

/** One deployment, as the environment keeps it. */
export interface Deployment {
  _id: string;
  app: string;
  status: DeploymentStatus;
  /** What was deployed: equal for equal code and settings. */
  release: string;
  commit: string;
  startedAt: number;
  endedAt?: number;
  /** Versions by function: what served before, absent for a new function, and what serves since. */
  functions: Record<string, { from?: string; to?: string }>;
  /** Why it was taken back. */
  reason?: string;
}

type Database = Pick<Connection, 'db'>;

/** Names what is deployed: equal for equal code and settings, secrets aside. */
export function releaseOf({ functions }: Wanted): string {
  const parts = functions.map(({ variables, ...rest }) => [rest, variables.YUNSHU_CODE, Object.keys(variables).sort()]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** The deployments of an environment, newest first. */
export async function deployments({ db }: Database, limit = 50): Promise<Deployment[]> {
  const { data } = await db
    .collection(DEPLOYMENTS)
    .where({ _id: db.command.neq('lock') })
    .orderBy('startedAt', 'desc')
    .limit(limit)
    .get();
  return data as Deployment[];
}

export async function keepDeployment({ db }: Database, { _id, ...deployment }: Deployment): Promise<void> {
  await db.collection(DEPLOYMENTS).doc(_id).set(deployment);
}

export async function markDeployment(
  { db }: Database,
  { _id }: Pick<Deployment, '_id'>,
  change: Partial<Omit<Deployment, '_id' | 'functions'>>,
): Promise<void> {
  await db.collection(DEPLOYMENTS).doc(_id).update(change);
}
