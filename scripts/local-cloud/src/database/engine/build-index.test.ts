import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../conformance/harness.js';
import { createDatabaseService, type Document } from '../index.js';
import { limits } from '../limits.js';
import { testKernel } from '../testing/kernel.js';

const { database, collection } = useDatabase();
const reopened = testKernel();
const { batchTurnMs } = limits;
// However fast the machine is, an index then takes many slices.
beforeAll(() => void Object.assign(limits, { batchTurnMs: 1 }));
afterAll(() => {
  Object.assign(limits, { batchTurnMs });
  reopened.remove();
});

const many = 8000;
const byN = { name: 'byN', fields: [{ field: 'n', direction: 1 as const }] };
const padding = 'x'.repeat(200);

async function large(): Promise<string> {
  const name = await collection();
  for (let from = 0; from < many; from += 1000) {
    const documents = Array.from({ length: 1000 }, (_, at): Document => ({ _id: from + at, n: from + at, padding }));
    await database().insert(name, documents);
  }
  return name;
}

const isIndexed = (name: string) =>
  database()
    .listIndexes(name)
    .some((index) => index.name === byN.name);

describe('an index that is built over many documents', () => {
  it('lets reads and writes through, which are all in it at the end', async () => {
    const name = await large();
    let [between, built] = [0, false];
    const building = database()
      .createIndex(name, byN)
      .finally(() => {
        built = true;
      });
    while (!built) {
      const at = between++;
      await database().update(name, { filter: { _id: (at * 997) % many }, change: { $set: { n: -1 - at } } });
      await database().remove(name, { _id: many - 1 - at * 3 }, false);
      await database().insert(name, [{ _id: `new${at}`, n: many + at }]);
    }
    await building;
    expect(between).toBeGreaterThan(1);
    await database().setStrict(name, false);
    const everything = { n: { $gte: -Number.MAX_SAFE_INTEGER } };
    expect((await database().explain(name, { filter: everything })).plan).toContain(byN.name);
    const wanted = (await database().aggregate(name, [{ $project: { n: 1 } }])).map(({ n }) => Number(n));
    const found = await database().find(name, { filter: everything, projection: { n: 1 } });
    expect(found.map(({ n }) => n)).toEqual(wanted.sort((a, b) => a - b));
  });

  it('serves no query before it is complete, and is asked for twice without harm', async () => {
    const name = await large();
    const [first, second] = [database().createIndex(name, byN), database().createIndex(name, byN)];
    await database().insert(name, [{ _id: 'between', n: 1 }]);
    expect(isIndexed(name)).toBe(false);
    await expect(database().find(name, { filter: { n: 5 }, limit: 1 })).rejects.toThrow('strict mode');
    await expect(database().dropIndex(name, byN.name)).rejects.toThrow('the index byN is being built');
    expect(await first).toEqual(await second);
    expect(await database().find(name, { filter: { n: 5 }, limit: 1 })).toHaveLength(1);
    await database().dropIndex(name, byN.name);
  });

  it('is refused when it is to be unique and is not, whenever the second document comes', async () => {
    const name = await large();
    const unique = { ...byN, unique: true };
    const building = database().createIndex(name, unique);
    const refused = expect(building).rejects.toThrow(/E11000.*index: byN dup key/);
    await database().insert(name, [{ _id: 'twice', n: many - 1 }]);
    await refused;
    expect(isIndexed(name)).toBe(false);
    await database().remove(name, { _id: 'twice' }, false);
    await database().createIndex(name, unique);
    await expect(database().insert(name, [{ n: 7 }])).rejects.toThrow('E11000');
  });

  it('ends with its collection', async () => {
    const name = await large();
    const building = database().createIndex(name, byN);
    const refused = expect(building).rejects.toThrow('the index byN on');
    await Promise.all([database().dropCollection(name), database().createCollection(name)]);
    await refused;
    expect(isIndexed(name)).toBe(false);
  });

  it('is gone after a crash, and nothing else is', async () => {
    const name = await large();
    const building = database().createIndex(name, byN);
    await database().insert(name, [{ _id: 'before the crash', n: 1 }]);
    expect(isIndexed(name)).toBe(false);
    const folder = join(reopened.dataDir, 'test', 'database');
    mkdirSync(folder, { recursive: true });
    await database().backup(join(folder, 'data.sqlite'));
    await building;
    const service = createDatabaseService(reopened);
    const copy = service.forEnvironment('test');
    expect(copy.listIndexes(name)).toHaveLength(2);
    expect(await copy.count(name, {})).toBe(many + 1);
    await copy.createIndex(name, byN);
    expect(await copy.find(name, { filter: { n: 77 }, limit: 1 })).toHaveLength(1);
    await service.close();
  });
});
