import type { App } from '../../shared/apps/app.js';
import { now } from '../../shared/core/time.js';
import { lineOf } from '../../shared/modules/backup/lines.js';
import type { Manifest } from '../../shared/modules/backup/manifest.js';
import { BackupProblem } from '../../shared/modules/backup/problem.js';
import type { Connection } from '../deploy/connection.js';
import { filesOf, readFileOf } from './chain.js';
import { checkConsistency, type Difference } from './repair.js';
import type { Source } from './source.js';
import { Tally } from './tally.js';
import { isUnderWay, noteRestore, occupied, prepareTarget } from './target.js';
import { type Restored, tallyOf, writeDocuments } from './write.js';

export interface Restoration {
  collections: { name: string; documents: number; sum: string }[];
  documents: number;
  seconds: { prepare: number; write: number; verify: number; repair: number };
  documentsPerSecond: number;
  /** Where documents did not agree that the backup holds from different moments, and what became of that. */
  differences: Difference[];
}

/**
 * Writes what a chain of backups comes to into an empty environment, compares what is there then with what should be, and puts right where
 * documents do not agree. Killed at any point, it can be run again.
 * @throws BackupProblem when the environment holds documents, a file is missing or damaged, or what was written differs
 */
export async function restore(
  chain: readonly Manifest[],
  source: Source,
  app: App,
  connection: Connection,
  say: (line: string) => void,
): Promise<Restoration> {
  const names = collectionsOf(chain, app);
  const [from, upTo] = [chain[0]!.backupId, chain.at(-1)!.backupId];
  await checkEmpty(connection, app, from, upTo);
  const watch = stopwatch();
  await prepareTarget(connection, app);
  const note = { from, upTo, startedAt: now() };
  await noteRestore(connection, { ...note, state: 'running' });
  const prepare = watch();

  const expected = new Map<string, Tally>();
  for (const name of names) {
    expected.set(name, await restoreCollection(chain, source, name, connection));
    say(`${name}: ${expected.get(name)!.count} documents`);
  }
  const write = watch();

  for (const [name, tally] of expected) await verify(connection, name, tally);
  const verified = watch();
  const differences = await checkConsistency(connection, app, true);
  await noteRestore(connection, { ...note, state: 'done' });
  const repair = watch();
  const documents = [...expected.values()].reduce((sum, { count }) => sum + count, 0);
  return {
    collections: [...expected].map(([name, { count, sum }]) => ({ name, documents: count, sum })),
    documents,
    seconds: { prepare, write, verify: verified, repair },
    documentsPerSecond: Math.round(documents / Math.max(write, 0.001)),
    differences,
  };
}

/** @throws BackupProblem when the app has no place for what was backed up */
export function collectionsOf(chain: readonly Manifest[], app: App): string[] {
  const last = chain.at(-1)!;
  if (last.app !== app.name) throw new BackupProblem(`${last.backupId} is a backup of ${last.app}, not of ${app.name}`);
  const names = [...new Set(chain.flatMap(({ collections }) => collections.map(({ name }) => name)))];
  const unknown = names.filter((name) => !app.collections.some((one) => one.name === name));
  if (unknown.length === 0) return names;
  throw new BackupProblem(
    `${app.name} has no collections ${unknown.join(', ')} any more: restore with the code of ${last.bundle}`,
  );
}

/** @throws BackupProblem that names the collections that hold documents */
export async function checkEmpty(connection: Connection, app: App, from: string, upTo: string): Promise<void> {
  if (await isUnderWay(connection, from, upTo)) return;
  const found = await occupied(connection, app);
  if (found.length === 0) return;
  throw new BackupProblem(
    `${connection.env} is not empty: ${found.join(', ')}. A backup is restored into an environment without documents, ` +
      'before its functions are deployed',
  );
}

/** Each document is written once, as it was at the end: the changes are read first. */
async function restoreCollection(chain: readonly Manifest[], source: Source, name: string, { db }: Connection) {
  const { snapshot, changes } = filesOf(chain, name);
  const changed = new Map<string, Restored | null>();
  for (const file of changes) {
    for (const line of await readFileOf(source, file)) {
      if ('put' in line) changed.set(line.put._id, line.put);
      else changed.set(line.del, null);
    }
  }
  const tally = new Tally();
  const put = async (documents: readonly Restored[]) => {
    for (const document of documents) tally.add(lineOf({ put: document }));
    await writeDocuments(db, name, documents);
  };
  for (const file of snapshot) {
    const lines = await readFileOf(source, file);
    await put(lines.flatMap((line) => ('put' in line && !changed.has(line.put._id) ? [line.put] : [])));
  }
  await put([...changed.values()].filter((document) => document !== null));
  checkCount(chain, name, tally);
  return tally;
}

function checkCount(chain: readonly Manifest[], name: string, { count }: Tally): void {
  const { backupId, collections } = chain.at(-1)!;
  const documents = collections.find((one) => one.name === name)?.documents;
  if (documents === undefined || documents === count) return;
  throw new BackupProblem(`${name} comes to ${count} documents, of ${documents} by the manifest of ${backupId}`);
}

async function verify({ db }: Connection, name: string, expected: Tally): Promise<void> {
  const actual = await tallyOf(db, name);
  if (actual.equals(expected)) return;
  throw new BackupProblem(
    `${name} holds ${actual.count} documents with the sum ${actual.sum}; restored were ${expected.count} with ${expected.sum}`,
  );
}

/** @returns a function that gives the seconds since it was last asked */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const [from, to] = [last, performance.now()];
    last = to;
    return Math.round(to - from) / 1000;
  };
}
