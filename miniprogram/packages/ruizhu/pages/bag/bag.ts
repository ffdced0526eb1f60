import Toast from 'tdesign-miniprogram/toast/index';
import { api } from '../../../../api/client.generated';
import type { BagItem } from '../../lib/bag';
import { BagEditor } from '../../lib/bag-editor';
import { linesToParam } from '../../lib/order-lines-param';

type ItemEvent<Detail extends object = object> = WechatMiniprogram.CustomEvent<
  Detail,
  object,
  { id: string; quantity?: number }
>;

const undoMs = 5000;

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    failure: '',
    items: [] as BagItem[],
    count: 0,
    total: 0,
    removed: null as { skuId: string; title: string; quantity: number } | null,
    bones: [0, 1, 2],
  },

  editor: null as BagEditor | null,
  undoTimer: 0,

  onLoad() {
    this.editor = new BagEditor(
      { get: () => api.cart.get({}), set: (skuId, quantity) => api.cart.set({ skuId, quantity }) },
      (view) => this.setData({ ...view, state: 'ready' }),
      ({ message }) => {
        if (this.data.state === 'ready') Toast({ context: this, selector: '#toast', message });
        else this.setData({ state: 'failed', failure: message });
      },
    );
  },

  onShow() {
    void this.editor!.load();
  },

  onHide() {
    void this.editor!.flush();
  },

  onUnload() {
    clearTimeout(this.undoTimer);
    void this.editor!.flush();
  },

  async onPullDownRefresh() {
    await this.editor!.load();
    wx.stopPullDownRefresh();
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.editor!.load();
  },

  onQuantity(event: ItemEvent<{ value: number }>) {
    this.editor!.change(event.currentTarget.dataset.id, event.detail.value);
  },

  onFit(event: ItemEvent) {
    const { id, quantity } = event.currentTarget.dataset;
    this.editor!.change(id, quantity ?? 0);
  },

  onRemove(event: ItemEvent) {
    const item = this.data.items.find(({ skuId }) => skuId === event.currentTarget.dataset.id);
    if (!item) return;
    this.editor!.change(item.skuId, 0);
    this.setData({ removed: { skuId: item.skuId, title: item.title, quantity: item.quantity } });
    clearTimeout(this.undoTimer);
    this.undoTimer = setTimeout(() => this.setData({ removed: null }), undoMs);
  },

  onUndo() {
    const { removed } = this.data;
    if (!removed) return;
    clearTimeout(this.undoTimer);
    this.setData({ removed: null });
    this.editor!.change(removed.skuId, removed.quantity);
    void this.editor!.flush();
  },

  onOpen(event: ItemEvent) {
    wx.navigateTo({ url: `/packages/ruizhu/pages/product/product?spuId=${event.currentTarget.dataset.id}` });
  },

  onShop() {
    wx.switchTab({ url: '/packages/ruizhu/pages/catalog/catalog' });
  },

  async onCheckout() {
    await this.editor!.flush();
    const lines = this.data.items.filter(({ state }) => state === 'ok');
    if (lines.length > 0) {
      wx.navigateTo({ url: `/packages/ruizhu/pages/checkout/checkout?from=bag&lines=${linesToParam(lines)}` });
    }
  },
});
