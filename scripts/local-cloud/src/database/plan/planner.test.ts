import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbered, useDatabase } from '../conformance/harness.js';
import type { Document, IndexRequest } from '../index.js';
import { keyOf } from '../keystring.js';
import { sortKey, sortSpec } from '../sort.js';
import { arbitraryDocument, arbitraryFilter, arbitraryIndex, arbitrarySort } from '../testing/arbitrary.js';

const { database, collection } = useDatabase();

const ids = (documents: Document[]) => documents.map(({ _id }) => _id);

it('gives what a full scan gives, whatever the indexes', { timeout: 120_000 }, async () => {
  let planned = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitraryDocument, { minLength: 1, maxLength: 40 }),
      fc.array(arbitraryIndex, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(arbitraryFilter, arbitrarySort), { minLength: 5, maxLength: 10 }),
      async (documents, indexes, queries) => {
        const withIds = documents.map((document, _id) => ({ _id, ...document }));
        const plain = await collection(...withIds);
        const indexed = await collection(...withIds);
        for (const fields of indexes) await createIndexIfPossible(indexed, { fields });
        for (const [filter, sort] of queries) {
          const expected = await database().find(plain, { filter, sort });
          const found = await database().find(indexed, { filter, sort });
          expect(ids(found).sort()).toEqual(ids(expected).sort());
          expect(found.map((document) => sortKeys(document, sort))).toEqual(
            expected.map((document) => sortKeys(document, sort)),
          );
          expect(await database().count(indexed, filter)).toBe(expected.length);
          if ((await database().explain(indexed, { filter, sort })).plan !== 'scan') planned++;
        }
        await database().dropCollection(plain);
        await database().dropCollection(indexed);
      },
    ),
    { numRuns: 150 },
  );
  expect(planned).toBeGreaterThan(300);
});

/** Two arrays in one compound index are refused, as in MongoDB. */
async function createIndexIfPossible(name: string, request: IndexRequest) {
  try {
    await database().createIndex(name, request);
  } catch (error) {
    expect(String(error)).toMatch(/parallel arrays/);
  }
}

/** What a document sorts by, so that documents that are equal in it may change places. */
function sortKeys(document: Document, sort: Document) {
  return sortSpec(sort).map((field) => keyOf(sortKey(document, field)).toString('hex'));
}

describe('choosing', () => {
  const index = async (name: string, ...fields: [string, 1 | -1][]) =>
    database().createIndex(name, { fields: fields.map(([field, direction]) => ({ field, direction })) });
  const plan = async (name: string, filter: Document, sort: Document = {}) =>
    database().explain(name, { filter, sort });

  it('takes the order from an index behind equal fields, forwards and backwards', async () => {
    const name = await collection(...numbered(1, 2, 3));
    await index(name, ['c', 1], ['p', -1]);
    expect(await plan(name, { c: 1 }, { p: -1 })).toMatchObject({ plan: 'index c_1_p_-1', sorted: true });
    expect(await plan(name, { c: 1 }, { p: 1 })).toMatchObject({ sorted: true });
    expect(await plan(name, { c: { $gt: 1 } }, { p: 1 })).toMatchObject({ sorted: false });
    expect(await plan(name, {}, { c: -1, p: 1 })).toMatchObject({ plan: 'index c_1_p_-1', sorted: true });
  });

  it('uses _id, the more selective index, and every branch of $or', async () => {
    const name = await collection(...numbered(1, 2, 3));
    await index(name, ['a', 1]);
    await index(name, ['a', 1], ['b', 1]);
    expect((await plan(name, { _id: 1, a: 1 })).plan).toBe('index _id_');
    expect((await plan(name, { a: 1, b: 2 })).plan).toBe('index a_1_b_1');
    expect((await plan(name, { $or: [{ a: 1 }, { _id: 2 }] })).plan).toBe('union of index a_1, index _id_');
    expect((await plan(name, { $or: [{ a: 1 }, { z: 2 }] })).plan).toBe('scan');
    expect((await plan(name, { a: { $ne: 1 } })).plan).toBe('scan');
    expect((await plan(name, { $expr: { $eq: ['$a', 2] } })).plan).toBe('index a_1');
    expect((await plan(name, { $expr: { $eq: ['$a', '$b'] } })).plan).toBe('scan');
  });

  it('finds no number above NaN through an index', async () => {
    const name = await collection(...numbered(1, Number.NaN));
    await index(name, ['a', 1]);
    expect(ids(await database().find(name, { filter: { a: { $gt: Number.NaN } } }))).toEqual([]);
    expect(ids(await database().find(name, { filter: { a: { $gte: Number.NaN } } }))).toEqual([1]);
    expect(await database().count(name, { a: { $lt: 5 } })).toBe(1);
  });

  it('finds with $expr through an index what it finds without', async () => {
    const documents = numbered(1, [1], [[1]], null, undefined, 'x', { b: 1 }, [{ b: 1 }, { b: 2 }]);
    const plain = await collection(...documents);
    const indexed = await collection(...documents);
    await index(indexed, ['a', 1]);
    await index(indexed, ['a.b', 1]);
    for (const [path, value] of [
      ['$a', 1],
      ['$a', null],
      ['$a', 'x'],
      ['$a.b', 1],
      ['$a.b', null],
    ] as const) {
      const filter = { $expr: { $eq: [path, value] } };
      const expected = ids(await database().find(plain, { filter }));
      expect(ids(await database().find(indexed, { filter })).sort()).toEqual(expected);
    }
  });

  it('reads only what the filter names', async () => {
    const name = await collection(...numbered(...Array.from({ length: 200 }, (_, at) => at % 20)));
    await index(name, ['a', 1]);
    expect(await plan(name, { a: 3 })).toMatchObject({ examined: 10, matched: 10 });
    expect(await plan(name, { a: { $in: [3, 4] } })).toMatchObject({ examined: 20 });
    expect(await plan(name, { a: { $gte: 18 } })).toMatchObject({ examined: 20 });
  });
});

describe('strict mode', () => {
  const many = () => Array.from({ length: 1001 }, (_, _id) => ({ _id, status: _id % 3, at: _id, tag: 't' }));

  async function large() {
    const name = await collection();
    await database().insert(name, many().slice(0, 1000));
    await database().insert(name, many().slice(1000));
    return name;
  }

  it('refuses a filter that no index serves, and names the index in one line', async () => {
    const name = await large();
    const query = { filter: { status: 1, at: { $gt: 5 } }, sort: { tag: -1 } };
    const line = `createIndex("${name}", {"status":1,"tag":-1,"at":1})`;
    await expect(database().find(name, query)).rejects.toThrow(line);
    expect((await database().explain(name, query)).missing).toBe(line);
    await expect(database().count(name, { status: 1 })).rejects.toThrow(/strict mode/);
    await expect(database().update(name, { filter: { status: 1 }, change: { $set: { x: 1 } } })).rejects.toThrow(
      /strict mode/,
    );
    await expect(database().remove(name, { status: 1 }, true)).rejects.toThrow(/strict mode/);
    await expect(database().aggregate(name, [{ $match: { status: 1 } }])).rejects.toThrow(/strict mode/);
    await expect(database().find(name, { filter: { status: { $ne: 1 } } })).rejects.toThrow(/cannot use an index/);
  });

  it('refuses a sort that no index serves, unless few rows are left', async () => {
    const name = await large();
    await expect(database().find(name, { sort: { at: 1 } })).rejects.toThrow(`createIndex("${name}", {"at":1})`);
    await database().createIndex(name, { fields: [{ field: 'tag', direction: 1 }] });
    await expect(database().find(name, { filter: { tag: 't' }, sort: { at: 1 } })).rejects.toThrow(/"tag":1,"at":1/);
    await database().createIndex(name, { fields: [{ field: 'status', direction: 1 }] });
    expect(await database().find(name, { filter: { status: 1 }, sort: { at: -1 }, limit: 1 })).toMatchObject([
      { at: 1000 },
    ]);
  });

  it('lets through what is indexed, everything by page, and a collection that is relaxed', async () => {
    const name = await large();
    expect(await database().find(name, { limit: 1 })).toHaveLength(1);
    expect(await database().count(name, {})).toBe(1001);
    expect(await database().find(name, { filter: { _id: { $gt: 998 } } })).toHaveLength(2);
    await database().setStrict(name, false);
    expect(await database().find(name, { filter: { status: 1 } })).toHaveLength(334);
  });
});
