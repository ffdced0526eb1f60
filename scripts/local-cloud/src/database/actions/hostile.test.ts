import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CloudError } from '../../kernel/cloud-error.js';
import { operators } from '../aggregate/expressions/index.js';
import { stages } from '../aggregate/stages/index.js';
import { createDatabaseService, type DatabaseService } from '../index.js';
import { testKernel } from '../testing/kernel.js';

/** Whatever a request says, it is answered, or refused with an error that is meant: never one of JavaScript's own. */
const kernel = testKernel();
let service: DatabaseService;

beforeAll(async () => {
  service = createDatabaseService(kernel);
  const database = service.forEnvironment('test');
  await database.createCollection('c');
  await database.createIndex('c', { fields: [{ field: 'a', direction: 1 }] });
  await database.createIndex('c', { fields: [{ field: 'loc', direction: '2dsphere' }] });
});

afterAll(async () => {
  await service.close();
  kernel.remove();
});

const filterOperators =
  '$eq $ne $gt $gte $lt $lte $in $nin $all $elemMatch $exists $size $mod $not $type $regex $options $and $or $nor $expr $jsonSchema $near $nearSphere $geometry $maxDistance $geoWithin $geoIntersects $centerSphere $box $polygon $center $bitsAllSet $comment $where $text';
const updateOperators =
  '$set $unset $inc $mul $min $max $rename $setOnInsert $currentDate $push $each $position $slice $sort $addToSet $pop $pull $pullAll $bit';
const words =
  'type coordinates bsonType properties required items pattern input in cond as vars initialValue branches case then default date format timezone path from localField foreignField let pipeline newRoot groupBy boundaries buckets size distanceField near query';
const names = 'a b loc _id a.b a.0 a.$ a.$[] l.$.x constructor __proto__ toString $a $$ROOT $$x $ $$ . a..b';

const key = fc.constantFrom(
  ...`${filterOperators} ${updateOperators} ${words} ${names}`.split(' '),
  ...Object.keys(operators),
  ...Object.keys(stages),
);

const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    1,
    -1,
    2.5,
    1e300,
    '',
    'a',
    '$a',
    '$$ROOT',
    '$$this',
    '(',
    '^a',
    'Point',
    'Polygon',
    'string',
  ),
  fc.constantFrom<unknown>(
    { $numberInt: '5' },
    { $numberLong: '9007199254740993' },
    { $numberDouble: 'NaN' },
    { $date: 5 },
    { $date: {} },
    { $oid: 'x' },
  ),
  fc.constantFrom<unknown>(
    { $regularExpression: { pattern: '(', options: 'i' } },
    { $tcb_server_date: { offset: 'x' } },
    { $minKey: 1 },
  ),
  fc.constantFrom<unknown>(
    [1, 2],
    [],
    [
      [0, 0],
      [1, 1],
    ],
    {},
  ),
);

const nested = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
})).value;

const fragment = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(key, nested, { maxKeys: 3 }) },
  { weight: 1, arbitrary: nested },
);
const text = fragment.map((value) => JSON.stringify(value));

const stage = fc
  .tuple(fc.constantFrom(...Object.keys(stages)), text)
  .map(([stageKey, stageValue]) => ({ stageKey, stageValue }));

const body = fc.record(
  {
    collectionName: fc.constantFrom<unknown>('c', 'c', 'c', 'missing', 5, null),
    query: fc.oneof(text, fragment),
    data: fc.oneof(text, fc.array(text, { maxLength: 2 }), fragment),
    order: fc.oneof(text, nested),
    projection: text,
    stages: fc.oneof(fc.array(stage, { maxLength: 3 }), nested),
    limit: fc.constantFrom<unknown>(0, 5, -1, 'x', 1e9),
    offset: fc.constantFrom<unknown>(0, 1, -1, null),
    multi: fc.boolean(),
    merge: fc.boolean(),
    upsert: fc.boolean(),
    transactionId: fc.constantFrom<unknown>(undefined, undefined, undefined, 'nope', 5),
  },
  { requiredKeys: ['collectionName'] },
);

it('random requests are answered or refused in CloudBase terms', { timeout: 60_000 }, async () => {
  const actions = Object.keys(service.actions).filter((action) => !/Transaction$/.test(action));
  const seed = ['{"a":1,"l":[{"x":1}],"loc":{"type":"Point","coordinates":[0,0]}}', '{"a":[1,2],"b":{"c":"x"}}'];
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...actions), body, async (action, request) => {
      await service.forEnvironment('test').remove('c', {}, true);
      const call = async (name: string, fields: Record<string, unknown>) =>
        service.actions[name]!({ env: 'test', action: name, body: fields, parts: new Map(), headers: {} });
      await call('database.insertDocument', { collectionName: 'c', data: seed });
      try {
        await call(action, request);
        answered++;
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        expect(error.message).not.toBe('');
      }
    }),
    { numRuns: 4000 },
  );
  expect(answered).toBeGreaterThan(100);
  expect(Object.keys(Object.prototype)).toEqual([]);
});
