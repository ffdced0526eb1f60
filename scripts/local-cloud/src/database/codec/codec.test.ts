import { BSONRegExp, Long } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyValue } from '../testing/arbitrary.js';
import { equal } from '../values/compare.js';
import type { Document } from '../values/types.js';
import { decodeText } from './decode.js';
import { encodePlain } from './encode.js';
import { decodeStored, encodeStored } from './stored.js';

it('a stored document comes back as it was', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const document: Document = { value };
      const back = decodeStored(encodeStored(document));
      expect(equal(back, document)).toBe(true);
      expect(encodeStored(back)).toBe(encodeStored(document));
    }),
    { numRuns: 2000 },
  );
});

describe('reading what SDKs send', () => {
  const cases: [string, unknown][] = [
    ['{"$numberInt":"5"}', 5],
    ['{"$numberLong":"3000000000"}', 3_000_000_000],
    ['{"$numberLong":"9007199254740993"}', Long.fromString('9007199254740993')],
    ['{"$numberDouble":"1.5"}', 1.5],
    ['{"$numberDouble":"-Infinity"}', Number.NEGATIVE_INFINITY],
    ['{"$date":{"$numberLong":"5"}}', new Date(5)],
    ['{"$date":{"$numberInt":"9"}}', new Date(9)],
    ['{"$date":5}', new Date(5)],
    ['{"$date":"1970-01-01T00:00:00.005Z"}', new Date(5)],
    ['{"$date":{"offset":60000}}', new Date(61_000)],
    ['{"$date":{"offset":{"$numberInt":"60000"}}}', new Date(61_000)],
    ['{"$tcb_server_date":{"offset":{"$numberInt":"0"}}}', new Date(1000)],
    ['{"$regularExpression":{"pattern":"x","options":"gi"}}', new BSONRegExp('x', 'i')],
    ['{"$regex":"x","$options":"i"}', new BSONRegExp('x', 'i')],
    ['{"$regex":"x"}', new BSONRegExp('x')],
    ['{"offset":{"$numberInt":"0"}}', { offset: 0 }],
    ['{"f":{"$gt":{"$numberInt":"1"}}}', { f: { $gt: 1 } }],
  ];
  it.each(cases)('%s', (text, value) => expect(decodeText(text, 1000)).toEqual(value));

  it.each([
    'nope',
    '{"$numberInt":"x"}',
    '{"$numberLong":"99999999999999999999"}',
    '{"$oid":"12"}',
    '{"$date":"nope"}',
    '{"$numberDecimal":"1"}',
    '{"$code":"x"}',
    '{"a":{"__proto__":{"b":1}}}',
    `${'['.repeat(200)}${']'.repeat(200)}`,
  ])('refuses %s', (text) => expect(() => decodeText(text, 0)).toThrow(/\[InvalidParameter\]/));

  it('answers plain JSON in the older dialect', () => {
    expect(encodePlain({ d: new Date(5), n: 1, l: [new Date(6)] })).toEqual({
      d: { $date: 5 },
      n: 1,
      l: [{ $date: 6 }],
    });
  });
});
