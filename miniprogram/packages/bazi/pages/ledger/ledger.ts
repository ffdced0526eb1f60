import Toast from 'tdesign-miniprogram/toast/index';
import { api } from '../../../../api/client.generated';
import { emptyView, Pager, type PagerView } from '../../../../paging/pager';
import { type EntryRow, entryRow } from '../../lib/benefits-view';

Page({
  data: { ...emptyView<EntryRow>(), bones: [0, 1, 2, 3] },

  pager: null as Pager<EntryRow> | null,

  onLoad() {
    this.pager = new Pager<EntryRow>(
      async (cursor) => {
        const page = await api.benefit.ledger(cursor ? { cursor } : {});
        return { items: page.items.map(entryRow), nextCursor: page.nextCursor };
      },
      (view: PagerView<EntryRow>) => this.setData({ ...view }),
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

  onMore() {
    void this.pager?.more();
  },

  onRetry() {
    void this.pager?.refresh();
  },

  onPlans() {
    wx.navigateTo({ url: '/packages/bazi/pages/plans/plans' });
  },
});
