import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { decodeStored } from '../database/codec/stored.js';
import { createDatabaseService, type Database, type Document, type IndexDefinition } from '../database/index.js';
import type { Kernel } from '../kernel/kernel.js';
import { digest } from './copy.js';
import { refuse, type StateFile } from './manifest.js';

interface CollectionDump {
  name: string;
  /** File beside this list, with one document in EJSON a line. */
  file: string;
  documents: number;
  strict: boolean;
  indexes: IndexDefinition[];
}

const LIST = 'collections.json';
const BATCH = 1000;

/** Works with a database of its own in a folder that is thrown away afterwards. */
async function withScratch<R>(
  kernel: Kernel,
  dataDir: string,
  work: (open: (env: string) => Database) => Promise<R>,
): Promise<R> {
  const service = createDatabaseService({ ...kernel, dataDir, hasEnvironment: () => true });
  try {
    return await work(service.forEnvironment);
  } finally {
    await service.close();
  }
}

/**
 * Writes all collections of an environment as they were at one moment.
 * @param scratch a folder for the snapshot that is read from
 */
export async function dumpDatabase(
  kernel: Kernel,
  live: Database,
  folder: string,
  scratch: string,
): Promise<StateFile[]> {
  const { env } = live;
  await mkdir(folder, { recursive: true });
  await mkdir(path.join(scratch, env, 'database'), { recursive: true });
  await live.backup(path.join(scratch, env, 'database', 'data.sqlite'));
  return withScratch(kernel, scratch, async (open) => {
    const database = open(env);
    const dumps: CollectionDump[] = [];
    const files: StateFile[] = [];
    for (const [at, { name, documents, strict }] of database.listCollections().entries()) {
      const file = `${at}.jsonl`;
      const lines = (await database.findText(name, {})).map((text) => `${text}\n`);
      await pipeline(Readable.from(lines), createWriteStream(path.join(folder, file)));
      files.push({ path: `${env}/database/${file}`, ...(await digest(path.join(folder, file))) });
      const indexes = database.listIndexes(name).filter((index) => index.name !== '_id_');
      dumps.push({ name, file, documents, strict, indexes });
    }
    await writeFile(path.join(folder, LIST), `${JSON.stringify(dumps, null, 1)}\n`);
    files.push({ path: `${env}/database/${LIST}`, ...(await digest(path.join(folder, LIST))) });
    return files;
  });
}

/** Makes sure that a dump can be loaded, by loading it elsewhere. @throws HttpError 400 saying what is wrong */
export async function checkDump(kernel: Kernel, env: string, folder: string, scratch: string): Promise<void> {
  await withScratch(kernel, scratch, async (open) => {
    await loadDatabase(open(env), folder).catch((error: Error) => {
      throw refuse(`the database of ${env} cannot be loaded: ${error.message}`);
    });
  });
}

/** Replaces all collections by those of a dump. */
export async function loadDatabase(database: Database, folder: string): Promise<void> {
  const dumps = JSON.parse(await readFile(path.join(folder, LIST), 'utf8')) as CollectionDump[];
  for (const { name } of database.listCollections()) await database.dropCollection(name);
  for (const dump of dumps) {
    await database.createCollection(dump.name);
    await loadIndexes(database, dump);
    let loaded = 0;
    for await (const documents of batches(path.join(folder, path.basename(dump.file)))) {
      await database.insert(dump.name, documents);
      loaded += documents.length;
    }
    if (loaded !== dump.documents)
      throw refuse(`collection ${dump.name} has ${loaded} documents, not ${dump.documents}`);
    await database.setStrict(dump.name, dump.strict);
  }
}

async function loadIndexes(database: Database, { name, indexes }: CollectionDump): Promise<void> {
  const wanted = new Set(indexes.map((index) => index.name));
  const existing = database.listIndexes(name).map((index) => index.name);
  for (const index of existing) if (index !== '_id_' && !wanted.has(index)) await database.dropIndex(name, index);
  for (const index of indexes) if (!existing.includes(index.name)) await database.createIndex(name, index);
}

async function* batches(file: string): AsyncGenerator<Document[]> {
  let batch: Document[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    batch.push(decodeStored(line));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
