import { atOnce } from '../../shared/core/at-once.js';
import { lineOf } from '../../shared/modules/backup/lines.js';
import type { Connection } from '../deploy/connection.js';
import { patiently } from './patience.js';
import { readAll } from './read-all.js';
import { Tally } from './tally.js';

export type Restored = Record<string, unknown> & { _id: string };

/** What one request takes, well below what the platform takes. */
const MOST_DOCUMENTS = 500;
const MOST_CHARACTERS = 1_000_000;
const BATCHES_AT_ONCE = 4;
/** Documents that are put in place one by one are, so many at a time. */
const ONE_BY_ONE_AT_ONCE = 10;

/** Writes documents, whether or not an earlier try has written some of them. */
export async function writeDocuments(
  db: Connection['db'],
  name: string,
  documents: readonly Restored[],
): Promise<void> {
  await atOnce(BATCHES_AT_ONCE, [...batchesOf(documents)], async (batch) => {
    try {
      await patiently(() => db.collection(name).add(batch));
    } catch (error) {
      if (!String((error as Error).message).includes('E11000')) throw error;
      await putOneByOne(db, name, batch);
    }
  });
}

function* batchesOf(documents: readonly Restored[]): Generator<Restored[]> {
  let batch: Restored[] = [];
  let size = 0;
  for (const document of documents) {
    const length = JSON.stringify(document).length;
    if (batch.length === MOST_DOCUMENTS || (batch.length > 0 && size + length > MOST_CHARACTERS)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(document);
    size += length;
  }
  if (batch.length > 0) yield batch;
}

async function putOneByOne(db: Connection['db'], name: string, batch: readonly Restored[]): Promise<void> {
  for (let next = 0; next < batch.length; next += ONE_BY_ONE_AT_ONCE) {
    const some = batch.slice(next, next + ONE_BY_ONE_AT_ONCE);
    await Promise.all(some.map(({ _id, ...fields }) => patiently(() => db.collection(name).doc(_id).set(fields))));
  }
}

/** What a collection holds now. */
export async function tallyOf(db: Connection['db'], name: string): Promise<Tally> {
  const tally = new Tally();
  for await (const put of readAll<Restored>(db, name)) tally.add(lineOf({ put }));
  return tally;
}
