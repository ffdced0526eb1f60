import fc from 'fast-check';
import { expect, it } from 'vitest';
import { following, inverted, keyOf } from './keystring.js';
import { anyValue } from './testing/arbitrary.js';
import { compare } from './values/compare.js';

const sign = (number: number) => Math.sign(number);

it('keys are in the order of the values', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (a, b) => {
      expect(sign(Buffer.compare(keyOf(a), keyOf(b)))).toBe(sign(compare(a, b)));
    }),
    { numRuns: 5000 },
  );
});

it('keys of several values are in the order of the first that differs', () => {
  fc.assert(
    fc.property(anyValue, anyValue, anyValue, anyValue, (a, b, c, d) => {
      const left = Buffer.concat([keyOf(a), keyOf(b)]);
      const right = Buffer.concat([keyOf(c), keyOf(d)]);
      expect(sign(Buffer.compare(left, right))).toBe(sign(compare(a, c) || compare(b, d)));
    }),
    { numRuns: 3000 },
  );
});

it('inverted keys are in the opposite order', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (a, b) => {
      expect(sign(Buffer.compare(inverted(keyOf(a)), inverted(keyOf(b))))).toBe(-sign(compare(a, b)) + 0);
    }),
  );
});

it('what follows a key is above all keys that begin with it, and not above the next', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (a, b) => {
      const [key, other] = [keyOf(a), keyOf(b)];
      expect(Buffer.compare(Buffer.concat([key, Buffer.of(255)]), following(key))).toBe(-1);
      if (Buffer.compare(other, key) > 0) expect(Buffer.compare(following(key), other)).toBeLessThanOrEqual(0);
    }),
  );
});

it('the order is total', () => {
  fc.assert(
    fc.property(anyValue, anyValue, anyValue, (a, b, c) => {
      expect(sign(compare(a, b))).toBe(-sign(compare(b, a)) + 0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});
