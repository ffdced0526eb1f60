import { Binary, BSONRegExp, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import type { Document, Value } from '../values/types.js';

/** Scalars that are close to each other, so that random queries match random documents. */
export const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -3, max: 5 }) },
  { weight: 2, arbitrary: fc.constantFrom(0.5, -0.5, 2.5, Number.NaN, -0) },
  { weight: 4, arbitrary: fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'ÿ', '中', '\u{1f600}', 'a\0b') },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false) },
  { weight: 1, arbitrary: fc.constantFrom(new Date(-5), new Date(0), new Date(5)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(new ObjectId('000000000000000000000001'), new ObjectId('f00000000000000000000001')),
  },
);

/** Every kind of value, as deep as documents get in practice. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.double(),
    fc.string({ unit: 'grapheme' }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((big) => {
      const safe = big >= BigInt(Number.MIN_SAFE_INTEGER) && big <= BigInt(Number.MAX_SAFE_INTEGER);
      return safe ? Number(big) : Long.fromBigInt(big);
    }),
    fc.constantFrom(2 ** 53, -(2 ** 53), 2 ** 63, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(bytes, 0)),
    fc.constantFrom(new BSONRegExp('a'), new BSONRegExp('a', 'i')),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'x y', ''), tie('value'), { maxKeys: 3 }),
  ),
})).value;

const arrayOr = (value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: value }, fc.array(value, { maxLength: 3 }));

const inner: fc.Arbitrary<Value> = fc
  .record({ b: arrayOr(scalar), c: scalar }, { requiredKeys: [] })
  .map((document) => document as Document);

/** Documents with scalars, arrays, documents and arrays of documents under the same few names. */
export const arbitraryDocument: fc.Arbitrary<Document> = fc
  .record({ a: arrayOr(fc.oneof(scalar, inner)), b: arrayOr(scalar), c: scalar, d: scalar }, { requiredKeys: [] })
  .map((document) => document as Document);

const path = fc.constantFrom('a', 'b', 'c', 'd', 'a.b', 'a.c');

const condition: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  fc
    .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), scalar)
    .map(([operator, value]) => ({ [operator]: value })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.array(scalar, { maxLength: 3 }).map((values) => ({ $in: values })),
  fc.array(scalar, { maxLength: 2 }).map((values) => ({ $nin: values })),
  fc.array(scalar, { minLength: 1, maxLength: 2 }).map((values) => ({ $all: values })),
  fc.boolean().map((exists) => ({ $exists: exists })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $elemMatch: { $gte: low, $lte: high } })),
  fc.tuple(scalar, scalar).map(([b, c]) => ({ $elemMatch: { b, c: { $gte: c } } })),
  scalar.map((value) => ({ $not: { $gt: value } })),
  fc.constantFrom('^a', '^ab?', 'b').map((pattern) => new BSONRegExp(pattern)),
);

/** Filters over those documents. */
export const arbitraryFilter: fc.Arbitrary<Document> = fc.letrec<{ filter: Document }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    fc.dictionary(path, condition, { minKeys: 1, maxKeys: 3 }),
    fc.dictionary(path, condition, { maxKeys: 2 }),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts) => ({ $or: parts })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts) => ({ $and: parts })),
  ),
})).filter;

const direction = fc.constantFrom<1 | -1>(1, -1);

export const arbitrarySort: fc.Arbitrary<Document> = fc.dictionary(path, direction, { maxKeys: 2 });

export const arbitraryIndex = fc.uniqueArray(fc.record({ field: path, direction }), {
  minLength: 1,
  maxLength: 3,
  selector: ({ field }) => field,
});
