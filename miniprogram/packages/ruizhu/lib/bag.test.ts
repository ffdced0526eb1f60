import { describe, expect, it } from 'vitest';
import { bagView, type Cart, withQuantity } from './bag';

const item = (skuId: string, unitPrice: number, quantity: number, available: number, state: string) => ({
  skuId,
  unitPrice,
  quantity,
  available,
  state,
  options: { 颜色: '墨黑', 尺寸: '大' },
});

const cart = {
  items: [item('a', 100, 2, 9, 'ok'), item('b', 1000, 3, 2, 'insufficient'), item('c', 10, 1, 0, 'gone')],
  nextCursor: null,
  count: 2,
  total: 200,
} as unknown as Cart;

describe('the bag', () => {
  it('says in words why something cannot be bought', () => {
    const words = bagView(cart).items.map(({ problem }) => problem);
    expect(words).toEqual(['', '库存只剩 2 件', '已下架']);
    expect(bagView({ ...cart, items: [{ ...cart.items[1]!, available: 0 }] }).items[0]!.problem).toBe('已售罄');
  });

  it('counts a change at once', () => {
    expect(withQuantity(bagView(cart).items, 'a', 5)).toMatchObject({ count: 5, total: 500 });
  });

  it('makes an item buyable again when the quantity fits the stock', () => {
    const { items, count, total } = withQuantity(bagView(cart).items, 'b', 2);
    expect(items[1]).toMatchObject({ state: 'ok', problem: '' });
    expect({ count, total }).toEqual({ count: 4, total: 2200 });
  });

  it('takes an item out at quantity 0', () => {
    expect(withQuantity(bagView(cart).items, 'a', 0).items.map(({ skuId }) => skuId)).toEqual(['b', 'c']);
  });
});
