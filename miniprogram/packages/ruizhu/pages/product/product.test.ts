import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { demoGoods } from '../../../../../shared/apps/ruizhu/demo-goods.js';
import { openPage, refuse, silence } from '../../../../testing/open-page';

const toast = vi.hoisted(() => vi.fn());
vi.mock('tdesign-miniprogram/toast/index', () => ({ default: toast }));

const { skus, ...goods } = demoGoods[0]!;
const skuId = skus[0]!.skuId;
const product = { ...goods, skus: skus.map(({ stock: _, ...sku }) => ({ ...sku, available: 3 })) };

const open = (answers: Record<string, unknown> = {}) =>
  openPage(() => import('./product'), { spuId: goods.spuId }, { 'catalog-get': product, 'cart-set': {}, ...answers });
const inBag = (quantity: number) => ({ items: [{ skuId, quantity }] });
const confirm = (quantity: number, way: string) => ({ detail: { skuId, quantity, way } });

beforeEach(() => void vi.spyOn(console, 'warn').mockReturnValue());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  vi.clearAllMocks();
});

describe('putting into the bag', () => {
  const set = ({ calls }: Awaited<ReturnType<typeof open>>) => calls.filter(({ name }) => name === 'cart-set');

  it('adds to what is there already', async () => {
    const shop = await open({ 'cart-get': inBag(1) });
    await shop.page.addToBag(skuId, 2);
    expect(set(shop)).toMatchObject([{ data: { skuId, quantity: 3 } }]);
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '已放入购物袋' }));
  });

  it('puts in no more than there are, and says so', async () => {
    const shop = await open({ 'cart-get': inBag(2) });
    await shop.page.addToBag(skuId, 2);
    expect(set(shop)).toMatchObject([{ data: { quantity: 3 } }]);
    expect(toast).toHaveBeenCalledWith(expect.objectContaining({ message: '库存只有 3 件，都在购物袋里了' }));
  });

  it('is done once when tapped twice', async () => {
    const shop = await open({ 'cart-get': inBag(0) });
    await Promise.all([shop.page.addToBag(skuId, 1), shop.page.addToBag(skuId, 1)]);
    expect(set(shop)).toHaveLength(1);
  });

  it('keeps the choice open when it fails', async () => {
    const shop = await open({ 'cart-get': silence });
    shop.page.setData({ choosing: true });
    await shop.page.addToBag(skuId, 1);
    expect(shop.page.data).toMatchObject({ choosing: true, busy: false });
  });
});

it('goes straight to the checkout when it is bought at once', async () => {
  const { page, moves } = await open();
  page.onConfirm(confirm(2, 'buy'));
  expect(moves).toEqual([`navigateTo /packages/ruizhu/pages/checkout/checkout?lines=${skuId}~2`]);
});

it('tells a product that is gone from one that could not be loaded', async () => {
  expect((await open({ 'catalog-get': refuse('PRODUCT_NOT_FOUND') })).page.data.state).toBe('missing');
  vi.resetModules();
  expect((await open({ 'catalog-get': silence })).page.data.state).toBe('failed');
});
