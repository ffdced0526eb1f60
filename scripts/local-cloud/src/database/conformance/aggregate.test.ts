import { ObjectId } from 'bson';
import { describe, expect, it } from 'vitest';
import type { Document, Value } from '../index.js';
import { numbered, useDatabase } from './harness.js';

const { database, collection, kernel } = useDatabase();

async function aggregate(documents: Document[], ...pipeline: Document[]): Promise<Document[]> {
  return database().aggregate(await collection(...documents), pipeline);
}

/** The value of an expression over one document. */
async function evaluate(expression: Value, document: Document = {}): Promise<Value | undefined> {
  const [result] = await aggregate([{ _id: 0, ...document }], { $replaceRoot: { newRoot: { v: expression } } });
  return result!.v;
}

describe('expressions', () => {
  const at = new Date('2024-02-29T16:30:15.123Z');
  const id = new ObjectId('65e0b5d70000000000000000');
  const cases: [Value, Value | undefined, Document?][] = [
    [{ $add: ['$a', 2] }, 5, { a: 3 }],
    [{ $add: ['$missing', 2] }, null],
    [{ $add: ['$d', 1000] }, new Date(at.getTime() + 1000), { d: at }],
    [{ $subtract: ['$d', new Date(at.getTime() - 5)] }, 5, { d: at }],
    [{ $subtract: [5, 7] }, -2],
    [{ $multiply: [2, 3, 4] }, 24],
    [{ $divide: [7, 2] }, 3.5],
    [{ $mod: [-7, 3] }, -1],
    [{ $abs: -3 }, 3],
    [{ $ceil: 1.2 }, 2],
    [{ $floor: -1.2 }, -2],
    [{ $trunc: -1.8 }, -1],
    [{ $trunc: [1.789, 1] }, 1.7],
    [{ $round: 2.5 }, 2],
    [{ $round: 3.5 }, 4],
    [{ $round: [1234.567, -2] }, 1200],
    [{ $round: [1.005, 1] }, 1],
    [{ $sqrt: 16 }, 4],
    [{ $pow: [2, 10] }, 1024],
    [{ $log: [8, 2] }, 3],
    [{ $ln: 1 }, 0],
    [{ $exp: 0 }, 1],
    [{ $log10: 1000 }, 3],
    [{ $arrayElemAt: ['$l', -1] }, 3, { l: [1, 2, 3] }],
    [{ $arrayElemAt: ['$l', 9] }, undefined, { l: [1] }],
    [{ $arrayToObject: [[['a', 1]]] }, { a: 1 }],
    [{ $arrayToObject: { $literal: [{ k: 'a', v: 1 }] } }, { a: 1 }],
    [{ $concatArrays: [[1], [2, 3]] }, [1, 2, 3]],
    [{ $concatArrays: [[1], null] }, null],
    [{ $filter: { input: '$l', as: 'n', cond: { $gt: ['$$n', 1] } } }, [2, 3], { l: [1, 2, 3] }],
    [{ $in: [2, '$l'] }, true, { l: [1, 2] }],
    [{ $indexOfArray: ['$l', 2] }, 1, { l: [1, 2] }],
    [{ $indexOfArray: ['$l', 9] }, -1, { l: [1, 2] }],
    [{ $isArray: '$l' }, true, { l: [] }],
    [{ $map: { input: '$l', as: 'n', in: { $multiply: ['$$n', '$k'] } } }, [2, 4], { l: [1, 2], k: 2 }],
    [{ $range: [0, 10, 4] }, [0, 4, 8]],
    [{ $range: [3, 0, -1] }, [3, 2, 1]],
    [{ $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6, { l: [1, 2, 3] }],
    [{ $reverseArray: '$l' }, [2, 1], { l: [1, 2] }],
    [{ $size: '$l' }, 2, { l: [1, 2] }],
    [{ $slice: ['$l', 1, 2] }, [2, 3], { l: [1, 2, 3, 4] }],
    [{ $slice: ['$l', -2] }, [3, 4], { l: [1, 2, 3, 4] }],
    [{ $zip: { inputs: [[1, 2], ['a']] } }, [[1, 'a']]],
    [
      { $zip: { inputs: [[1, 2], ['a']], useLongestLength: true } },
      [
        [1, 'a'],
        [2, null],
      ],
    ],
    [{ $and: [true, 1, 'x'] }, true],
    [{ $and: [] }, true],
    [{ $or: [false, 0, null] }, false],
    [{ $not: [{ $gt: [1, 2] }] }, true],
    [{ $cmp: [1, 2] }, -1],
    [{ $eq: ['$x', null] }, false],
    [{ $lt: [1, 'a'] }, true],
    [{ $gt: ['$x', null] }, false],
    [{ $ne: [1, '1'] }, true],
    [{ $gte: [new Date(2), new Date(1)] }, true],
    [{ $cond: [{ $gt: ['$a', 1] }, 'big', 'small'] }, 'big', { a: 2 }],
    // biome-ignore lint/suspicious/noThenProperty: MongoDB's own keyword
    [{ $cond: { if: false, then: 1, else: '$$REMOVE' } }, undefined],
    [{ $ifNull: ['$a', 'none'] }, 'none'],
    // biome-ignore lint/suspicious/noThenProperty: MongoDB's own keyword
    [{ $switch: { branches: [{ case: { $eq: ['$a', 1] }, then: 'one' }], default: 'other' } }, 'one', { a: 1 }],
    [{ $year: '$d' }, 2024, { d: at }],
    [{ $month: { date: '$d', timezone: 'Asia/Shanghai' } }, 3, { d: at }],
    [{ $dayOfMonth: { date: '$d', timezone: '+08:00' } }, 1, { d: at }],
    [{ $hour: { date: '$d', timezone: 'America/New_York' } }, 11, { d: at }],
    [{ $dayOfWeek: '$d' }, 5, { d: at }],
    [{ $dayOfYear: '$d' }, 60, { d: at }],
    [{ $isoWeek: new Date('2021-01-03T00:00:00Z') }, 53],
    [{ $isoWeekYear: new Date('2021-01-03T00:00:00Z') }, 2020],
    [{ $isoDayOfWeek: '$d' }, 4, { d: at }],
    [{ $week: new Date('2024-01-07T00:00:00Z') }, 1],
    [{ $millisecond: '$d' }, 123, { d: at }],
    [{ $dateToString: { date: '$d' } }, '2024-02-29T16:30:15.123Z', { d: at }],
    [
      { $dateToString: { date: '$d', format: '%Y-%m-%d %H:%M %z', timezone: 'Asia/Shanghai' } },
      '2024-03-01 00:30 +0800',
      { d: at },
    ],
    [{ $dateToString: { date: '$x', onNull: 'never' } }, 'never'],
    [{ $dateFromString: { dateString: '2024-03-01T00:30:15.123', timezone: 'Asia/Shanghai' } }, at],
    [{ $dateFromString: { dateString: '29.02.2024', format: '%d.%m.%Y' } }, new Date('2024-02-29')],
    [{ $dateFromString: { dateString: 'nope', onError: 'bad' } }, 'bad'],
    [{ $dateFromParts: { year: 2024, month: 14, day: 1 } }, new Date('2025-02-01')],
    [{ $dateFromParts: { isoWeekYear: 2020, isoWeek: 53, isoDayOfWeek: 7 } }, new Date('2021-01-03')],
    [
      { $dateToParts: { date: '$d' } },
      { year: 2024, month: 2, day: 29, hour: 16, minute: 30, second: 15, millisecond: 123 },
      { d: at },
    ],
    [{ $mergeObjects: ['$a', { y: 2 }, null] }, { x: 1, y: 2 }, { a: { x: 1 } }],
    [{ $objectToArray: '$a' }, [{ k: 'x', v: 1 }], { a: { x: 1 } }],
    [{ $allElementsTrue: [[1, true]] }, true],
    [{ $anyElementTrue: [[0, false]] }, false],
    [{ $setDifference: [[1, 2, 1], [2]] }, [1]],
    [
      {
        $setEquals: [
          [1, 2, 2],
          [2, 1],
        ],
      },
      true,
    ],
    [
      {
        $setIntersection: [
          [3, 1, 2],
          [2, 3],
        ],
      },
      [2, 3],
    ],
    [{ $setIsSubset: [[1], [1, 2]] }, true],
    [
      {
        $setUnion: [
          [2, 1],
          [3, 1],
        ],
      },
      [1, 2, 3],
    ],
    [{ $concat: ['a', '$b'] }, 'ab', { b: 'b' }],
    [{ $concat: ['a', '$missing'] }, null],
    [{ $indexOfCP: ['云枢云', '云', 1] }, 2],
    [{ $indexOfBytes: ['云枢', '枢'] }, 3],
    [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
    [{ $strLenCP: '云枢' }, 2],
    [{ $strLenBytes: '云枢' }, 6],
    [{ $strcasecmp: ['ABC', 'abd'] }, -1],
    [{ $substrCP: ['云枢云', 1, 1] }, '枢'],
    [{ $substrBytes: ['hello', 1, 3] }, 'ell'],
    [{ $substr: ['hello', 2, -1] }, 'llo'],
    [{ $toLower: 'ABC' }, 'abc'],
    [{ $toUpper: '$missing' }, ''],
    [{ $trim: { input: '  x ' } }, 'x'],
    [{ $ltrim: { input: 'xxa', chars: 'x' } }, 'a'],
    [{ $replaceAll: { input: 'a.a', find: 'a', replacement: { $literal: '$&' } } }, '$&.$&'],
    [{ $regexMatch: { input: 'Abc', regex: '^a', options: 'i' } }, true],
    [{ $regexFind: { input: 'abc', regex: 'b(c)' } }, { match: 'bc', idx: 1, captures: ['c'] }],
    [{ $literal: '$a' }, '$a'],
    [{ $let: { vars: { x: '$a' }, in: { $add: ['$$x', 1] } } }, 3, { a: 2 }],
    [{ $type: '$missing' }, 'missing'],
    [{ $toString: '$i' }, '65e0b5d70000000000000000', { i: id }],
    [{ $toObjectId: '65e0b5d70000000000000000' }, id],
    [{ $toInt: '42' }, 42],
    [{ $toDouble: '1.5' }, 1.5],
    [{ $toBool: 0 }, false],
    [{ $toDate: '2024-02-29' }, new Date('2024-02-29')],
    [{ $convert: { input: 'x', to: 'int', onError: -1 } }, -1],
    [{ $sum: '$l' }, 6, { l: [1, 2, 'x', 3] }],
    [{ $avg: ['$a', 4] }, 3, { a: 2 }],
    [{ $max: '$l' }, 3, { l: [1, 3, 2] }],
    ['$l.x', [1, 2], { l: [{ x: 1 }, { y: 9 }, { x: 2 }] }],
    ['$a.b', undefined, { a: 1 }],
    ['$$ROOT.a', 1, { a: 1 }],
  ];
  it.each(cases)('%j is %j', async (expression, expected, document) => {
    expect(await evaluate(expression, document)).toEqual(expected);
  });

  it('$$NOW is the virtual clock', async () => {
    const now = (await evaluate('$$NOW')) as Date;
    expect(Math.abs(now.getTime() - kernel.clock.now())).toBeLessThan(2000);
  });

  it.each<[Value, RegExp]>([
    [{ $add: ['x', 1] }, /only supports numeric or date types, not string/],
    [{ $divide: [1, 0] }, /can't \$divide by zero/],
    [{ $concat: ['a', 1] }, /only supports strings, not int/],
    [{ $size: 5 }, /must be an array/],
    [{ $foo: 1 }, /unknown operator: \$foo/],
    [{ $cond: [1, 2] }, /exactly 3 arguments/],
    [{ $subtract: [1] }, /exactly 2 arguments/],
    [{ $toInt: 'x' }, /Failed to parse number 'x'/],
    ['$$nope', /undefined variable: nope/],
    [{ $add: [1], $subtract: [1, 1] }, /exactly one field/],
    // biome-ignore lint/suspicious/noThenProperty: MongoDB's own keyword
    [{ $switch: { branches: [{ case: false, then: 1 }] } }, /no default/],
    [{ $in: [1, 2] }, /requires an array/],
    [{ $arrayElemAt: ['x', 0] }, /needs an array/],
    [{ $dateToString: { date: new Date(0), format: '%Q' } }, /Invalid format character/],
    [{ $year: { date: new Date(0), timezone: 'Nowhere' } }, /unrecognized time zone/],
    [{ $toDecimal: '1' }, /\$toDecimal/],
    [{ $meta: 'textScore' }, /\$meta/],
  ])('%j is refused', async (expression, message) => {
    await expect(evaluate(expression)).rejects.toThrow(message);
  });
});

describe('stages', () => {
  const sales: Document[] = [
    { _id: 1, shop: 'a', n: 2, tags: ['x', 'y'] },
    { _id: 2, shop: 'b', n: 5, tags: [] },
    { _id: 3, shop: 'a', n: 7, tags: ['x'] },
    { _id: 4, n: 1 },
  ];
  const cases: [string, Document[], Document[]][] = [
    [
      '$group sums',
      [{ $group: { _id: '$shop', total: { $sum: '$n' } } }, { $sort: { _id: 1 } }],
      [
        { _id: null, total: 1 },
        { _id: 'a', total: 9 },
        { _id: 'b', total: 5 },
      ],
    ],
    [
      '$group with all accumulators',
      [
        { $match: { shop: 'a' } },
        {
          $group: {
            _id: null,
            avg: { $avg: '$n' },
            min: { $min: '$n' },
            max: { $max: '$n' },
            first: { $first: '$n' },
            last: { $last: '$n' },
            all: { $push: '$n' },
            set: { $addToSet: '$shop' },
            n: { $sum: 1 },
            dev: { $stdDevPop: '$n' },
          },
        },
      ],
      [{ _id: null, avg: 4.5, min: 2, max: 7, first: 2, last: 7, all: [2, 7], set: ['a'], n: 2, dev: 2.5 }],
    ],
    [
      '$group by a document',
      [{ $group: { _id: { shop: '$shop' }, n: { $sum: 1 } } }, { $match: { '_id.shop': 'a' } }],
      [{ _id: { shop: 'a' }, n: 2 }],
    ],
    [
      '$project has, calculates and leaves out',
      [{ $match: { _id: 1 } }, { $project: { _id: 0, shop: 1, double: { $multiply: ['$n', 2] }, 'in.side': '$n' } }],
      [{ shop: 'a', double: 4, in: { side: 2 } }],
    ],
    ['$project leaves out', [{ $match: { _id: 2 } }, { $project: { tags: 0, n: 0 } }], [{ _id: 2, shop: 'b' }]],
    [
      '$addFields adds inside of documents',
      [{ $match: { _id: 2 } }, { $addFields: { 'x.y': 1, x: undefined as never } }].map(
        (stage) => JSON.parse(JSON.stringify(stage)) as Document,
      ),
      [{ _id: 2, shop: 'b', n: 5, tags: [], x: { y: 1 } }],
    ],
    ['$unset takes away', [{ $match: { _id: 2 } }, { $unset: ['tags', 'n'] }], [{ _id: 2, shop: 'b' }]],
    [
      '$unwind',
      [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
        { _id: 3, tags: 'x' },
      ],
    ],
    [
      '$unwind keeps empty ones when asked, with positions',
      [
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' } },
        { $project: { tags: 1, at: 1 } },
      ],
      [
        { _id: 1, tags: 'x', at: 0 },
        { _id: 1, tags: 'y', at: 1 },
        { _id: 2, at: null },
        { _id: 3, tags: 'x', at: 0 },
        { _id: 4, at: null },
      ],
    ],
    [
      '$sortByCount',
      [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
      [
        { _id: 'x', count: 2 },
        { _id: 'y', count: 1 },
      ],
    ],
    ['$count', [{ $match: { n: { $gt: 1 } } }, { $count: 'total' }], [{ total: 3 }]],
    ['$count of nothing gives no document', [{ $match: { n: 99 } }, { $count: 'total' }], []],
    [
      '$sort, $skip and $limit',
      [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
      [{ _id: 2 }, { _id: 1 }],
    ],
    ['$sort with $limit right behind', [{ $sort: { n: 1 } }, { $limit: 1 }, { $project: { _id: 1 } }], [{ _id: 4 }]],
    [
      '$bucket',
      [{ $bucket: { groupBy: '$n', boundaries: [0, 3, 6], default: 'more' } }],
      [
        { _id: 0, count: 2 },
        { _id: 3, count: 1 },
        { _id: 'more', count: 1 },
      ],
    ],
    [
      '$bucketAuto',
      [{ $bucketAuto: { groupBy: '$n', buckets: 2 } }],
      [
        { _id: { min: 1, max: 5 }, count: 2 },
        { _id: { min: 5, max: 7 }, count: 2 },
      ],
    ],
    ['$replaceRoot', [{ $match: { _id: 4 } }, { $replaceRoot: { newRoot: { m: '$n' } } }], [{ m: 1 }]],
    [
      '$facet',
      [{ $facet: { few: [{ $limit: 1 }, { $project: { n: 1 } }], total: [{ $count: 'n' }] } }],
      [{ few: [{ _id: 1, n: 2 }], total: [{ n: 4 }] }],
    ],
    [
      '$redact',
      [{ $redact: { $cond: [{ $eq: ['$shop', 'a'] }, '$$KEEP', '$$PRUNE'] } }, { $project: { _id: 1 } }],
      [{ _id: 1 }, { _id: 3 }],
    ],
    [
      'two $match at the beginning',
      [{ $match: { shop: 'a' } }, { $match: { n: { $gt: 3 } } }, { $project: { _id: 1 } }],
      [{ _id: 3 }],
    ],
    [
      '$match with $expr',
      [{ $match: { $expr: { $gt: ['$n', { $size: { $ifNull: ['$tags', []] } }] } } }, { $count: 'n' }],
      [{ n: 3 }],
    ],
    ['no stages at all', [{ $match: {} }, { $limit: 1 }], [sales[0]!]],
  ];
  it.each(cases)('%s', async (_name, pipeline, expected) => {
    expect(await aggregate(sales, ...pipeline)).toEqual(expected);
  });

  it('$sample gives different documents, and not more than there are', async () => {
    const sampled = await aggregate(sales, { $sample: { size: 9 } });
    expect(new Set(sampled.map(({ _id }) => _id)).size).toBe(4);
  });

  it.each<[Document, RegExp]>([
    [{ $foo: 1 }, /unknown operator: \$foo/],
    [{ $out: 'x' }, /unknown operator: \$out/],
    [{ $match: 1 }, /filter must be an expression in an object/],
    [{ $limit: 0 }, /must be positive/],
    [{ $group: { n: { $sum: 1 } } }, /must include an _id/],
    [{ $group: { _id: 1, n: 1 } }, /must be an accumulator object/],
    [{ $group: { _id: 1, n: { $foo: 1 } } }, /unknown operator: \$foo/],
    [{ $unwind: 'tags' }, /prefixed with a '\$'/],
    [{ $count: '$x' }, /\$-prefixed/],
    [{ $project: { a: 1, b: 0 } }, /cannot mix/],
    [{ $project: {} }, /at least one field/],
    [{ $bucket: { groupBy: '$n', boundaries: [5, 1] } }, /must be sorted/],
    [{ $bucket: { groupBy: '$n', boundaries: [0, 1] } }, /no default/],
    [{ $replaceRoot: { newRoot: '$n' } }, /must evaluate to an object/],
    [{ $sort: {} }, /at least one sort key/],
    [{ $lookup: { from: 'x' } }, /'as'/],
    [{ $a: 1, $b: 2 }, /exactly one field/],
  ])('refuses %j', async (stage, message) => {
    await expect(aggregate(sales, stage)).rejects.toThrow(message);
  });
});

describe('$lookup', () => {
  const orders: Document[] = [
    { _id: 1, sku: 'a', n: 2 },
    { _id: 2, sku: 'c' },
    { _id: 3 },
    { _id: 4, sku: ['a', 'b'] },
  ];
  const skus = () =>
    collection({ _id: 10, code: 'a', stock: 5 }, { _id: 11, code: 'b', stock: 1 }, { _id: 12, stock: 0 });

  it.each([false, true])('joins by two fields (index: %s)', async (indexed) => {
    const from = await skus();
    if (indexed) await database().createIndex(from, { fields: [{ field: 'code', direction: 1 }] });
    const joined = await aggregate(orders, { $lookup: { from, localField: 'sku', foreignField: 'code', as: 'found' } });
    expect(joined.map(({ found }) => (found as Document[]).map(({ _id }) => _id).sort())).toEqual([
      [10],
      [],
      [12],
      [10, 11],
    ]);
  });

  it.each([false, true])('joins by a pipeline with variables (index: %s)', async (indexed) => {
    const from = await skus();
    if (indexed) await database().createIndex(from, { fields: [{ field: 'code', direction: 1 }] });
    const joined = await aggregate(orders, {
      $lookup: {
        from,
        let: { sku: '$sku', wanted: '$n' },
        pipeline: [
          { $match: { $expr: { $and: [{ $eq: ['$code', '$$sku'] }, { $gte: ['$stock', '$$wanted'] }] } } },
          { $project: { stock: 1, wanted: '$$wanted' } },
        ],
        as: 'found',
      },
    });
    expect(joined.map(({ found }) => found)).toEqual([
      [{ _id: 10, stock: 5, wanted: 2 }],
      [],
      [{ _id: 12, stock: 0 }],
      [],
    ]);
  });

  it('joins without variables, and inside of another $lookup', async () => {
    const from = await skus();
    const inner = { $lookup: { from, pipeline: [{ $count: 'n' }], as: 'total' } };
    const [first] = await aggregate(
      orders,
      { $lookup: { from, pipeline: [{ $limit: 1 }, inner], as: 'x' } },
      { $limit: 1 },
    );
    expect(first!.x).toEqual([{ _id: 10, code: 'a', stock: 5, total: [{ n: 3 }] }]);
  });

  it('$graphLookup follows links', async () => {
    const people = await collection(
      { _id: 1, boss: null },
      { _id: 2, boss: 1 },
      { _id: 3, boss: 2 },
      { _id: 4, boss: 3 },
    );
    const graph = {
      from: people,
      startWith: '$boss',
      connectFromField: 'boss',
      connectToField: '_id',
      as: 'above',
      depthField: 'depth',
    };
    const [found] = await database().aggregate(people, [{ $match: { _id: 4 } }, { $graphLookup: graph }]);
    expect((found!.above as Document[]).map(({ _id, depth }) => [_id, depth])).toEqual([
      [3, 0],
      [2, 1],
      [1, 2],
    ]);
  });

  it('$unionWith puts one behind the other', async () => {
    const from = await skus();
    const both = await aggregate(numbered(1), { $unionWith: { coll: from, pipeline: [{ $project: { _id: 1 } }] } });
    expect(both.map(({ _id }) => _id)).toEqual([0, 10, 11, 12]);
  });
});
