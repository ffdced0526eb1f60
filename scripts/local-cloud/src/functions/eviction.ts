import type { Deployment } from './deployment.js';

/** Ends every instance that has been idle for `ms`. */
export function evictIdle(deployments: readonly Deployment[], ms: number): void {
  const before = performance.now() - ms;
  for (const deployment of deployments) {
    for (const instance of [...deployment.idle]) if (instance.idleSince <= before) deployment.evict(instance);
  }
}

/** Ends the instances that have been idle longest, until one more fits below `most`; running ones stay. */
export function makeRoom(deployments: readonly Deployment[], most: number): void {
  const total = deployments.reduce((sum, deployment) => sum + deployment.instances, 0);
  const idle = deployments
    .flatMap((deployment) => deployment.idle.map((instance) => ({ deployment, instance })))
    .sort((a, b) => a.instance.idleSince - b.instance.idleSince);
  for (const { deployment, instance } of idle.slice(0, Math.max(0, total + 1 - most))) deployment.evict(instance);
}
