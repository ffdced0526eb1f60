import Toast from 'tdesign-miniprogram/toast/index';
import type { Output } from '../../../../../shared/contracts/contract.js';
import type { shareList } from '../../../../../shared/contracts/share/list.js';
import { api } from '../../../../api/client.generated';
import { emptyView, Pager, type PagerView } from '../../../../paging/pager';
import { cardPillars, expiryWords, opensWords } from '../../lib/share-words';
import { withdrawShare } from '../../lib/withdraw-share';

type Share = Output<typeof shareList>['items'][number];

const rowOf = ({ shareId, card, opens, expiresAt }: Share) => ({
  shareId,
  name: card.name ?? '未写称呼',
  named: card.name !== null,
  pillars: cardPillars(card),
  words: `${opensWords(opens)}，${expiryWords(expiresAt, Date.now())}`,
});

type Row = ReturnType<typeof rowOf>;

Page({
  data: { ...emptyView<Row>(), bones: [0, 1, 2], withdrawing: '' },

  pager: null as Pager<Row> | null,

  onLoad() {
    this.pager = new Pager<Row>(
      async (cursor) => {
        const { items, nextCursor } = await api.share.list({ ...(cursor && { cursor }) });
        return { items: items.map(rowOf), nextCursor };
      },
      (view: PagerView<Row>) => this.setData({ ...view }),
    );
    void this.pager.refresh();
  },

  /** They are opened and withdrawn elsewhere. */
  onShow() {
    if (this.data.state !== 'loading') void this.pager?.refresh();
  },

  onUnload() {
    this.pager?.stop();
  },

  async onPullDownRefresh() {
    const failure = await this.pager?.refresh();
    wx.stopPullDownRefresh();
    if (failure && this.data.state === 'ready') this.say(failure.message);
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

  onOpen({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    wx.navigateTo({ url: `/packages/bazi/pages/share/share?id=${currentTarget.dataset.id}` });
  },

  onPoster({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    wx.navigateTo({ url: `/packages/bazi/pages/picture/picture?shareId=${currentTarget.dataset.id}` });
  },

  async onWithdraw({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = currentTarget.dataset;
    if (this.data.withdrawing) return;
    this.setData({ withdrawing: id });
    if (await withdrawShare(this, id, (message) => this.say(message))) {
      this.say('已撤回');
      await this.pager?.refresh();
    }
    this.setData({ withdrawing: '' });
  },

  onRecords() {
    wx.switchTab({ url: '/packages/bazi/pages/records/records' });
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },
});
