import { describe, expect, it } from 'vitest';
import { linesFromParam, linesToParam } from './order-lines-param';

describe('order lines as a page parameter', () => {
  it('come back as they were', () => {
    const lines = [
      { skuId: 'sku_01JRZ0000000000000000000A1', quantity: 2 },
      { skuId: 'sku_01JRZ0000000000000000000B1', quantity: 99 },
    ];
    expect(linesFromParam(linesToParam(lines))).toEqual(lines);
  });

  it.each([undefined, '', 'sku_A', 'sku_A~0', 'sku_A~100', 'sku_A~x', 'spu_A~1'])('%j gives none', (param) => {
    expect(linesFromParam(param)).toEqual([]);
  });
});
