import { BSONRegExp, ObjectId } from 'bson';
import { describe, expect, it } from 'vitest';
import type { Document } from '../index.js';
import { numbered, useDatabase } from './harness.js';

const { database, collection } = useDatabase();

describe('sort', () => {
  const id = new ObjectId();
  const cases: [string, Document[], Document, unknown[]][] = [
    ['ascending and descending', numbered(3, 1, 2), { a: -1 }, [0, 2, 1]],
    ['missing sorts as null, before numbers', numbered(1, undefined, null), { a: 1 }, [1, 2, 0]],
    [
      'types in their order',
      numbered(new BSONRegExp('x'), new Date(0), true, id, [9], { x: 1 }, 'x', 1, null),
      { a: 1 },
      [8, 7, 4, 6, 5, 3, 2, 1, 0],
    ],
    ['an array by its least element', numbered([5, 1], [3], 2), { a: 1 }, [0, 2, 1]],
    ['descending by its greatest element', numbered([5, 1], [3], 4), { a: -1 }, [0, 2, 1]],
    ['an empty array before null', numbered(null, [], 1), { a: 1 }, [1, 0, 2]],
    ['NaN before numbers', numbered(1, Number.NaN, -1), { a: 1 }, [1, 2, 0]],
    [
      'two fields',
      [
        { _id: 0, a: 1, b: 1 },
        { _id: 1, a: 1, b: 2 },
        { _id: 2, a: 0, b: 0 },
      ],
      { a: 1, b: -1 },
      [2, 1, 0],
    ],
    ['equal ones keep the order of insertion', numbered(1, 1, 1), { a: 1 }, [0, 1, 2]],
    ['dotted, into arrays of documents', numbered({ b: 2 }, [{ b: 1 }, { b: 9 }], {}), { 'a.b': 1 }, [2, 1, 0]],
    ['strings by code point', numbered('a', 'B', 'é', '中'), { a: 1 }, [1, 0, 2, 3]],
    ['false before true', numbered(true, false), { a: 1 }, [1, 0]],
  ];
  it.each(cases)('%s', async (_name, documents, sort, ids) => {
    const name = await collection(...documents);
    expect((await database().find(name, { sort })).map(({ _id }) => _id)).toEqual(ids);
  });

  it('skips and limits after sorting', async () => {
    const name = await collection(...numbered(5, 4, 3, 2, 1));
    const found = await database().find(name, { sort: { a: 1 }, skip: 1, limit: 2 });
    expect(found.map(({ a }) => a)).toEqual([2, 3]);
  });

  it('refuses a direction that is not 1 or -1', async () => {
    const name = await collection(...numbered(1));
    await expect(database().find(name, { sort: { a: 2 } })).rejects.toThrow(/\$sort key ordering must be 1/);
  });
});

describe('projection', () => {
  const document: Document = { _id: 1, a: 1, b: { c: 2, d: 3 }, l: [{ x: 1, y: 2 }, { x: 3 }, 5], n: [1, 2, 3, 4] };
  const cases: [string, Document, Document, Document?][] = [
    ['has what is named, and _id', { a: 1 }, { _id: 1, a: 1 }],
    ['leaves _id out', { a: true, _id: false }, { a: 1 }],
    ['leaves out what is named', { b: 0, l: 0, n: false }, { _id: 1, a: 1 }],
    ['_id alone', { _id: 1 }, { _id: 1 }],
    ['dotted', { 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
    ['a document of fields is not a projection of them', { 'b.d': 0, l: 0, n: 0 }, { _id: 1, a: 1, b: { c: 2 } }],
    ['into arrays, without their scalars', { 'l.x': 1 }, { _id: 1, l: [{ x: 1 }, { x: 3 }] }],
    ['out of arrays, with their scalars', { 'l.x': 0, a: 0, b: 0, n: 0 }, { _id: 1, l: [{ y: 2 }, {}, 5] }],
    ['through a scalar gives nothing', { 'a.b': 1 }, { _id: 1 }],
    ['$slice keeps the other fields', { n: { $slice: 2 }, l: 0, b: 0 }, { _id: 1, a: 1, n: [1, 2] }],
    ['$slice from the end', { n: { $slice: -1 }, a: 1 }, { _id: 1, a: 1, n: [4] }],
    ['$slice with skip', { n: { $slice: [1, 2] }, a: 1 }, { _id: 1, a: 1, n: [2, 3] }],
    ['$elemMatch gives the first', { l: { $elemMatch: { x: { $gt: 1 } } } }, { _id: 1, l: [{ x: 3 }] }],
    ['$elemMatch without a match leaves the field out', { l: { $elemMatch: { x: 9 } } }, { _id: 1 }],
    ['the positional element', { 'n.$': 1 }, { _id: 1, n: [3] }, { n: { $gt: 2 } }],
  ];
  it.each(cases)('%s', async (_name, projection, expected, filter = {}) => {
    const name = await collection(document);
    expect(await database().find(name, { projection, filter })).toEqual([expected]);
  });

  it.each<[Document, RegExp]>([
    [{ a: 1, b: 0 }, /exclusion on field b in inclusion/],
    [{ a: 0, b: 1 }, /inclusion on field b in exclusion/],
    [{ a: 'x' }, /neither 1 nor 0/],
    [{ a: { $foo: 1 } }, /unknown operator: \$foo/],
    [{ a: { $slice: 'x' } }, /\$slice/],
    [{ a: 1, 'a.b': 1 }, /collision/],
  ])('refuses %j', async (projection, message) => {
    const name = await collection(document);
    await expect(database().find(name, { projection })).rejects.toThrow(message);
  });
});
