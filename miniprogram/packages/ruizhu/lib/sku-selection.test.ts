import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Choice,
  choose,
  chosenSku,
  optionViews,
  type Product,
  priceOf,
  soldOut,
  startingChoice,
} from './sku-selection';

type Row = readonly [colour: string, size: string, price: number, available: number];

const product = (...rows: Row[]): Product =>
  ({
    options: [
      { name: '颜色', values: [...new Set(rows.map(([colour]) => colour))] },
      { name: '尺寸', values: [...new Set(rows.map(([, size]) => size))] },
    ],
    skus: rows.map(([颜色, 尺寸, price, available], i) => ({
      skuId: `sku_${i}`,
      options: { 颜色, 尺寸 },
      price,
      available,
    })),
  }) as unknown as Product;

const bag = product(['墨黑', '小', 100, 0], ['墨黑', '大', 200, 3], ['米白', '小', 150, 1]);
const disabled = (choice: Choice) =>
  optionViews(bag, choice).flatMap(({ values }) => values.filter((v) => v.disabled).map(({ value }) => value));

describe('choosing a SKU', () => {
  it('disables what is sold out or not made in the chosen combination', () => {
    expect(disabled({})).toEqual([]);
    expect(disabled({ 颜色: '墨黑' })).toEqual(['小']);
    expect(disabled({ 尺寸: '小' })).toEqual(['墨黑']);
    expect(disabled({ 颜色: '米白' })).toEqual(['大']);
  });

  it('knows the SKU only when every option is chosen', () => {
    expect(chosenSku(bag, { 颜色: '墨黑' })).toBeUndefined();
    expect(chosenSku(bag, { 颜色: '墨黑', 尺寸: '大' })?.price).toBe(200);
  });

  it('takes a value back when it is chosen again', () => {
    expect(choose(choose({}, '颜色', '墨黑'), '颜色', '墨黑')).toEqual({});
    expect(choose({ 颜色: '墨黑', 尺寸: '大' }, '颜色', '米白')).toEqual({ 尺寸: '大', 颜色: '米白' });
  });

  it('asks nothing where there is only one to be had', () => {
    expect(startingChoice(product(['墨黑', '小', 1, 0], ['米白', '小', 1, 1], ['米白', '大', 1, 1]))).toEqual({
      颜色: '米白',
    });
  });

  it('narrows the price as options are chosen', () => {
    expect(priceOf(bag, {})).toEqual({ fen: 100, from: true });
    expect(priceOf(bag, { 颜色: '米白' })).toEqual({ fen: 150, from: false });
  });

  it('is sold out when no SKU has a piece left', () => {
    expect(soldOut(bag)).toBe(false);
    expect(soldOut(product(['墨黑', '小', 1, 0]))).toBe(true);
  });

  it('never leads into a dead end: what is not disabled can be completed to a SKU in stock', () => {
    const row = fc.tuple(
      fc.constantFrom('红', '黑', '白'),
      fc.constantFrom('大', '中', '小'),
      fc.constant(1),
      fc.integer({ min: 0, max: 1 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ([c, s]) => c + s, minLength: 1 }), (rows) => {
        const any = product(...rows);
        for (const first of optionViews(any, {})[0]!.values) {
          if (first.disabled) continue;
          const second = optionViews(any, { 颜色: first.value })[1]!.values.filter((v) => !v.disabled);
          expect(second.length).toBeGreaterThan(0);
          for (const { value } of second) {
            expect(chosenSku(any, { 颜色: first.value, 尺寸: value })!.available).toBeGreaterThan(0);
          }
        }
      }),
    );
  });
});
