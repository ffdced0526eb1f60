import Toast from 'tdesign-miniprogram/toast/index';
import { api } from '../../../../api/client.generated';
import { emptyView, Pager, type PagerView } from '../../../../paging/pager';

type Card = Awaited<ReturnType<typeof api.catalog.list>>['items'][number];

const pageSize = 8;

Page({
  data: { ...emptyView<Card>(), bones: [0, 1, 2, 3] },

  pager: null as Pager<Card> | null,

  onLoad() {
    this.pager = new Pager<Card>(
      (cursor) => api.catalog.list({ limit: pageSize, ...(cursor && { cursor }) }),
      (view: PagerView<Card>) => this.setData({ ...view }),
    );
    void this.pager.refresh();
  },

  onUnload() {
    this.pager?.stop();
  },

  async onPullDownRefresh() {
    const failure = await this.pager?.refresh();
    wx.stopPullDownRefresh();
    if (failure && this.data.state === 'ready') {
      Toast({ context: this, selector: '#toast', message: failure.message });
    }
  },

  onReachBottom() {
    if (this.data.tail === 'idle') void this.pager?.more();
  },

  onRetry() {
    void this.pager?.refresh();
  },

  onMore() {
    void this.pager?.more();
  },

  onOpen(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    wx.navigateTo({ url: `/packages/ruizhu/pages/product/product?spuId=${event.currentTarget.dataset.id}` });
  },

  onShareAppMessage() {
    return { title: '睿珠 · 慢慢做好一件' };
  },
});
