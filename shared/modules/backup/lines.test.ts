import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKeys } from '../../../scripts/lib/environment-keys.js';
import { pack, unpack } from './archive.js';
import { lineOf, readLine } from './lines.js';

const keys = process.env.YUNSHU_KEYS;
beforeAll(() => {
  process.env.YUNSHU_KEYS = newKeys();
});
afterAll(() => {
  if (keys === undefined) delete process.env.YUNSHU_KEYS;
  else process.env.YUNSHU_KEYS = keys;
});

const field = fc.string().filter((name) => !name.startsWith('$') && name !== '__proto__');
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.double().map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(field, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

describe('a line of a backup', () => {
  it('gives back every document with its types', () => {
    fc.assert(
      fc.property(fc.dictionary(field, value, { noNullPrototype: true }), (fields) => {
        const put = { ...fields, _id: 'a' };
        expect(readLine(lineOf({ put }))).toEqual({ put });
      }),
    );
  });

  it('holds a place as GeoJSON, and refuses what it would lose', () => {
    class Point {
      toJSON = () => ({ type: 'Point', coordinates: [121.4, 31.2] });
    }
    const line = lineOf({ put: { _id: 'a', at: new Point() } });
    expect(readLine(line)).toEqual({ put: { _id: 'a', at: { type: 'Point', coordinates: [121.4, 31.2] } } });
    expect(() => lineOf({ put: { _id: 'a', of: [/x/] } })).toThrow('a.of.0 is a RegExp');
    expect(() => lineOf({ put: { _id: 'a', of: { $date: 'x' } } })).toThrow('field $date');
  });
});

describe('a file of a backup', () => {
  it('opens as what it was sealed as, under its own name alone', () => {
    const { content, entry } = pack(['{"del":"a"}', '{"del":"b"}'], 'backup/x/000/orders-000001.data');
    expect(unpack(content, entry)).toEqual(['{"del":"a"}', '{"del":"b"}']);
    expect(() => unpack(content, { ...entry, path: 'backup/x/000/users-000001.data' })).toThrow('does not open');
    expect(() => unpack(content.subarray(0, 10), entry)).toThrow('damaged');
    expect(content.includes('del')).toBe(false);
  });

  it.each([0, 1, 1000])('keeps %i lines', (count) => {
    const lines = Array.from({ length: count }, (_, place) => JSON.stringify({ del: String(place) }));
    const { content, entry } = pack(lines, 'x');
    expect(unpack(content, entry)).toEqual(lines);
  });
});
