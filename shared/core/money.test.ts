import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, multiply, sum } from './money.js';

const amount = fc.integer({ min: 0, max: 1_000_000 }).map(fen);

describe('money', () => {
  it.each([[-1], [0.5], [Number.NaN], [Number.POSITIVE_INFINITY], [10_000_000_000_001]])('is never %d fen', (value) => {
    expect(() => fen(value)).toThrow();
  });

  it('multiplies as it adds', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 99 }), (price, times) => {
        expect(multiply(price, times)).toBe(sum(Array.from({ length: times }, () => price)));
      }),
    );
  });
});
