import { describe, expect, it } from 'vitest';
import { fitToStock, type Preview, shortageRemarks } from './shortages';

const preview = {
  shortages: [
    { skuId: 'few', title: '', available: 2 },
    { skuId: 'none', title: '', available: 0 },
  ],
} as unknown as Preview;

describe('shortages', () => {
  it('are told line by line', () => {
    expect(shortageRemarks(preview)).toEqual({ few: '库存只剩 2 件', none: '已售罄' });
  });

  it('cut the lines down to what is left and leave the others alone', () => {
    const lines = [
      { skuId: 'few', quantity: 5 },
      { skuId: 'none', quantity: 1 },
      { skuId: 'plenty', quantity: 9 },
    ];
    expect(fitToStock(lines, preview)).toEqual([
      { skuId: 'few', quantity: 2 },
      { skuId: 'plenty', quantity: 9 },
    ]);
  });
});
