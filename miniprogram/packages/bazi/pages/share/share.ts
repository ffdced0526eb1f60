import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { shareIdOf, sharePath, shareTitle } from '../../lib/share-address';
import type { ShareCard } from '../../lib/share-card';
import { SharePictures } from '../../lib/share-pictures';
import { expiryWords, opensWords } from '../../lib/share-words';
import { withdrawShare } from '../../lib/withdraw-share';

/** What opens by a link or by the code of a poster: the card, for anybody; for who shared it, what to do with it as well. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'gone',
    failure: '',
    card: null as ShareCard | null,
    mine: false,
    disclaimer: '',
    expiry: '',
    opens: '',
    withdrawing: false,
  },

  shareId: '',
  pictures: null as SharePictures | null,

  onLoad(query: { id?: string; scene?: string }) {
    this.shareId = shareIdOf(query) ?? '';
    this.pictures = new SharePictures(this.shareId);
    if (this.shareId === '') this.setData({ state: 'gone' });
    else void this.load();
  },

  async load() {
    this.setData({ state: 'loading' });
    try {
      const { card, mine, disclaimer, expiresAt } = await api.share.open({ shareId: this.shareId });
      this.setData({ state: 'ready', card, mine, disclaimer, expiry: expiryWords(expiresAt, Date.now()) });
      if (mine) void this.count();
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      this.setData({ state: code === 'SHARE_NOT_FOUND' ? 'gone' : 'failed', failure: message });
    }
  },

  /** How often it was opened stands in the list alone; the page is whole without it. */
  async count() {
    try {
      let cursor: string | null | undefined;
      while (cursor !== null) {
        const page = await api.share.list({ limit: 50, ...(cursor && { cursor }) });
        const found = page.items.find(({ shareId }) => shareId === this.shareId);
        if (found) this.setData({ opens: opensWords(found.opens) });
        cursor = found ? null : page.nextCursor;
      }
    } catch (thrown) {
      console.warn('openings are not known', toApiError(thrown).code);
    }
  },

  async onWithdraw() {
    if (this.data.withdrawing) return;
    this.setData({ withdrawing: true });
    const say = (message: string) => Toast({ context: this, selector: '#toast', message });
    if (await withdrawShare(this, this.shareId, say)) this.setData({ state: 'gone', card: null });
    this.setData({ withdrawing: false });
  },

  onPoster() {
    wx.navigateTo({ url: `/packages/bazi/pages/picture/picture?shareId=${this.shareId}` });
  },

  onRetry() {
    void this.load();
  },

  onBirth() {
    wx.switchTab({ url: '/packages/bazi/pages/birth/birth' });
  },

  onShareAppMessage() {
    const { card, mine } = this.data;
    if (!card) return { title: '八字', path: '/packages/bazi/pages/today/today' };
    const words = { title: shareTitle(card.name), path: sharePath(this.shareId) };
    return mine ? { ...words, promise: this.pictures!.message(card.name) } : words;
  },
});
