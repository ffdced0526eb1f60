import { Binary, BSONRegExp, Long, MaxKey, MinKey, ObjectId } from 'bson';
import { describe, expect, it } from 'vitest';
import type { Document } from '../index.js';
import { numbered, useDatabase } from './harness.js';

const { database, collection } = useDatabase();
const re = (pattern: string, options = '') => new BSONRegExp(pattern, options);

/** The `_id`s of the documents that match, in the order of insertion. */
async function matching(documents: Document[], filter: Document): Promise<unknown[]> {
  const name = await collection(...documents);
  return (await database().find(name, { filter })).map(({ _id }) => _id);
}

/** [what is true, documents, filter, ids that match] */
type Case = [string, Document[], Document, unknown[]];
const date = (ms: number) => new Date(ms);

const nulls: Case[] = [
  ['null matches null and missing', numbered(null, undefined, 1, ''), { a: null }, [0, 1]],
  ['null does not match an empty array', numbered([]), { a: null }, []],
  ['null matches an array that holds null', numbered([null], [1]), { a: null }, [0]],
  ['$ne null wants a value', numbered(null, undefined, 1), { a: { $ne: null } }, [2]],
  ['$gte null matches null and missing', numbered(null, undefined, 1), { a: { $gte: null } }, [0, 1]],
  ['$lte null matches null and missing', numbered(null, undefined, 1), { a: { $lte: null } }, [0, 1]],
  ['$gt null matches nothing', numbered(null, undefined, 1), { a: { $gt: null } }, []],
  ['$in with null matches missing', numbered(null, undefined, 1), { a: { $in: [null, 5] } }, [0, 1]],
  ['$nin with null leaves missing out', numbered(null, undefined, 1), { a: { $nin: [null] } }, [2]],
  ['$exists true is true of null', numbered(null, undefined), { a: { $exists: true } }, [0]],
  ['$exists false is missing only', numbered(null, undefined), { a: { $exists: false } }, [1]],
  ['$exists 0 counts as false', numbered(null, undefined), { a: { $exists: 0 } }, [1]],
  ['$type null does not match missing', numbered(null, undefined), { a: { $type: 'null' } }, [0]],
  [
    'a dotted null matches where a part is missing',
    numbered({}, { b: null }, { b: 1 }, 4, undefined, null),
    { 'a.b': null },
    [0, 1, 3, 4, 5],
  ],
  ['a dotted null matches an element without the field', numbered([{ b: 1 }, {}], [{ b: 1 }]), { 'a.b': null }, [0]],
  ['a dotted null matches no array without documents', numbered([], [1, 2]), { 'a.b': null }, []],
  ['$not matches a missing field', numbered(5, undefined, 1), { a: { $not: { $gt: 2 } } }, [1, 2]],
  ['$ne matches a missing field', numbered(5, undefined), { a: { $ne: 5 } }, [1]],
];

const arrays: Case[] = [
  ['a value matches an element', numbered([1, 2], [3], 1), { a: 1 }, [0, 2]],
  ['an array matches a whole array', numbered([1, 2], [2, 1], [1]), { a: [1, 2] }, [0]],
  ['an array matches an array inside an array', numbered([[1, 2], 3], [1, 2]), { a: [1, 2] }, [0, 1]],
  ['two bounds may hold for different elements', numbered([1, 10], [5], [20]), { a: { $gt: 4, $lt: 8 } }, [0, 1]],
  [
    '$elemMatch wants both of one element',
    numbered([1, 10], [5], [20]),
    { a: { $elemMatch: { $gt: 4, $lt: 8 } } },
    [1],
  ],
  ['$elemMatch does not match a scalar', numbered(5), { a: { $elemMatch: { $gt: 4 } } }, []],
  [
    '$elemMatch with fields wants one document',
    numbered(
      [
        { x: 1, y: 1 },
        { x: 2, y: 2 },
      ],
      [{ x: 1, y: 2 }],
    ),
    { a: { $elemMatch: { x: 1, y: 2 } } },
    [1],
  ],
  ['dotted conditions may hold for different elements', numbered([{ x: 1 }, { y: 2 }]), { 'a.x': 1, 'a.y': 2 }, [0]],
  ['$elemMatch with $or', numbered([{ x: 1 }], [{ x: 3 }]), { a: { $elemMatch: { $or: [{ x: 1 }, { x: 2 }] } } }, [0]],
  ['$elemMatch does not match scalars with a field filter', numbered([1, 2]), { a: { $elemMatch: { b: null } } }, []],
  ['$ne looks at every element', numbered([1, 2], [3]), { a: { $ne: 1 } }, [1]],
  ['$nin looks at every element', numbered([1, 2], [3], undefined), { a: { $nin: [1, 5] } }, [1, 2]],
  ['$size counts elements', numbered([], [1], [1, 2], 1), { a: { $size: 1 } }, [1]],
  ['$size 0', numbered([], [1], undefined), { a: { $size: 0 } }, [0]],
  ['$all wants every value', numbered([1, 2, 3], [1], 1), { a: { $all: [1, 2] } }, [0]],
  ['$all of one value matches a scalar', numbered([1, 2], 1), { a: { $all: [1] } }, [0, 1]],
  ['$all of nothing matches nothing', numbered([1], []), { a: { $all: [] } }, []],
  ['$all of an array matches the whole or an element', numbered([1, 2], [[1, 2]]), { a: { $all: [[1, 2]] } }, [0, 1]],
  [
    '$all of $elemMatch',
    numbered([{ x: 1 }, { x: 5 }], [{ x: 1 }]),
    { a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: { $gt: 4 } } }] } },
    [0],
  ],
  ['$all over a path of documents in an array', numbered([{ b: 1 }, { b: 2 }]), { 'a.b': { $all: [1, 2] } }, [0]],
  ['a position reaches one element', numbered([5, 6], [6, 5]), { 'a.0': 5 }, [0]],
  [
    'a position is also a field name',
    [
      { _id: 0, a: { 0: 5 } },
      { _id: 1, a: [5] },
    ],
    { 'a.0': 5 },
    [0, 1],
  ],
  ['a field behind a position', numbered([{ b: 1 }, { b: 2 }]), { 'a.1.b': 2 }, [0]],
  ['a position outside exists not', numbered([5], [5, 6]), { 'a.1': { $exists: false } }, [0]],
  [
    'a path goes through arrays of documents',
    numbered([{ b: [{ c: 1 }] }], [{ b: { c: 1 } }], [[{ b: { c: 1 } }]]),
    { 'a.b.c': 1 },
    [0, 1],
  ],
  ['$in matches any element', numbered([1, 2], [3], 2), { a: { $in: [2, 9] } }, [0, 2]],
  ['$in with an array value is whole', numbered([1, 2], [[1, 2]], [1]), { a: { $in: [[1, 2]] } }, [0, 1]],
  ['$gt with an array compares whole arrays', numbered([3], [1, 2], 5), { a: { $gt: [1, 5] } }, [0]],
  ['$not $elemMatch', numbered([1], [9], undefined), { a: { $not: { $elemMatch: { $gt: 5 } } } }, [0, 2]],
  ['$not with two operators negates both together', numbered(1, 5, 9), { a: { $not: { $gt: 2, $lt: 8 } } }, [0, 2]],
];

const types: Case[] = [
  ['numbers do not match strings', numbered(1, '1'), { a: 1 }, [0]],
  ['$gt keeps to the type', numbered(5, 'x', true, date(9), null), { a: { $gt: 1 } }, [0]],
  ['$lt with a string keeps to strings', numbered(5, 'a', 'c'), { a: { $lt: 'b' } }, [1]],
  ['dates compare as dates', numbered(date(1), date(5), 5), { a: { $gte: date(2) } }, [1]],
  ['false is below true', numbered(false, true, 0), { a: { $lt: true } }, [0]],
  ['a document equals with its fields in order', numbered({ x: 1, y: 2 }, { y: 2, x: 1 }), { a: { x: 1, y: 2 } }, [0]],
  ['a document does not equal a larger one', numbered({ x: 1, y: 2 }), { a: { x: 1 } }, []],
  ['an empty document equals only an empty one', numbered({}, { x: 1 }), { a: {} }, [0]],
  ['documents compare field by field', numbered({ x: 1 }, { x: 3 }), { a: { $gt: { x: 2 } } }, [1]],
  [
    'a long equals the same number',
    numbered(Long.fromString('9007199254740993'), 9007199254740992),
    { a: Long.fromString('9007199254740993') },
    [0],
  ],
  [
    'a long compares exactly with a double',
    numbered(Long.fromString('9007199254740993')),
    { a: { $gt: 9007199254740992 } },
    [0],
  ],
  ['-0 equals 0', numbered(-0, 0), { a: 0 }, [0, 1]],
  ['NaN equals NaN', numbered(Number.NaN, 1), { a: Number.NaN }, [0]],
  ['NaN is not below a number', numbered(Number.NaN, 1), { a: { $lt: 5 } }, [1]],
  ['$gte NaN is NaN only', numbered(Number.NaN, 1), { a: { $gte: Number.NaN } }, [0]],
  [
    'object ids compare',
    numbered(new ObjectId('000000000000000000000001'), new ObjectId('000000000000000000000009')),
    { a: { $gt: new ObjectId('000000000000000000000005') } },
    [1],
  ],
  [
    'binaries equal by bytes and subtype',
    numbered(new Binary(Buffer.from('x'), 0), new Binary(Buffer.from('x'), 5)),
    { a: new Binary(Buffer.from('x'), 0) },
    [0],
  ],
  ['$gt MinKey is everything else', numbered(1, 'x', null, undefined), { a: { $gt: new MinKey() } }, [0, 1, 2]],
  ['$lt MaxKey is everything else', numbered(1, 'x', new MaxKey()), { a: { $lt: new MaxKey() } }, [0, 1]],
  ['$type by name', numbered(1, 1.5, 'x', [1], {}, date(0)), { a: { $type: 'string' } }, [2]],
  [
    '$type number takes all of them',
    numbered(1, 1.5, Long.fromString('9007199254740993'), 'x'),
    { a: { $type: 'number' } },
    [0, 1, 2],
  ],
  ['$type tells int, long and double', numbered(1, 1.5, 3_000_000_000), { a: { $type: 'long' } }, [2]],
  ['$type by number', numbered(1.5, 'x'), { a: { $type: 1 } }, [0]],
  ['$type array is the array itself', numbered([1], 1), { a: { $type: 'array' } }, [0]],
  ['$type looks into elements', numbered([1, 'x'], [1]), { a: { $type: 'string' } }, [0]],
  ['$type with several', numbered(1, 'x', true), { a: { $type: ['string', 'bool'] } }, [1, 2]],
  ['$type objectId', numbered(new ObjectId(), 'x'), { a: { $type: 'objectId' } }, [0]],
  ['strings compare by UTF-8', numbered('\u{1f600}', '\uffff'), { a: { $gt: '\uffff' } }, [0]],
];

const regexes: Case[] = [
  ['a pattern matches strings', numbered('abc', 'xbc', 5), { a: re('^a') }, [0]],
  ['option i', numbered('ABC', 'x'), { a: re('abc', 'i') }, [0]],
  ['option m', numbered('x\nabc', 'abc'), { a: re('^abc', 'm') }, [0, 1]],
  ['option s', numbered('a\nb'), { a: re('a.b', 's') }, [0]],
  ['option x ignores space and comments', numbered('abc'), { a: re('a b # comment\n c', 'x') }, [0]],
  ['inline (?i)', numbered('ABC'), { a: re('(?i)abc') }, [0]],
  ['$regex with $options', numbered('ABC'), { a: { $regex: 'abc', $options: 'i' } }, [0]],
  ['a pattern matches an element', numbered(['x', 'abc']), { a: re('b') }, [0]],
  ['a pattern in $in', numbered('abc', 'x', 5), { a: { $in: [re('^a'), 5] } }, [0, 2]],
  ['$not of a pattern', numbered('abc', 'x', 5), { a: { $not: re('^a') } }, [1, 2]],
  ['a pattern equals the same stored pattern', numbered(re('a'), re('b')), { a: re('a') }, [0]],
  ['a pattern does not match numbers', numbered(5), { a: re('5') }, []],
  ['$nin with a pattern', numbered('abc', 'x'), { a: { $nin: [re('^a')] } }, [1]],
];

const logic: Case[] = [
  [
    'fields of a filter all hold',
    [
      { _id: 0, a: 1, b: 1 },
      { _id: 1, a: 1 },
    ],
    { a: 1, b: 1 },
    [0],
  ],
  ['$and', numbered(1, 5, 9), { $and: [{ a: { $gt: 2 } }, { a: { $lt: 8 } }] }, [1]],
  ['$or', numbered(1, 5, 9), { $or: [{ a: 1 }, { a: 9 }] }, [0, 2]],
  ['$nor', numbered(1, 5, undefined), { $nor: [{ a: 1 }, { a: 9 }] }, [1, 2]],
  [
    '$or beside a field',
    [
      { _id: 0, a: 1, b: 1 },
      { _id: 1, a: 1, b: 2 },
    ],
    { a: 1, $or: [{ b: 2 }, { b: 3 }] },
    [1],
  ],
  ['$and inside of $or', numbered(1, 5), { $or: [{ $and: [{ a: 1 }, { a: { $lt: 3 } }] }] }, [0]],
  [
    '$expr compares fields',
    [
      { _id: 0, a: 2, b: 1 },
      { _id: 1, a: 1, b: 2 },
    ],
    { $expr: { $gt: ['$a', '$b'] } },
    [0],
  ],
  ['$mod', numbered(4, 5, 8.9, '4', [3, 8]), { a: { $mod: [4, 0] } }, [0, 2, 4]],
  ['$mod cuts its operands', numbered(4), { a: { $mod: [4.9, 0.5] } }, [0]],
  ['$mod of negative numbers', numbered(-5), { a: { $mod: [4, -1] } }, [0]],
  ['$bitsAllSet', numbered(7, 5), { a: { $bitsAllSet: [0, 1] } }, [0]],
  ['$bitsAnyClear with a mask', numbered(7, 5), { a: { $bitsAnyClear: 2 } }, [1]],
  ['$comment does nothing', numbered(1), { $comment: 'why', a: 1 }, [0]],
  ['an empty filter is everything', numbered(1, 2), {}, [0, 1]],
];

for (const [area, cases] of Object.entries({ nulls, arrays, types, regexes, logic })) {
  describe(area, () => {
    it.each(cases)('%s', async (_name, documents, filter, ids) => {
      expect(await matching(documents, filter)).toEqual(ids);
    });
  });
}

describe('refused', () => {
  const refused: [Document, RegExp][] = [
    [{ a: { $foo: 1 } }, /unknown operator: \$foo/],
    [{ $foo: 1 }, /unknown operator: \$foo/],
    [{ $where: 'true' }, /\$where/],
    [{ a: { $gt: 1, b: 2 } }, /unknown operator: b/],
    [{ $and: [] }, /nonempty array/],
    [{ $or: {} }, /must be an array/],
    [{ $or: [1] }, /full objects/],
    [{ a: { $in: 1 } }, /\$in needs an array/],
    [{ a: { $in: [{ $gt: 1 }] } }, /cannot nest \$ under \$in/],
    [{ a: { $all: 1 } }, /\$all needs an array/],
    [{ a: { $size: 'x' } }, /\$size/],
    [{ a: { $size: -1 } }, /\$size/],
    [{ a: { $mod: 4 } }, /malformed mod/],
    [{ a: { $mod: [0, 1] } }, /divisor cannot be 0/],
    [{ a: { $not: 5 } }, /\$not needs/],
    [{ a: { $not: {} } }, /\$not cannot be empty/],
    [{ a: { $type: 'nope' } }, /Unknown type name/],
    [{ a: { $elemMatch: 5 } }, /\$elemMatch needs an Object/],
    [{ a: { $regex: '(' } }, /Regular expression is invalid/],
    [{ a: { $regex: 'a', $options: 'q' } }, /invalid flag/],
    [{ a: { $gt: re('x') } }, /RegEx/],
    [{ a: { $ne: re('x') } }, /regex/],
    [{ a: { $options: 'i' } }, /\$options needs a \$regex/],
  ];
  it.each(refused)('%j', async (filter, message) => {
    const name = await collection({ _id: 0, a: 1 });
    await expect(database().find(name, { filter })).rejects.toThrow(message);
  });
});
