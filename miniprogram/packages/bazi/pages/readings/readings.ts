import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { emptyView, Pager, type PagerView } from '../../../../paging/pager';
import { PutOff } from '../../lib/put-off';
import { type ReadingRow, readingRow } from '../../lib/reading-rows';

type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

Page({
  data: {
    ...emptyView<ReadingRow>(),
    tabs: [
      { value: 'all', label: '全部' },
      { value: 'favourite', label: '收藏' },
    ],
    tab: 'all',
    /** Of a deletion that can still be taken back. */
    gone: '',
    undo: '',
    bones: [0, 1, 2],
  },

  pager: null as Pager<ReadingRow> | null,
  deletions: null as PutOff<ReadingRow> | null,

  onLoad() {
    this.deletions = new PutOff<ReadingRow>(({ readingId }) => api.reading.delete({ readingId }), {
      waiting: (row) => this.setData({ gone: row?.readingId ?? '', undo: row ? `已删除「${row.title}」` : '' }),
      done: ({ readingId }) => this.setData({ items: this.data.items.filter((row) => row.readingId !== readingId) }),
      failed: ({ title }, { message }) => {
        this.say(`「${title}」没有删掉：${message}`);
        void this.pager?.refresh();
      },
    });
    this.open('all');
  },

  /** Readings are written and marked elsewhere. */
  onShow() {
    if (this.data.state !== 'loading') void this.pager?.refresh();
  },

  onHide() {
    void this.deletions?.now();
  },

  onUnload() {
    this.pager?.stop();
    void this.deletions?.now();
  },

  async onPullDownRefresh() {
    await this.deletions!.now();
    const failure = await this.pager?.refresh();
    wx.stopPullDownRefresh();
    if (failure && this.data.state === 'ready') this.say(failure.message);
  },

  onReachBottom() {
    if (this.data.tail === 'idle') void this.pager?.more();
  },

  open(tab: string) {
    this.pager?.stop();
    this.pager = new Pager<ReadingRow>(
      async (cursor) => {
        const page = await api.reading.list({
          ...(cursor && { cursor }),
          ...(tab === 'favourite' && { favourite: true }),
        });
        return { items: page.items.map(readingRow), nextCursor: page.nextCursor };
      },
      (view: PagerView<ReadingRow>) => this.setData({ ...view }),
    );
    this.setData({ ...emptyView<ReadingRow>(), tab });
    void this.pager.refresh();
  },

  async onTab(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    await this.deletions!.now();
    this.open(event.detail.value);
  },

  onMore() {
    void this.pager?.more();
  },

  onRetry() {
    void this.pager?.refresh();
  },

  find(event: RowEvent): ReadingRow | undefined {
    return this.data.items.find(({ readingId }) => readingId === event.currentTarget.dataset.id);
  },

  onOpen(event: RowEvent) {
    wx.navigateTo({ url: `/packages/bazi/pages/reading/reading?readingId=${event.currentTarget.dataset.id}` });
  },

  /** Shows the star at once, and takes it back when it could not be given. */
  async onStar(event: RowEvent) {
    const row = this.find(event);
    if (!row) return;
    const place = this.data.items.indexOf(row);
    const { readingId, favourite } = row;
    this.setData({ [`items[${place}].favourite`]: !favourite });
    try {
      await api.reading.mark({ readingId, favourite: !favourite });
    } catch (thrown) {
      this.say(toApiError(thrown).message);
      void this.pager?.refresh();
    }
  },

  onDelete(event: RowEvent) {
    const row = this.find(event);
    if (row) void this.deletions!.put(row);
  },

  onUndo() {
    this.deletions!.takeBack();
  },

  onChart() {
    wx.switchTab({ url: '/packages/bazi/pages/birth/birth' });
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },
});
