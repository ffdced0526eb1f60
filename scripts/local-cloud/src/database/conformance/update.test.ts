import { Long } from 'bson';
import { describe, expect, it } from 'vitest';
import type { Document } from '../index.js';
import { useDatabase } from './harness.js';

const { database, collection, kernel } = useDatabase();

/** [what is true, document, update, document afterwards, filter if it matters] */
type Case = [string, Document, Document, Document, Document?];

const fields: Case[] = [
  ['$set sets and adds', { a: 1 }, { $set: { a: 2, b: 3 } }, { a: 2, b: 3 }],
  ['$set makes documents on the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set replaces a whole document', { a: { x: 1 } }, { $set: { a: { y: 2 } } }, { a: { y: 2 } }],
  ['$set sets an element by position', { a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
  ['$set pads an array with null', { a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
  ['$set of a position on a missing field makes a document', {}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
  ['$set of the same _id is allowed', { a: 1 }, { $set: { _id: 'x', a: 2 } }, { a: 2 }],
  ['$unset takes a field away', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  ['$unset of an element leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['$unset of a missing path does nothing', { a: 1 }, { $unset: { 'x.y': '' } }, { a: 1 }],
  ['$unset through a scalar does nothing', { a: 1 }, { $unset: { 'a.b': '' } }, { a: 1 }],
  ['$inc adds', { a: 1 }, { $inc: { a: 4 } }, { a: 5 }],
  ['$inc of a missing field sets', {}, { $inc: { a: 4 } }, { a: 4 }],
  ['$inc with a negative and a fraction', { a: 1 }, { $inc: { a: -1.5 } }, { a: -0.5 }],
  [
    '$inc goes beyond 2^53 exactly',
    { a: 9007199254740991 },
    { $inc: { a: 2 } },
    { a: Long.fromString('9007199254740993') },
  ],
  ['$mul multiplies', { a: 3 }, { $mul: { a: 4 } }, { a: 12 }],
  ['$mul of a missing field is 0', {}, { $mul: { a: 4 } }, { a: 0 }],
  ['$min takes the smaller', { a: 5, b: 1 }, { $min: { a: 3, b: 3, c: 3 } }, { a: 3, b: 1, c: 3 }],
  ['$max takes the greater', { a: 5, b: 1 }, { $max: { a: 3, b: 3 } }, { a: 5, b: 3 }],
  ['$min compares types by order', { a: 'x' }, { $min: { a: 5 } }, { a: 5 }],
  ['$max compares dates', { a: new Date(1) }, { $max: { a: new Date(2) } }, { a: new Date(2) }],
  ['$rename moves', { a: 1 }, { $rename: { a: 'b' } }, { b: 1 }],
  ['$rename into a document', { a: 1 }, { $rename: { a: 'x.y' } }, { x: { y: 1 } }],
  ['$rename of a missing field does nothing', { a: 1 }, { $rename: { b: 'c' } }, { a: 1 }],
  ['$rename overwrites', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
  ['$setOnInsert does nothing on a match', { a: 1 }, { $setOnInsert: { b: 1 }, $set: { a: 2 } }, { a: 2 }],
  ['$bit and', { a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
  ['$bit or of a missing field', {}, { $bit: { a: { or: 5 } } }, { a: 5 }],
  ['$bit xor', { a: 1 }, { $bit: { a: { xor: 5 } } }, { a: 4 }],
  ['an empty update does nothing', { a: 1 }, {}, { a: 1 }],
  [
    'several operators together',
    { a: 1, b: [1] },
    { $inc: { a: 1 }, $push: { b: 2 }, $set: { c: 1 } },
    { a: 2, b: [1, 2], c: 1 },
  ],
];

const arrays: Case[] = [
  ['$push appends', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
  ['$push makes the array', {}, { $push: { a: 2 } }, { a: [2] }],
  ['$push of an array appends it whole', { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  ['$each appends each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  ['$position inserts', { a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } }, { a: [1, 2, 3, 4] }],
  [
    'a negative $position counts from the end',
    { a: [1, 4] },
    { $push: { a: { $each: [2], $position: -1 } } },
    { a: [1, 2, 4] },
  ],
  ['$slice keeps the first', { a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: 3 } } }, { a: [1, 2, 3] }],
  [
    'a negative $slice keeps the last',
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: -3 } } },
    { a: [2, 3, 4] },
  ],
  ['$slice 0 empties', { a: [1, 2] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }],
  ['$slice holds for a new array', {}, { $push: { a: { $each: [1, 2, 3], $slice: 2 } } }, { a: [1, 2] }],
  ['$sort sorts values', { a: [3, 1] }, { $push: { a: { $each: [2], $sort: 1 } } }, { a: [1, 2, 3] }],
  [
    '$sort sorts documents',
    { a: [{ n: 3 }] },
    { $push: { a: { $each: [{ n: 5 }, { n: 4 }], $sort: { n: -1 } } } },
    { a: [{ n: 5 }, { n: 4 }, { n: 3 }] },
  ],
  [
    '$sort by two fields',
    { a: [{ n: 1, m: 2 }] },
    {
      $push: {
        a: {
          $each: [
            { n: 1, m: 1 },
            { n: 0, m: 9 },
          ],
          $sort: { n: 1, m: 1 },
        },
      },
    },
    {
      a: [
        { n: 0, m: 9 },
        { n: 1, m: 1 },
        { n: 1, m: 2 },
      ],
    },
  ],
  ['$sort comes before $slice', { a: [5] }, { $push: { a: { $each: [1, 3], $sort: -1, $slice: 2 } } }, { a: [5, 3] }],
  ['$addToSet adds what is new', { a: [1] }, { $addToSet: { a: 2 } }, { a: [1, 2] }],
  ['$addToSet leaves what is there', { a: [{ x: 1 }] }, { $addToSet: { a: { x: 1 } } }, { a: [{ x: 1 }] }],
  [
    '$addToSet tells the order of fields',
    { a: [{ x: 1, y: 2 }] },
    { $addToSet: { a: { y: 2, x: 1 } } },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ],
  ['$addToSet with $each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  [
    '$addToSet with each without $ adds the document',
    { a: [] },
    { $addToSet: { a: { each: [1] } } },
    { a: [{ each: [1] }] },
  ],
  ['$pop takes the last', { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  ['$pop -1 takes the first', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  ['$pop of a missing field does nothing', {}, { $pop: { a: 1 } }, {}],
  ['$pull takes equal values', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by operators', { a: [1, 5, 9] }, { $pull: { a: { $gt: 2, $lt: 8 } } }, { a: [1, 9] }],
  ['$pull by $in', { a: [1, 5, 9] }, { $pull: { a: { $in: [1, 9] } } }, { a: [5] }],
  ['$pull of documents by fields', { a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
  [
    '$pull of documents by an operator on a field',
    { a: [{ x: 1 }, { x: 5 }] },
    { $pull: { a: { x: { $gt: 2 } } } },
    { a: [{ x: 1 }] },
  ],
  ['$pull of an array takes the equal array', { a: [[1, 2], [3]] }, { $pull: { a: [1, 2] } }, { a: [[3]] }],
  [
    '$pull from an array inside an array of documents',
    { a: [{ b: [1, 2] }] },
    { $pull: { 'a.$[].b': 1 } },
    { a: [{ b: [2] }] },
  ],
  ['$pullAll takes every value', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$[] changes every element', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
  [
    '$[] changes a field of every element',
    { a: [{ n: 1 }, { n: 2 }] },
    { $mul: { 'a.$[].n': 2 } },
    { a: [{ n: 2 }, { n: 4 }] },
  ],
  ['$ is the element that matched', { a: [1, 5, 9] }, { $set: { 'a.$': 0 } }, { a: [1, 0, 9] }, { a: { $gt: 4 } }],
  [
    '$ of a field in an element',
    {
      a: [
        { k: 1, n: 0 },
        { k: 2, n: 0 },
      ],
    },
    { $inc: { 'a.$.n': 1 } },
    {
      a: [
        { k: 1, n: 0 },
        { k: 2, n: 1 },
      ],
    },
    { 'a.k': 2 },
  ],
  [
    '$ with $elemMatch',
    {
      a: [
        { k: 1, m: 1 },
        { k: 1, m: 2 },
      ],
    },
    { $set: { 'a.$.m': 9 } },
    {
      a: [
        { k: 1, m: 1 },
        { k: 1, m: 9 },
      ],
    },
    { a: { $elemMatch: { k: 1, m: 2 } } },
  ],
  [
    '$ inside of $and',
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { 'a.$.k': 9 } },
    { a: [{ k: 1 }, { k: 9 }] },
    { $and: [{ 'a.k': 2 }] },
  ],
  [
    '$ with two conditions on the array',
    {
      a: [
        { k: 1, m: 1 },
        { k: 2, m: 2 },
      ],
    },
    { $set: { 'a.$.k': 9 } },
    {
      a: [
        { k: 1, m: 1 },
        { k: 9, m: 2 },
      ],
    },
    { 'a.k': 2, 'a.m': 2 },
  ],
];

for (const [area, cases] of Object.entries({ fields, arrays })) {
  describe(area, () => {
    it.each(cases)('%s', async (_name, document, change, expected, filter = {}) => {
      const name = await collection({ _id: 'x', ...document });
      await database().update(name, { filter, change });
      expect(await database().find(name, {})).toEqual([{ _id: 'x', ...expected }]);
    });
  });
}

describe('refused, and nothing changed', () => {
  const refused: [Document, Document, RegExp][] = [
    [{ a: 'x' }, { $inc: { a: 1 } }, /Cannot apply \$inc to a value of non-numeric type/],
    [{ a: null }, { $inc: { a: 1 } }, /non-numeric type null/],
    [{ a: 1 }, { $inc: { a: 'x' } }, /Cannot increment with non-numeric argument/],
    [{ a: 'x' }, { $mul: { a: 2 } }, /Cannot apply \$mul/],
    [{ a: 1 }, { $push: { a: 1 } }, /must be an array but is of type int/],
    [{ a: 1 }, { $addToSet: { a: 1 } }, /non-array field/],
    [{ a: 1 }, { $pop: { a: 1 } }, /non-array type/],
    [{ a: [1] }, { $pop: { a: 2 } }, /\$pop expects 1 or -1/],
    [{ a: 1 }, { $pop: { 'a.b': 1 } }, /Cannot use the part \(b\) of \(a\.b\) to traverse/],
    [{ a: 1 }, { $pull: { a: 1 } }, /non-array value/],
    [{ a: [1] }, { $pullAll: { a: 1 } }, /\$pullAll requires an array/],
    [{ a: 1 }, { $set: { 'a.b': 1 } }, /Cannot create field 'b' in element \{a: 1\}/],
    [{ b: null }, { $set: { 'b.a': 1 } }, /Cannot create field 'a' in element \{b: null\}/],
    [{ a: [{ b: 1 }] }, { $set: { 'a.b': 2 } }, /Cannot create field 'b' in element/],
    [{}, { $set: { _id: 'y' } }, /immutable field '_id'/],
    [{}, { $unset: { _id: 1 } }, /immutable field '_id'/],
    [{}, { $foo: { a: 1 } }, /unknown operator: \$foo/],
    [{}, { $set: { a: 1 }, b: 2 }, /unknown operator: b/],
    [{}, { $set: 5 }, /Modifiers operate on fields/],
    [{}, { $set: { a: 1 }, $inc: { a: 1 } }, /would create a conflict at 'a'/],
    [{}, { $set: { a: 1, 'a.b': 1 } }, /would create a conflict at 'a'/],
    [{}, { $set: { '': 1 } }, /empty update path/],
    [{}, { $set: { 'a..b': 1 } }, /empty field name/],
    [{}, { $set: { $x: 1 } }, /dollar/],
    [{}, { $set: { a: { $x: 1 } } }, /dollar \(\$\) prefixed field '\$x'/],
    [{}, { $set: { a: { 'x.y': 1 } } }, /dotted field/],
    [{ a: 1 }, { $rename: { a: 'a' } }, /must differ/],
    [{ a: 1 }, { $rename: { a: 5 } }, /must be a string/],
    [{ a: [1] }, { $set: { 'a.$': 1 } }, /positional operator did not find/],
    [{ a: [1] }, { $set: { 'a.$[x]': 1 } }, /No array filter found for identifier 'x'/],
    [{ a: 1 }, { $set: { 'a.$[]': 1 } }, /Cannot apply array updates to non-array/],
    [{ a: [1] }, { $push: { a: { $each: 5 } } }, /\$each in \$push must be an array/],
    [{ a: [1] }, { $push: { a: { $each: [1], $foo: 1 } } }, /Unrecognized clause in \$push/],
    [{ a: [1] }, { $push: { a: { $each: [1], $slice: 1.5 } } }, /\$slice must be an integer/],
    [{ a: 1.5 }, { $bit: { a: { and: 1 } } }, /non-integral/],
    [{ a: 1 }, { $bit: { a: { nand: 1 } } }, /only supports/],
    [{}, { $currentDate: { a: 'x' } }, /not valid type for \$currentDate/],
  ];
  it.each(refused)('%j %j', async (document, change, message) => {
    const name = await collection({ _id: 'x', ...document });
    await expect(database().update(name, { filter: {}, change })).rejects.toThrow(message);
    expect(await database().find(name, {})).toEqual([{ _id: 'x', ...document }]);
  });
});

describe('upsert, replace and many', () => {
  const upsert = (filter: Document, change: Document, replace = false) =>
    collection().then(async (name) => {
      const result = await database().update(name, { filter, change, upsert: true, replace });
      const [document] = await database().find(name, {});
      return { result, document };
    });

  it('inserts the equalities of the filter with the update over them', async () => {
    const change = { $set: { b: 2 }, $inc: { n: 1 }, $setOnInsert: { c: 3 } };
    const { result, document } = await upsert({ _id: 'k', a: 1, 'x.y': { $eq: 5 }, z: { $gt: 3 } }, change);
    expect(result).toEqual({ matched: 0, modified: 0, upsertedId: 'k' });
    expect(document).toEqual({ _id: 'k', a: 1, x: { y: 5 }, b: 2, n: 1, c: 3 });
  });

  it('takes equalities out of $and and $in of one value', async () => {
    const { document } = await upsert({ $and: [{ a: 1 }, { b: { $in: [2] } }] }, { $set: { c: 3 } });
    expect(document).toMatchObject({ a: 1, b: 2, c: 3 });
  });

  it('makes an _id when there is none', async () => {
    expect((await upsert({ a: 1 }, { $set: { b: 1 } })).document!._id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('refuses an upsert that would change the _id of the filter', async () => {
    await expect(upsert({ _id: 'k' }, { $set: { _id: 'other' } })).rejects.toThrow(/immutable field '_id'/);
  });

  it.each(['__proto__.x', 'a.__proto__.x', 'constructor.prototype.x'])('cannot be led into %s', async (path) => {
    await upsert({ [path]: 1 }, { $set: { [path.replace('x', 'y')]: 1 } }).catch(() => {});
    expect({}).not.toHaveProperty('x');
    expect({}).not.toHaveProperty('y');
    expect(Object.prototype).not.toHaveProperty('x');
  });

  it('holds fields that JavaScript has names of its own for', async () => {
    const name = await collection({ _id: 1, constructor: 5, toString: { valueOf: 1 } });
    await database().update(name, { filter: { 'toString.valueOf': 1 }, change: { $inc: { constructor: 1 } } });
    expect(await database().find(name, { filter: { hasOwnProperty: null } })).toEqual([
      { _id: 1, constructor: 6, toString: { valueOf: 1 } },
    ]);
    expect(await database().find(name, { filter: { valueOf: { $exists: true } } })).toEqual([]);
  });

  it('inserts a replacement with the _id of the filter', async () => {
    expect((await upsert({ _id: 'k' }, { a: 1 }, true)).document).toEqual({ _id: 'k', a: 1 });
  });

  it('replaces everything but the _id', async () => {
    const name = await collection({ _id: 'x', a: 1, b: 2 });
    expect(await database().update(name, { filter: { _id: 'x' }, change: { c: 3 }, replace: true })).toEqual({
      matched: 1,
      modified: 1,
    });
    expect(await database().find(name, {})).toEqual([{ _id: 'x', c: 3 }]);
  });

  it('refuses a replacement with operators or another _id', async () => {
    const name = await collection({ _id: 'x' });
    const replace = (change: Document) => database().update(name, { filter: {}, change, replace: true });
    await expect(replace({ a: 1, $set: { b: 1 } })).rejects.toThrow(/\$set/);
    await expect(replace({ _id: 'y' })).rejects.toThrow(/immutable/);
  });

  it('changes many, and counts what is different', async () => {
    const name = await collection({ _id: 1, n: 1 }, { _id: 2, n: 2 }, { _id: 3, n: 3 });
    const result = await database().update(name, {
      filter: { n: { $gt: 1 } },
      change: { $set: { n: 3 } },
      multi: true,
    });
    expect(result).toEqual({ matched: 2, modified: 1 });
  });

  it('keeps the changes before the document that fails, as MongoDB does', async () => {
    const name = await collection({ _id: 1, n: 1 }, { _id: 2, n: 'x' }, { _id: 3, n: 3 });
    const change = { $inc: { n: 1 } };
    await expect(database().update(name, { filter: {}, change, multi: true })).rejects.toThrow(/\$inc/);
    expect((await database().find(name, {})).map(({ n }) => n)).toEqual([2, 'x', 3]);
  });

  it('returns the document as it is after the update', async () => {
    const name = await collection({ _id: 1, n: 1 });
    expect(await database().updateAndReturn(name, { filter: { n: 1 }, change: { $inc: { n: 1 } } })).toEqual({
      _id: 1,
      n: 2,
    });
    expect(await database().updateAndReturn(name, { filter: { n: 1 }, change: { $inc: { n: 1 } } })).toBeUndefined();
  });

  it('$currentDate is the virtual clock', async () => {
    await kernel.clock.advance(86_400_000);
    const name = await collection({ _id: 1 });
    await database().update(name, { filter: {}, change: { $currentDate: { at: true, on: { $type: 'date' } } } });
    const [document] = await database().find(name, {});
    expect(Math.abs((document!.at as Date).getTime() - kernel.clock.now())).toBeLessThan(2000);
  });
});

describe('inserting', () => {
  it.each<[Document, RegExp]>([
    [{ $set: 1 }, /dollar/],
    [{ a: { $inc: 1 } }, /dollar/],
    [{ a: [{ $inc: 1 }] }, /dollar/],
    [{ 'a.b': 1 }, /dotted/],
    [{ _id: [1] }, /cannot be of type array/],
    [{ 'a\0b': 1 }, /null bytes/],
  ])('refuses %j', async (document, message) => {
    await expect(database().insert(await collection(), [document])).rejects.toThrow(message);
  });

  it('refuses a document above 16 MB', async () => {
    const document = { a: 'x'.repeat(16 * 1024 * 1024) };
    await expect(database().insert(await collection(), [document])).rejects.toThrow(/too large/);
  });

  it('refuses a document nested deeper than 100 levels', async () => {
    let deep: Document = {};
    for (let level = 0; level < 101; level++) deep = { a: deep };
    await expect(database().insert(await collection(), [deep])).rejects.toThrow(/nested deeper/);
  });

  it('refuses a second document with an _id, of any type', async () => {
    const name = await collection({ _id: { a: 1 } });
    await expect(database().insert(name, [{ _id: { a: 1 } }])).rejects.toThrow(/E11000 .* index: _id_ dup key/);
    await database().insert(name, [{ _id: { a: 1, b: 1 } }]);
  });

  it('puts _id first and makes one for null and empty', async () => {
    const name = await collection({ a: 1, _id: 'x' }, { a: 2, _id: null }, { a: 3, _id: '' });
    const documents = await database().find(name, {});
    expect(documents.map((document) => Object.keys(document)[0])).toEqual(['_id', '_id', '_id']);
    expect(documents[1]!._id).toMatch(/^[0-9a-f]{32}$/);
  });
});
