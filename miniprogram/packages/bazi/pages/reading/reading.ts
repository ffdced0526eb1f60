import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { beijingTime } from '../../../../format/time';
import { setCurrentSubject } from '../../lib/current-subject';
import { findPerson } from '../../lib/find-person';
import { type Reading, ReadingFollower } from '../../lib/follow-reading';
import { type Section, sectionsOf } from '../../lib/reading-view';

type Tap<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.TouchEvent<object, object, T>;

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'missing' | 'guest',
    failure: '',
    reading: null as Omit<Reading, 'segments' | 'facts'> | null,
    sections: [] as Section[],
    asked: '',
    /** The connection is gone; what was there stays. */
    broken: '',
    /** The fact that is looked at: `<place> <id>`. */
    fact: '',
    busy: false,
  },

  readingId: '' as Reading['readingId'],
  follower: null as ReadingFollower | null,
  latest: null as Reading | null,

  onLoad(query: { readingId?: string }) {
    this.readingId = (query.readingId ?? '') as Reading['readingId'];
    this.follower = new ReadingFollower(this.readingId, (reading) => this.show(reading));
    void this.follow();
  },

  onUnload() {
    this.follower?.stop();
  },

  async follow() {
    this.setData({ broken: '' });
    try {
      await this.follower!.follow();
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      const missing = code === 'READING_NOT_FOUND' || code === 'INVALID_INPUT';
      if (missing) this.setData({ state: 'missing' });
      else if (this.data.reading) this.setData({ broken: message });
      else if (code === 'UNAUTHENTICATED') this.setData({ state: 'guest' });
      else this.setData({ state: 'failed', failure: message });
    }
  },

  show(reading: Reading) {
    this.latest = reading;
    const { segments: _segments, facts: _facts, ...rest } = reading;
    this.setData({
      ...{ state: 'ready', reading: rest, asked: beijingTime(reading.createdAt) },
      sections: sectionsOf(reading),
    });
  },

  onRetry() {
    if (!this.data.reading) this.setData({ state: 'loading' });
    void this.follow();
  },

  onFact(event: Tap<{ key: string }>) {
    const { key } = event.currentTarget.dataset;
    this.setData({ fact: this.data.fact === key ? '' : key });
  },

  async onFavourite() {
    const { reading, busy } = this.data;
    if (!reading || busy) return;
    this.setData({ busy: true });
    try {
      const { favourite } = await api.reading.mark({ readingId: this.readingId, favourite: !reading.favourite });
      this.setData({ reading: { ...reading, favourite } });
      this.say(favourite ? '已收藏' : '已取消收藏');
    } catch (thrown) {
      this.say(toApiError(thrown).message);
    } finally {
      this.setData({ busy: false });
    }
  },

  onShare() {
    wx.navigateTo({ url: `/packages/bazi/pages/poster/poster?readingId=${this.readingId}` });
  },

  async onDelete() {
    const { confirm } = await wx.showModal({
      ...{ title: '删除这份解读？', content: '删除后不能恢复，已用的次数不退回。' },
      ...{ confirmText: '删除', cancelText: '保留' },
    });
    if (!confirm || this.data.busy) return;
    this.setData({ busy: true });
    try {
      await api.reading.delete({ readingId: this.readingId });
      this.follower?.stop();
      this.leave();
    } catch (thrown) {
      this.say(toApiError(thrown).message);
    } finally {
      this.setData({ busy: false });
    }
  },

  leave() {
    if (getCurrentPages().length > 1) wx.navigateBack();
    else this.onReadings();
  },

  onReadings() {
    wx.switchTab({ url: '/packages/bazi/pages/records/records' });
  },

  /** Another of the same chart, if it is known; otherwise a chart has to be opened first. */
  async onAgain() {
    const { reading, busy } = this.data;
    if (!reading || !this.latest || busy) return;
    this.setData({ busy: true });
    try {
      const person = await findPerson('', this.latest);
      if (person) setCurrentSubject(person);
      const topic = reading.state === 'failed' ? `?topic=${reading.topic}` : '';
      if (person) wx.redirectTo({ url: `/packages/bazi/pages/ask/ask${topic}` });
      else this.onReadings();
    } catch (thrown) {
      this.say(toApiError(thrown).message);
    } finally {
      this.setData({ busy: false });
    }
  },

  say(message: string) {
    Toast({ context: this, selector: '#toast', message });
  },
});
