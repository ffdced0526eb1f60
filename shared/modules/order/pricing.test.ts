import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SkuId, SpuId } from '../../contracts/terms.js';
import { fen } from '../../core/money.js';
import type { ProductDocument, SkuOfProduct } from '../catalog/products.js';
import { amountsOf, mergeLines, type Priced, priceLines, quoteOf } from './pricing.js';

const skuIds = ['A', 'B', 'C', 'D'].map((letter) => `sku_${letter.repeat(26)}` as SkuId);
const aLine = fc.record({ skuId: fc.constantFrom(...skuIds), quantity: fc.integer({ min: 1, max: 99 }) });
const lines = fc.array(aLine, { minLength: 1, maxLength: 50 });
const prices = fc.tuple(...skuIds.map(() => fc.integer({ min: 1, max: 1_000_000 })));

function shop(priceList: readonly number[], onSale = true): Map<SkuId, SkuOfProduct> {
  return new Map(
    skuIds.map((skuId, index) => {
      const sku = { skuId, options: {}, price: fen(priceList[index]!) };
      const product = { _id: 'spu' as SpuId, title: '珍珠', pictures: ['/a.svg'], onSale } as ProductDocument;
      return [skuId, { sku, product }];
    }),
  );
}

const rules = { freight: 1_500, freeFrom: 50_000 };
const quote = (of: Priced[], under = rules) => quoteOf(of, amountsOf(of, under));

const pieces = (of: readonly { quantity: number }[]) => of.reduce((sum, { quantity }) => sum + quantity, 0);

describe('merging lines', () => {
  it('keeps every piece and names each SKU once, in the order of their first line', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const merged = mergeLines(some);
        expect(pieces(merged)).toBe(pieces(some));
        expect(merged.map(({ skuId }) => skuId)).toEqual([...new Set(some.map(({ skuId }) => skuId))]);
      }),
    );
  });
});

describe('what is granted', () => {
  it('asks no freight by itself, and does not spare what is sent beside it', () => {
    const [granted, sent] = priceLines(
      mergeLines(skuIds.slice(0, 2).map((skuId) => ({ skuId, quantity: 1 }))),
      shop([990, 990, 1, 1]),
    );
    const pass = { ...granted!, grants: { passes: 1, passDays: null, planDays: 0, planPerDay: 0 } };
    expect(amountsOf([pass], rules)).toEqual({ goods: 990, freight: 0, payable: 990 });
    expect(amountsOf([pass, sent!], rules)).toEqual({ goods: 1980, freight: 1_500, payable: 3480 });
  });
});

describe('pricing', () => {
  it('adds up: lines to goods, goods and freight to what is payable, in whole fen', () => {
    fc.assert(
      fc.property(lines, prices, (some, priceList) => {
        const priced = priceLines(mergeLines(some), shop(priceList));
        const { goods, freight, payable } = amountsOf(priced, rules);
        expect(goods).toBe(
          some.reduce((sum, { skuId, quantity }) => sum + priceList[skuIds.indexOf(skuId)]! * quantity, 0),
        );
        expect(payable).toBe(goods + freight);
        expect(freight).toBe(goods >= rules.freeFrom ? 0 : rules.freight);
      }),
    );
  });

  it('costs the same however the pieces are spread over lines', () => {
    fc.assert(
      fc.property(lines, prices, (some, priceList) => {
        const split = some.flatMap(({ skuId, quantity }) =>
          Array.from({ length: quantity }, () => ({ skuId, quantity: 1 })),
        );
        const cost = (of: typeof some) => amountsOf(priceLines(mergeLines(of), shop(priceList)), rules);
        expect(cost(split)).toEqual(cost(some));
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what is not for sale, and names the line', () => {
    const gone = mergeLines([{ skuId: skuIds[0]!, quantity: 1 }]);

    expect(() => priceLines(gone, shop([1, 1, 1, 1], false))).toThrow(
      expect.objectContaining({ code: 'PRODUCT_NOT_FOUND', fields: { 'lines.0': expect.any(String) } }),
    );
    expect(() => priceLines(gone, new Map())).toThrow(expect.objectContaining({ code: 'PRODUCT_NOT_FOUND' }));
  });
});

describe('an order', () => {
  it('never comes to more than a payment platform takes', () => {
    const priced = priceLines(mergeLines([{ skuId: skuIds[0]!, quantity: 99 }]), shop([900_000_000, 1, 1, 1]));
    expect(() => amountsOf(priced, rules)).toThrow(expect.objectContaining({ code: 'ORDER_TOO_LARGE' }));
  });

  it('names a line by its place in what the buyer sent', () => {
    const [a, b] = skuIds as [SkuId, SkuId];
    const sent = [a, a, b].map((skuId) => ({ skuId, quantity: 1 }));
    const withoutB = new Map([...shop([1, 1, 1, 1])].filter(([skuId]) => skuId !== b));

    expect(() => priceLines(mergeLines(sent), withoutB)).toThrow(
      expect.objectContaining({ fields: { 'lines.2': expect.any(String) } }),
    );
  });
});

describe('a quote', () => {
  it('stands for these prices alone: any change of price or quantity gives another one', () => {
    fc.assert(
      fc.property(lines, prices, fc.integer({ min: 1, max: 9 }), (some, priceList, more) => {
        const priced = priceLines(mergeLines(some), shop(priceList));
        const dearer = priceLines(mergeLines(some), shop(priceList.map((price) => price + more)));
        expect(quote(priced)).toBe(quote(priceLines(mergeLines(some), shop(priceList))));
        expect(quote(dearer)).not.toBe(quote(priced));
        expect(quote([{ ...priced[0]!, quantity: priced[0]!.quantity + 1 }, ...priced.slice(1)])).not.toBe(
          quote(priced),
        );
      }),
    );
  });

  it('stands for the freight, too', () => {
    const priced = priceLines(mergeLines([{ skuId: skuIds[0]!, quantity: 1 }]), shop([100, 1, 1, 1]));
    expect(quote(priced, { freight: 1_600, freeFrom: 50_000 })).not.toBe(quote(priced));
    expect(quote(priced, { freight: 1_500, freeFrom: 100 })).not.toBe(quote(priced));
  });
});
