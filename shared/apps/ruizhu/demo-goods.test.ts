import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Product } from '../../contracts/catalog/product.js';
import { demoGoods } from './demo-goods.js';

const skus = demoGoods.flatMap((goods) => goods.skus);

describe('the demo goods of 睿珠', () => {
  it.each(demoGoods)('$title is a product as the contract has it', ({ skus, ...fields }) => {
    const shown = { ...fields, skus: skus.map(({ stock, ...sku }) => ({ ...sku, available: stock })) };
    expect(Product.safeParse(shown).error).toBeUndefined();
  });

  it.each(demoGoods)('$title offers each combination of options once, out of its own values', ({ options, skus }) => {
    const combinations = skus.map((sku) => JSON.stringify(sku.options));
    expect(new Set(combinations).size).toBe(skus.length);
    expect(skus.length).toBe(options.reduce((product, { values }) => product * values.length, 1));
  });

  it('share no id', () => {
    const ids = [...demoGoods.map(({ spuId }) => spuId), ...skus.map(({ skuId }) => skuId)];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have their pictures drawn', () => {
    const missing = demoGoods
      .flatMap(({ pictures }) => pictures)
      .filter((path) => !existsSync(join(import.meta.dirname, '../../../miniprogram', path)));
    expect(missing).toEqual([]);
  });

  it('let every state of a shop be seen: sold out, one piece left, few left, many pages of choice', () => {
    expect(demoGoods.some((goods) => goods.skus.every(({ stock }) => stock === 0))).toBe(true);
    expect(skus.some(({ stock }) => stock === 1)).toBe(true);
    expect(demoGoods.length).toBeGreaterThan(8);
  });
});
