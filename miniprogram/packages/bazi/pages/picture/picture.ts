import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { inBrowser } from '../../../../api/channel';
import { api } from '../../../../api/client.generated';
import { ask } from '../../../../feedback/ask';
import { allowAlbum, savePicture } from '../../lib/save-picture';
import { shareIdOf, shareLink, sharePath, shareTitle } from '../../lib/share-address';
import { SharePictures } from '../../lib/share-pictures';
import { expiryWords } from '../../lib/share-words';
import { whenSlow } from '../../lib/when-slow';

/** The poster of a share, to be kept and sent. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'gone',
    failure: '',
    slow: false,
    url: '',
    shown: false,
    /** Characters that stand as 〓 in it. */
    replaced: '',
    expiry: '',
    browser: inBrowser(),
    saving: false,
  },

  shareId: '',
  pictures: null as SharePictures | null,
  name: null as string | null,
  message: null as Promise<WechatMiniprogram.Page.ICustomShareContent> | null,

  onLoad({ shareId }: { shareId?: string }) {
    this.shareId = shareIdOf({ id: shareId ?? '' }) ?? '';
    this.pictures = new SharePictures(this.shareId);
    if (this.shareId === '') this.setData({ state: 'gone' });
    else void this.load();
  },

  async load() {
    this.setData({ state: 'loading', shown: false });
    try {
      const drawing = Promise.all([this.pictures!.get('poster'), api.share.open({ shareId: this.shareId })]);
      const [{ url, replaced }, { card, expiresAt }] = await whenSlow(drawing, (slow) => this.setData({ slow }));
      this.name = card.name;
      const expiry = expiryWords(expiresAt, Date.now());
      this.setData({ state: 'ready', url, replaced: replaced.join(' '), expiry });
      this.message = this.pictures!.message(this.name);
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      this.setData({ state: code === 'SHARE_NOT_FOUND' ? 'gone' : 'failed', failure: message });
    }
  },

  onShown() {
    this.setData({ shown: true });
  },

  onUnshown() {
    this.setData({ state: 'failed', failure: '图片没有取到，请检查网络后重试' });
  },

  async onSave() {
    if (this.data.saving) return;
    this.setData({ saving: true });
    try {
      await this.save();
    } catch (thrown) {
      console.warn('the picture is not saved', thrown);
      this.say('没有保存成功，可以长按图片保存');
    } finally {
      this.setData({ saving: false });
    }
  },

  async save() {
    const { url } = await this.pictures!.get('poster');
    let saved = await savePicture(url);
    if (saved === 'denied' && (await this.askForAlbum()) && (await allowAlbum())) saved = await savePicture(url);
    if (saved === 'saved') this.say(this.data.browser ? '已下载' : '已保存到相册');
  },

  askForAlbum(): Promise<boolean> {
    const content = '请在设置里允许保存到相册，之后再存一次';
    return ask(this, { title: '还不能写入相册', content, yes: '去设置', no: '先不存' });
  },

  onLink() {
    const data = shareLink(this.shareId);
    if (data !== undefined) wx.setClipboardData({ data });
  },

  onRetry() {
    void this.load();
  },

  onShares() {
    wx.redirectTo({ url: '/packages/bazi/pages/shares/shares' });
  },

  /** The picture was drawn when the page opened; its link may have ended since. */
  onShareAppMessage() {
    if (this.message) this.message = this.message.then(() => this.pictures!.message(this.name));
    const words = { title: shareTitle(this.name), path: sharePath(this.shareId) };
    return this.message ? { ...words, promise: this.message } : words;
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },
});
