import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numbered, useDatabase } from '../conformance/harness.js';
import { type Change, createDatabaseService, type DatabaseService, type Document } from '../index.js';
import { buildAggregationWorker } from '../testing/worker.js';

const { kernel, database, collection } = useDatabase();

describe('collections and indexes', () => {
  it('a collection must be made, and only once', async () => {
    await expect(database().find('nope', {})).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
    await expect(database().insert('nope', [{}])).rejects.toThrow('Db or Table not exist: nope');
    await database().createCollection('made');
    await expect(database().createCollection('made')).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('Table exist: made'),
    });
    for (const name of ['', 'system.x', 'a$b', 'a b', '__proto__']) {
      await expect(database().createCollection(name)).rejects.toMatchObject({ code: 'INVALID_PARAM' });
    }
  });

  it('a new one has the indexes of CloudBase', async () => {
    const name = await collection();
    expect(database().listIndexes(name)).toEqual([
      { name: '_id_', fields: [{ field: '_id', direction: 1 }], unique: false },
      { name: '_openid_1', fields: [{ field: '_openid', direction: 1 }], unique: false },
    ]);
  });

  it('a unique index counts missing as null, and each element of an array', async () => {
    const name = await collection();
    await database().createIndex(name, { fields: [{ field: 'code', direction: 1 }], unique: true });
    await database().insert(name, [{ _id: 1 }, { _id: 2, code: ['a', 'b'] }]);
    await expect(database().insert(name, [{ code: null }])).rejects.toThrow(
      `E11000 duplicate key error collection: test.${name} index: code_1 dup key: { code: null }`,
    );
    await expect(database().insert(name, [{ code: ['c', 'b'] }])).rejects.toThrow(/E11000/);
    await expect(database().update(name, { filter: { _id: 1 }, change: { $set: { code: 'a' } } })).rejects.toThrow(
      /E11000/,
    );
    await database().update(name, { filter: { _id: 2 }, change: { $set: { code: ['b'] } } });
    await database().update(name, { filter: { _id: 1 }, change: { $set: { code: 'a' } } });
  });

  it('a compound unique index is of all its fields', async () => {
    const name = await collection({ a: 1, b: 1 }, { a: 1, b: 2 });
    await database().createIndex(name, {
      fields: [
        { field: 'a', direction: 1 },
        { field: 'b', direction: -1 },
      ],
      unique: true,
    });
    await expect(database().insert(name, [{ a: 1, b: 2 }])).rejects.toThrow('index: a_1_b_-1 dup key: { a: 1, b: 2 }');
  });

  it('a unique index over duplicates is refused, and leaves nothing behind', async () => {
    const name = await collection(...numbered(1, 1));
    const request = { fields: [{ field: 'a', direction: 1 as const }], unique: true };
    await expect(database().createIndex(name, request)).rejects.toThrow(/E11000/);
    expect(database().listIndexes(name)).toHaveLength(2);
    await database().remove(name, { _id: 1 }, false);
    await database().createIndex(name, request);
  });

  it('an index can be made again, but not changed under its name', async () => {
    const name = await collection();
    await database().createIndex(name, { name: 'i', fields: [{ field: 'a', direction: 1 }] });
    await database().createIndex(name, { name: 'i', fields: [{ field: 'a', direction: 1 }] });
    await expect(database().createIndex(name, { name: 'i', fields: [{ field: 'b', direction: 1 }] })).rejects.toThrow(
      /same name/,
    );
    await database().dropIndex(name, 'i');
    await expect(database().dropIndex(name, 'i')).rejects.toThrow(/index not found/);
    await expect(database().dropIndex(name, '_id_')).rejects.toThrow(/cannot drop _id index/);
  });

  it('two arrays in one index are refused', async () => {
    const name = await collection();
    await database().createIndex(name, {
      fields: [
        { field: 'a', direction: 1 },
        { field: 'b', direction: 1 },
      ],
    });
    await expect(database().insert(name, [{ a: [1], b: [2] }])).rejects.toThrow(/parallel arrays/);
    expect(await database().count(name, {})).toBe(0);
  });
});

it('everything is there again after opening the file anew', async () => {
  const first = createDatabaseService(kernel);
  const db = first.forEnvironment('test');
  await db.createCollection('kept');
  await db.createIndex('kept', { fields: [{ field: 'tags', direction: 1 }] });
  await db.setStrict('kept', false);
  await db.insert('kept', [{ _id: 1, tags: ['a', 'b'], at: new Date(5) }]);
  await first.close();
  const second = createDatabaseService(kernel);
  const again = second.forEnvironment('test');
  expect(await again.find('kept', { filter: { tags: 'b' } })).toEqual([{ _id: 1, tags: ['a', 'b'], at: new Date(5) }]);
  expect(again.listCollections().find(({ name }) => name === 'kept')).toEqual({
    name: 'kept',
    documents: 1,
    strict: false,
  });
  expect((await again.explain('kept', { filter: { tags: 'b' } })).plan).toBe('index tags_1');
  await second.close();
});

it('a backup is a database of its own, and a file can be replaced while closed', async () => {
  const dataDir = join(kernel.dataDir, 'copy');
  const service = createDatabaseService({ ...kernel, dataDir });
  const db = () => service.forEnvironment('test');
  await db().createCollection('kept');
  await db().insert('kept', [{ _id: 1 }]);
  const copy = join(kernel.dataDir, 'backup.sqlite');
  await db().backup(copy);
  await db().insert('kept', [{ _id: 2 }]);
  await service.closeEnvironment('test');
  const folder = join(dataDir, 'test', 'database');
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  copyFileSync(copy, join(folder, 'data.sqlite'));
  expect(await db().find('kept', {})).toEqual([{ _id: 1 }]);
  await service.close();
});

it('an answer above 16 MB is refused', async () => {
  const name = await collection();
  const text = 'x'.repeat(6 * 1024 * 1024);
  for (let _id = 0; _id < 3; _id++) await database().insert(name, [{ _id, text }]);
  const service = createDatabaseService(kernel);
  const get = (action: string) =>
    service.actions[action]!({ env: 'test', action, body: { collectionName: name }, parts: new Map(), headers: {} });
  await expect(get('database.getDocument')).rejects.toMatchObject({ code: 'EXCEED_MAX_RESPONSE_SIZE' });
  await expect(get('database.queryDocument')).rejects.toMatchObject({ code: 'EXCEED_MAX_RESPONSE_SIZE' });
  await service.close();
});

it('a query gives 100 rows unless it says more, at most 1,000, or what a client may have', async () => {
  const name = await collection();
  await database().insert(name, numbered(...new Array(1000).fill(1)));
  await database().insert(name, [{ _id: 1000 }]);
  const service = createDatabaseService(kernel);
  const rows = async (actions: DatabaseService['actions'], limit?: number) => {
    const body = { collectionName: name, queryType: 'WHERE', limit };
    const request = { env: 'test', action: 'database.getDocument', body, parts: new Map(), headers: {} };
    const answer = (await actions[request.action]!(request)) as { data: { list: string[] } };
    return answer.data.list.length;
  };
  expect(await rows(service.actions)).toBe(100);
  expect(await rows(service.actions, 5000)).toBe(1000);
  expect(await rows(service.actionsLimitedTo(20))).toBe(20);
  await service.close();
});

it('changes are told after they are committed, a transaction together', async () => {
  const name = await collection({ _id: 1, n: 1 });
  const heard: Change[][] = [];
  const stop = database().onChange((changes) => heard.push([...changes]));
  await database().update(name, { filter: { _id: 1 }, change: { $inc: { n: 1 } } });
  const transaction = database().begin();
  await database().insert(name, [{ _id: 2 }], { transaction });
  await database().remove(name, { _id: 1 }, false, { transaction });
  expect(heard).toHaveLength(1);
  await database().commit(transaction);
  stop();
  await database().insert(name, [{ _id: 3 }]);
  expect(heard[0]).toEqual([{ collection: name, id: 1, before: { _id: 1, n: 1 }, after: { _id: 1, n: 2 } }]);
  expect(heard[1]!.map(({ id, after }) => [id, after]).sort()).toEqual([
    [1, undefined],
    [2, { _id: 2 }],
  ]);
  expect(heard).toHaveLength(2);
});

it('writes that come together are one after the other', async () => {
  const name = await collection({ _id: 1, n: 0 });
  const increment = { filter: { _id: 1 }, change: { $inc: { n: 1 } } };
  await Promise.all(Array.from({ length: 300 }, () => database().update(name, increment)));
  expect(await database().find(name, {})).toEqual([{ _id: 1, n: 300 }]);
});

it('one unit and fifty buyers make one sale', async () => {
  const name = await collection({ _id: 'sku', available: 1 });
  const buy = { filter: { _id: 'sku', available: { $gte: 1 } }, change: { $inc: { available: -1 } } };
  const results = await Promise.all(Array.from({ length: 50 }, () => database().update(name, buy)));
  expect(results.filter(({ modified }) => modified === 1)).toHaveLength(1);
});

describe('a long aggregation', () => {
  beforeAll(buildAggregationWorker);

  let name: string;
  beforeAll(async () => {
    name = await collection();
    for (let from = 0; from < 5000; from += 1000) {
      await database().insert(
        name,
        Array.from({ length: 1000 }, (_, at) => ({ _id: from + at, n: (from + at) % 7, at: new Date(from + at) })),
      );
    }
  });
  afterAll(() => database().dropCollection(name));

  it('runs in a worker thread on what is committed', async () => {
    const pipeline: Document[] = [
      { $group: { _id: '$n', count: { $sum: 1 }, last: { $max: '$at' } } },
      { $sort: { _id: 1 } },
    ];
    const running = database().aggregate(name, pipeline);
    await database().insert(name, [{ _id: 'during' }]);
    const groups = await running;
    expect(groups.slice(-7)[0]).toEqual({ _id: 0, count: 715, last: new Date(4998) });
  });

  it('a long scan of a relaxed collection runs in the worker thread too', async () => {
    const large = await collection();
    await database().setStrict(large, false);
    for (let from = 0; from <= 20_000; from += 1000) {
      const documents = Array.from({ length: 1000 }, (_, at) => ({ _id: from + at, n: (from + at) % 100, text: 'x' }));
      await database().insert(large, documents);
    }
    const query = { filter: { n: 7 }, sort: { _id: -1 }, skip: 1, limit: 2, projection: { n: 1 } };
    expect(await database().find(large, query)).toEqual([
      { _id: 20_807, n: 7 },
      { _id: 20_707, n: 7 },
    ]);
    expect(await database().count(large, { n: 7 })).toBe(210);
    expect(await database().count(large, { n: 'none' })).toBe(0);
    await database().dropCollection(large);
  });

  it('gives the errors of the pipeline, and works on', async () => {
    await expect(database().aggregate(name, [{ $group: { _id: { $divide: [1, 0] } } }])).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining("can't $divide by zero"),
    });
    expect(await database().aggregate(name, [{ $count: 'n' }])).toMatchObject([{ n: 5001 }]);
  });
});
