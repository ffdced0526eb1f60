import type { App } from '../../shared/apps/app.js';
import { readActual } from '../deploy/actual.js';
import type { Connection } from '../deploy/connection.js';
import { CLOSED } from '../deploy/plan.js';
import { provisionCollections } from '../deploy/provision.js';
import type { Wanted } from '../deploy/wanted.js';
import { patiently } from './patience.js';

/** Where an environment notes that it is being restored: a restore that was killed can then go on, and nothing else can. */
const RESTORES = 'restores';
const CURRENT = 'current';

interface Note {
  from: string;
  upTo: string;
  state: 'running' | 'done';
  startedAt: string;
}

/** Makes the app's collections, with indexes and rules, and the one that notes restores. */
export async function prepareTarget(connection: Connection, app: App): Promise<void> {
  const wanted: Wanted = {
    app: app.name,
    collections: app.collections,
    functions: [],
    servers: [],
    routes: [],
    packedModules: [],
    missing: [],
  };
  await patiently(async () => provisionCollections(connection, wanted, await readActual(connection, wanted)));
  const { manager } = connection;
  await patiently(() => manager.database.createCollectionIfNotExists(RESTORES));
  const rule = { resourceType: 'collection', resource: RESTORES, permission: CLOSED } as const;
  await patiently(() => manager.permission.modifyResourcePermission(rule));
}

/** The app's collections that hold documents, with how many. What is not there yet holds none. */
export async function occupied({ db, manager }: Connection, app: App): Promise<string[]> {
  const found: string[] = [];
  for (const { name, transient } of app.collections) {
    if (transient || !(await exists(manager, name))) continue;
    const { total = 0 } = (await patiently(() => db.collection(name).count())) as { total?: number };
    if (total > 0) found.push(`${name} (${total})`);
  }
  return found;
}

/** Whether the environment is in the midst of this very restore. */
export async function isUnderWay({ db, manager }: Connection, from: string, upTo: string): Promise<boolean> {
  if (!(await exists(manager, RESTORES))) return false;
  const { data } = (await patiently(() => db.collection(RESTORES).where({ _id: CURRENT }).get())) as unknown as {
    data: Note[];
  };
  const [note] = data;
  return note?.state === 'running' && note.from === from && note.upTo === upTo;
}

export async function noteRestore({ db }: Connection, note: Note): Promise<void> {
  await patiently(() => db.collection(RESTORES).doc(CURRENT).set(note));
}

async function exists(manager: Connection['manager'], name: string): Promise<boolean> {
  return (await patiently(() => manager.database.checkCollectionExists(name))).Exists === true;
}
