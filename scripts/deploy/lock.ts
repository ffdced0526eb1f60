import { hostname } from 'node:os';
import type { Connection } from './connection.js';
import { DEPLOYMENTS } from './plan.js';

const ID = 'lock';
/** The holder says again and again that it lives; a lock nobody renews is free after this long. */
const LEASE_MS = 60_000;
const RENEW_MS = 15_000;

interface LockDocument {
  holder?: { host: string; pid: number; id: string } | null;
  expiresAt?: number;
}

/**
 * Runs `work` while no other deployment of the environment does. One that was killed holds up the next one on the same
 * machine not at all, and on another for a minute.
 * @throws Error that says who deploys
 */
export async function withLock<T>({ db }: Pick<Connection, 'db'>, id: string, work: () => Promise<T>): Promise<T> {
  const locks = db.collection(DEPLOYMENTS);
  const _ = db.command;
  const holder = { host: hostname(), pid: process.pid, id };
  await locks.add({ _id: ID, holder: null, expiresAt: 0 }).catch((error: Error) => {
    if (!/duplicate|E11000|DUPLICATE/i.test(`${(error as { code?: string }).code} ${error.message}`)) throw error;
  });

  const take = async (where: object) =>
    (await locks.where({ _id: ID, ...where }).update({ holder: _.set(holder), expiresAt: Date.now() + LEASE_MS }))
      .updated;
  if ((await take({ expiresAt: _.lte(Date.now()) })) !== 1) {
    const [other] = (await locks.where({ _id: ID }).get()).data as LockDocument[];
    const known = other?.holder;
    const dead = known?.host === holder.host && !isAlive(known.pid);
    if (!dead || (await take({ 'holder.id': known.id })) !== 1) throw new Error(heldText(other));
  }

  const renew = setInterval(() => {
    locks
      .where({ _id: ID, 'holder.id': id })
      .update({ expiresAt: Date.now() + LEASE_MS })
      .catch(() => {});
  }, RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renew);
    await locks.where({ _id: ID, 'holder.id': id }).update({ holder: _.set(null), expiresAt: 0 });
  }
}

function heldText(other: LockDocument | undefined): string {
  const who = other?.holder ? `process ${other.holder.pid} on ${other.holder.host}` : 'somebody';
  const until = new Date(other?.expiresAt ?? 0).toISOString();
  return `${who} deploys to this environment now (its lock holds until ${until} and is renewed while it works)`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
