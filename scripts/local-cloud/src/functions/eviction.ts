import os from 'node:os';
import type { PoolInstance } from './pool.js';
import type { Deployed } from './versioned-function.js';

/** An idle instance and how to end it. */
interface Idle {
  since: number;
  evict(): void;
}

/** An idle instance holds about 70 MB; together they may take a quarter of the memory. */
export function instancesForThisMachine(totalBytes = os.totalmem()): number {
  const quarter = Math.floor(totalBytes / 4 / (64 * 1024 * 1024));
  return Math.min(64, Math.max(16, quarter));
}

/** Ends every instance that has been idle for `ms`. */
export function evictIdle(deployments: readonly Deployed[], ms: number): void {
  const before = performance.now() - ms;
  for (const idle of deployments.flatMap(idleOf)) if (idle.since <= before) idle.evict();
}

/** Ends the instances that have been idle longest, until one more fits below `most`; running ones stay. */
export function makeRoom(deployments: readonly Deployed[], most: number): void {
  const total = deployments.reduce((sum, deployment) => sum + deployment.instances, 0);
  const idle = deployments.flatMap(idleOf).sort((a, b) => a.since - b.since);
  for (const one of idle.slice(0, Math.max(0, total + 1 - most))) one.evict();
}

function idleOf(deployment: Deployed): Idle[] {
  const evict = deployment.evict.bind(deployment) as (instance: PoolInstance<never, unknown>) => void;
  const idle = deployment.idle as readonly PoolInstance<never, unknown>[];
  return idle.map((instance) => ({ since: instance.idleSince, evict: () => evict(instance) }));
}
