import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { linesToParam } from '../../lib/order-lines-param';
import { type Product, priceOf, soldOut } from '../../lib/sku-selection';

interface Confirmed {
  skuId: string;
  quantity: number;
  way: 'bag' | 'buy';
}

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'missing',
    failure: '',
    product: null as Product | null,
    fen: 0,
    from: false,
    soldOut: false,
    picture: 0,
    choosing: false,
    way: 'both' as 'both' | 'bag' | 'buy',
    busy: false,
  },

  spuId: '',

  onLoad(query: { spuId?: string }) {
    this.spuId = query.spuId ?? '';
    void this.load();
  },

  async load() {
    if (!this.data.product) this.setData({ state: 'loading' });
    try {
      const product = await api.catalog.get({ spuId: this.spuId });
      this.setData({ product, ...priceOf(product, {}), soldOut: soldOut(product), state: 'ready' });
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      const missing = code === 'PRODUCT_NOT_FOUND' || code === 'INVALID_INPUT';
      this.setData({ state: missing ? 'missing' : 'failed', failure: message });
    }
  },

  onRetry() {
    void this.load();
  },

  onHome() {
    wx.switchTab({ url: '/packages/ruizhu/pages/catalog/catalog' });
  },

  onBag() {
    wx.switchTab({ url: '/packages/ruizhu/pages/bag/bag' });
  },

  onPicture(event: WechatMiniprogram.SwiperChange) {
    this.setData({ picture: event.detail.current });
  },

  onChoose(event: WechatMiniprogram.TouchEvent<object, object, { way: 'both' | 'bag' | 'buy' }>) {
    this.setData({ choosing: true, way: event.currentTarget.dataset.way });
  },

  onClose() {
    this.setData({ choosing: false });
  },

  onConfirm(event: WechatMiniprogram.CustomEvent<Confirmed>) {
    const { skuId, quantity, way } = event.detail;
    if (way === 'bag') {
      void this.addToBag(skuId, quantity);
      return;
    }
    this.setData({ choosing: false });
    wx.navigateTo({ url: `/packages/ruizhu/pages/checkout/checkout?lines=${linesToParam([{ skuId, quantity }])}` });
  },

  /** Adds to what the bag already holds of this SKU, as far as there are pieces. */
  async addToBag(skuId: string, quantity: number) {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      const before = (await api.cart.get({})).items.find((item) => item.skuId === skuId)?.quantity ?? 0;
      const available = this.data.product?.skus.find((sku) => sku.skuId === skuId)?.available ?? 0;
      const wanted = Math.min(before + quantity, available, 99);
      if (wanted > before) await api.cart.set({ skuId, quantity: wanted });
      this.setData({ choosing: false });
      this.say(wanted < before + quantity ? `库存只有 ${available} 件，都在购物袋里了` : '已放入购物袋');
    } catch (thrown) {
      this.say(toApiError(thrown).message);
    } finally {
      this.setData({ busy: false });
    }
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },

  onShareAppMessage() {
    const { product } = this.data;
    return {
      title: product ? `睿珠 · ${product.title}` : '睿珠',
      path: `/packages/ruizhu/pages/product/product?spuId=${this.spuId}`,
    };
  },
});
