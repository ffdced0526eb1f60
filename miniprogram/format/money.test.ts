import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yuan, yuanParts } from './money';

describe('yuan', () => {
  it.each([
    [0, '¥0.00'],
    [1, '¥0.01'],
    [10, '¥0.10'],
    [12800, '¥128.00'],
    [99999, '¥999.99'],
    [100000, '¥1,000.00'],
    [10_000_000_000, '¥100,000,000.00'],
  ])('writes %d fen as %s', (fen, text) => expect(yuan(fen)).toBe(text));

  it('loses no fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (fen) => {
        expect(Number(yuan(fen).replace(/[¥,.]/g, ''))).toBe(fen);
      }),
    );
  });
});

describe('yuanParts', () => {
  it('leaves the decimals out when there are none', () => {
    expect(yuanParts(1280000)).toEqual({ integer: '12,800', decimals: '' });
    expect(yuanParts(1280050)).toEqual({ integer: '12,800', decimals: '.50' });
  });
});
