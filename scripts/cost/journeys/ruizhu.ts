import { newRequestId } from '../../../tests/kit/buyer.js';
import type { Journeys } from '../journey.js';

/** Somebody opens the store, looks at five pieces, and is off; or goes on and buys two. */
export const ruizhu: Journeys = {
  budget: { yuan: 5000, source: '001 总体成本 ¥5000–8000/月' },
  scale: { dau: 100_000, orders: 50_000 },
  async visit(shop) {
    const buyer = shop.buyer();
    await buyer.send('user-login', {});
    const listed = await buyer.send('catalog-list', {});
    const items = listed.ok ? (listed.data as { items: { spuId: string }[] }).items : [];
    for (const { spuId } of items.slice(0, 5)) await buyer.send('catalog-get', { spuId });
    await buyer.send('cart-get', {});
    await buyer.send('order-list', {});
    return { pictures: items.length + 5 * 3 };
  },
  async order(shop) {
    const buyer = shop.buyer();
    const goods = await Promise.all([shop.goods(), shop.goods()]);
    const lines = goods.map(({ skuId }) => ({ skuId, quantity: 1 }));
    for (const { skuId } of goods) await buyer.send('cart-set', { skuId, quantity: 1 });
    await buyer.send('address-list', {});
    const addressId = await buyer.addressId();
    await buyer.send('order-preview', { lines });
    const placed = await buyer.send('order-create', { requestId: newRequestId(), lines, addressId, fromCart: true });
    if (!placed.ok) throw new Error(`the order was refused: ${placed.error.message}`);
    const { orderId } = placed.data as { orderId: string };
    await shop.pay(buyer, orderId);
    await shop.until(buyer, orderId, 'paid');
    await buyer.send('order-get', { orderId });
  },
};
