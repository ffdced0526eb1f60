import { type Actual, OPEN } from './actual.js';
import type { Connection } from './connection.js';
import { isRouted, serverChanges, serverStateChanges } from './plan.js';
import { uploadFunctions } from './upload.js';
import { waitUntilActive } from './verify.js';
import type { Wanted } from './wanted.js';

/**
 * Brings the web servers to what is wanted. They serve from `$LATEST`, everybody at once: the platform cannot call one to see
 * whether it is well, and what it says of versions is said of functions that are called.
 * @returns the names of those that were changed
 */
export async function bringServers(connection: Connection, { servers }: Wanted, actual: Actual): Promise<string[]> {
  const changed = servers.filter((one) => !actual.servers.has(one.name) || serverChanges(one, actual).length > 0);
  const stale = changed.filter((one) => {
    const there = actual.servers.get(one.name);
    return !there || serverStateChanges(one, there.latest).length > 0;
  });
  await uploadFunctions(connection, stale, 'HTTP');
  for (const one of changed) {
    await waitUntilActive(connection, one.name);
    if (one.path === undefined) continue;
    if (!actual.servers.get(one.name)?.open) await open(connection, one.name);
    if (!isRouted(one, actual.routes)) await route(connection, one.path, one.name, actual);
  }
  return changed.map(({ name }) => name);
}

async function open({ manager }: Connection, resource: string): Promise<void> {
  await manager.permission.modifyResourcePermission({
    resourceType: 'function',
    resource,
    permission: 'CUSTOM',
    securityRule: OPEN,
  });
}

async function route({ tcb }: Connection, path: string, name: string, { routes }: Actual): Promise<void> {
  const action = routes.some((one) => one.path === path) ? 'ModifyHTTPServiceRoute' : 'CreateHTTPServiceRoute';
  const Routes = [{ Path: path, UpstreamResourceType: 'WEB_SCF', UpstreamResourceName: name, EnableAuth: false }];
  await tcb(action, { Domain: { Domain: '*', Routes } });
}
