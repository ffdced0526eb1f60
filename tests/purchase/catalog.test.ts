import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditSearch } from '../../shared/contracts/audit/search.js';
import { catalogGet } from '../../shared/contracts/catalog/get.js';
import { catalogLookup } from '../../shared/contracts/catalog/lookup.js';
import { catalogSave } from '../../shared/contracts/catalog/save.js';
import type { Input } from '../../shared/contracts/contract.js';
import { orderCreate } from '../../shared/contracts/order/create.js';
import { orderPreview } from '../../shared/contracts/order/preview.js';
import { newRequestId } from '../kit/buyer.js';
import type { TestOperator } from '../kit/operator.js';
import { MINUTE, openShop, type Shop, times } from '../kit/shop.js';

let shop: Shop;
let operator: TestOperator;
beforeAll(async () => {
  shop = await openShop({ bare: true, timers: ['event-sweep'] });
  operator = shop.operator(['operator'], 'mei');
});
afterAll(() => shop.cloud.stop());

type Product = Input<typeof catalogSave>['product'];

const ring = (changes: Partial<Product> = {}): Product => ({
  title: '羊脂玉戒指',
  options: [{ name: '圈口', values: ['15', '16'] }],
  skus: [
    { options: { 圈口: '15' }, price: 280_000, stock: 3 },
    { options: { 圈口: '16' }, price: 300_000, stock: 2 },
  ],
  onSale: true,
  ...changes,
});
const save = (product: Product, of: { spuId?: string; version?: number } = {}, requestId = newRequestId()) =>
  operator.call(catalogSave, { requestId, ...of, product } as never);

describe('a product', () => {
  it('is added once, is sold when it is put on sale, and is told of', async () => {
    const requestId = newRequestId();
    const made = await Promise.allSettled(times(3, () => save(ring({ onSale: false }), {}, requestId)));
    const again = await save(ring({ onSale: false }), {}, requestId);
    for (const one of made) if (one.status === 'fulfilled') expect(one.value.spuId).toBe(again.spuId);
    expect(again).toMatchObject({ version: 1, skus: [{ available: 3 }, { available: 2 }] });
    const { spuId } = again;
    const buyer = shop.buyer();
    await expect(buyer.call(catalogGet, { spuId })).rejects.toMatchObject({ code: 'PRODUCT_NOT_FOUND' });

    const skus = again.skus.map(({ skuId, options, price }) => ({ skuId, options, price }));
    expect(await save(ring({ skus }), { spuId, version: 1 })).toMatchObject({ version: 2, onSale: true });

    await shop.advance(2 * MINUTE);
    const shown = await buyer.call(catalogGet, { spuId });
    expect(shown.skus.map(({ price, available }) => [price, available])).toEqual([
      [280_000, 3],
      [300_000, 2],
    ]);
    const lines = [{ skuId: shown.skus[1]!.skuId, quantity: 2 }];
    const addressId = await buyer.addressId();
    const placed = await buyer.call(orderCreate, { requestId: newRequestId(), addressId, lines });
    expect(placed.payable).toBe(600_000);
    const told = await shop.cloud.get<{ name: string }[]>(`/__hub/invocations?env=${shop.env}&name=catalog-refresh`);
    expect(told.length).toBeGreaterThanOrEqual(2);
    const { items } = await shop.operator(['admin']).call(auditSearch, { action: 'catalog-save', entity: spuId });
    expect(items).toMatchObject([{ actor: 'operator:mei', outcome: 'done' }]);
  });

  it('that two change at once is as one of them has it, and the other is told', async () => {
    const { spuId } = await save(ring());
    const bigger = { options: { 圈口: '17' }, price: 320_000 };
    const options = [{ name: '圈口', values: ['17'] }];
    const titles = times(6, (n) => `第 ${n} 版`);

    const results = await Promise.allSettled(
      titles.map((title, n) => save({ title, options, skus: [{ ...bigger, stock: 10 + n }] }, { spuId, version: 1 })),
    );

    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(won).toHaveLength(1);
    for (const reason of lost) expect(reason).toMatchObject({ code: 'PRODUCT_CHANGED' });
    const now = await operator.call(catalogLookup, { spuId });
    expect(now).toEqual(won[0]);
    expect(now.skus[0]!.available).toBe(10 + titles.indexOf(now.title));
  });

  it('keeps the stock and the holds that its SKUs have, whatever is saved, and gives new ones theirs', async () => {
    const goods = await shop.goods({ stock: 8 });
    const { orderId } = await shop.unpaidOrder(shop.buyer(), goods, 3);
    const options = [{ name: '规格', values: ['标准', '加大'] }];
    const kept = { skuId: goods.skuId, options: { 规格: '标准' }, price: 20_000, stock: 99 };
    const added = { options: { 规格: '加大' }, price: 30_000, stock: 4 };

    const saved = await save({ title: '玉佩', options, skus: [kept, added], onSale: true }, { spuId: goods.spuId });

    expect(saved.skus.map(({ available }) => available)).toEqual([5, 4]);
    expect(await goods.holds()).toEqual([orderId]);
    const without = { title: '玉佩', options, skus: [{ ...added, stock: 1 }], onSale: true };
    const renewed = await save(without, { spuId: goods.spuId, version: 1 });
    expect(renewed.skus).toMatchObject([{ skuId: saved.skus[1]!.skuId, available: 4 }]);
    expect(await goods.holds()).toEqual([orderId]);
  });

  it('whose price is changed is not sold at the price that was seen', async () => {
    const goods = await shop.goods();
    const buyer = shop.buyer();
    const lines = [{ skuId: goods.skuId, quantity: 1 }];
    const { quote } = await buyer.call(orderPreview, { lines });
    const sku = { skuId: goods.skuId, options: { 规格: '标准' }, price: goods.price + 1 };
    const options = [{ name: '规格', values: ['标准'] }];
    await save({ title: '涨价', options, skus: [sku], onSale: true }, { spuId: goods.spuId });

    const addressId = await buyer.addressId();
    const order = buyer.call(orderCreate, { requestId: newRequestId(), addressId, lines, quote });
    await expect(order).rejects.toMatchObject({ code: 'PRICE_CHANGED' });
  });

  it('is refused whole when its parts do not fit, with the field that is wrong', async () => {
    const goods = await shop.goods();
    const one = { options: { 圈口: '15' }, price: 100 };
    const wrong: [string, Partial<Product>, string][] = [
      ['no SKU', { skus: [] }, 'product.skus'],
      ['the same SKU twice', { skus: [one, one] }, 'product.skus.1.options'],
      ['a value that no option has', { skus: [{ ...one, options: { 圈口: '99' } }] }, 'product.skus.0.options'],
      ['an option too many', { skus: [{ ...one, options: { 圈口: '15', 颜色: '白' } }] }, 'product.skus.0.options'],
      ['nothing to pay', { skus: [{ ...one, price: 0 }] }, 'product.skus.0.price'],
      ['half a fen', { skus: [{ ...one, price: 0.5 }] }, 'product.skus.0.price'],
      ['an option of two names', { options: [{ name: 'a.b', values: ['1'] }] }, 'product.options.0.name'],
      ["another product's SKU", { skus: [{ ...one, skuId: goods.skuId as never }] }, 'product.skus.0.skuId'],
    ];
    for (const [what, change, field] of wrong) {
      const refused = await operator.send('catalog-save', { requestId: newRequestId(), product: ring(change) });
      expect(refused, what).toMatchObject({
        error: { code: 'INVALID_INPUT', fields: { [field]: expect.any(String) } },
      });
    }
    const answer = await shop
      .operator(['support'])
      .send('catalog-save', { requestId: newRequestId(), product: ring() });
    expect(answer).toMatchObject({ error: { code: 'FORBIDDEN', missing: 'catalog.write' } });
    const nobodys = { spuId: `spu_${'0'.repeat(26)}`, version: 1 };
    await expect(save(ring(), nobodys)).rejects.toMatchObject({ code: 'PRODUCT_NOT_FOUND' });
  });
});
