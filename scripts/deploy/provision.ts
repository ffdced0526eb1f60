import type { IndexDeclaration } from '../../shared/core/store/declare.js';
import type { Actual } from './actual.js';
import { type Connection, eachOf } from './connection.js';
import { CLOSED, DEPLOYMENTS, indexChanges } from './plan.js';
import type { Wanted } from './wanted.js';

/** Makes the collection of the deployments, before anything else can be noted. */
export async function provisionRecords({ manager }: Connection): Promise<void> {
  const { IsCreated } = await manager.database.createCollectionIfNotExists(DEPLOYMENTS);
  if (IsCreated) await closeToClients(manager, DEPLOYMENTS);
}

/** Makes collections and indexes, and closes them to clients. Documents and what nobody wants are left alone. */
export async function provisionCollections({ manager }: Connection, wanted: Wanted, actual: Actual): Promise<void> {
  await eachOf(wanted.collections, async ({ name, indexes }) => {
    const there = actual.collections.get(name);
    if (!there) await manager.database.createCollectionIfNotExists(name);
    const { create, rebuild } = indexChanges(indexes, there ?? { indexes: [] });
    // Dropping and creating under one name takes two calls: the platform builds indexes in the background.
    if (rebuild.length > 0) {
      await manager.database.updateCollection(name, { DropIndexes: rebuild.map((one) => ({ IndexName: one.name })) });
    }
    const fresh = [...create, ...rebuild];
    if (fresh.length > 0) await manager.database.updateCollection(name, { CreateIndexes: fresh.map(indexOf) });
    if (there?.permission !== CLOSED) await closeToClients(manager, name);
  });
}

async function closeToClients(manager: Connection['manager'], collection: string): Promise<void> {
  await manager.permission.modifyResourcePermission({
    resourceType: 'collection',
    resource: collection,
    permission: CLOSED,
  });
}

function indexOf({ name, keys, unique = false }: IndexDeclaration) {
  return {
    IndexName: name,
    MgoKeySchema: {
      MgoIndexKeys: keys.map(([field, direction]) => ({ Name: field, Direction: String(direction) })),
      MgoIsUnique: unique,
    },
  };
}

/** Makes and moves the routes of the HTTP access service; a route that nobody wants stays. */
export async function provisionRoutes({ tcb }: Connection, wanted: Wanted, actual: Actual): Promise<void> {
  for (const { path, functionName, keepPrefix } of wanted.routes) {
    const there = actual.routes.find((route) => route.path === path);
    if (there && there.functionName === functionName && there.keepPrefix === keepPrefix) continue;
    const route = {
      Path: path,
      UpstreamResourceType: 'SCF',
      UpstreamResourceName: functionName,
      EnableAuth: false,
      EnablePathTransmission: keepPrefix,
    };
    const action = there ? 'ModifyHTTPServiceRoute' : 'CreateHTTPServiceRoute';
    await tcb(action, { Domain: { Domain: '*', Routes: [route] } });
  }
}
