import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { saidAdult, sayAdult } from '../../lib/adult';
import { type AskForm, askedOf, MONTH_NAMES, yearsToAsk } from '../../lib/ask-form';
import { currentSubject } from '../../lib/current-subject';
import { type Written, written } from '../../lib/elements';
import { beijingNow } from '../../lib/luck-view';
import { type Benefits, type Offers, type ReadingPrice, readingPrice } from '../../lib/reading-price';

type Topics = Awaited<ReturnType<typeof api.reading.topics>>['topics'];
type Tap<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.TouchEvent<object, object, T>;

const PLANS = '/packages/bazi/pages/plans/plans';
/** What a reading of each topic is about, in a few words. */
const ABOUT: Record<Topics[number]['topic'], string> = {
  ...{
    career: '格局与所长',
    wealth: '财星与经营',
    relationship: '情感与相处',
    health: '五行与作息',
    study: '才思与方法',
  },
  ...{ year: '一年的气候', month: '一月的节奏', today: '今天宜何为', question: '说出您的疑惑' },
};

/** What whoever reads can use; null for somebody who has not signed in. */
async function benefitsOfReader(): Promise<Benefits | null> {
  try {
    return await api.benefit.get({});
  } catch (thrown) {
    if (toApiError(thrown).code === 'UNAUTHENTICATED') return null;
    throw thrown;
  }
}

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'missing',
    failure: '',
    who: '',
    pillars: [] as Written[],
    topics: [] as (Topics[number] & { about: string })[],
    form: { topic: '', year: 0, month: 0, question: '' } as AskForm,
    years: [] as number[],
    yearAt: 0,
    months: MONTH_NAMES,
    price: null as ReadingPrice | null,
    confirming: false,
    busy: false,
    problem: '',
  },

  benefits: null as Benefits | null,
  offers: [] as Offers,
  leaving: false,

  onLoad(query: { topic?: string; year?: string; month?: string }) {
    const now = beijingNow(Date.now());
    const thisYear = Number(now.slice(0, 4));
    const { topic = '', year = String(thisYear), month = '0' } = query;
    const current = currentSubject();
    if (!current?.chart) {
      this.setData({ state: 'missing' });
      return;
    }
    const { chart, record, subject } = current;
    const years = yearsToAsk(Number(chart.time.clock.slice(0, 4)), thisYear);
    const asked = years.includes(Number(year)) ? Number(year) : thisYear;
    this.setData({
      who: record?.name ?? (subject.sex === 'male' ? '乾造' : '坤造'),
      pillars: Object.values(chart.pillars).flatMap((ganzhi) => (ganzhi === null ? [] : [written(ganzhi)])),
      form: { ...this.data.form, topic: topic as AskForm['topic'], year: asked, month: Number(month) },
      ...{ years, yearAt: years.indexOf(asked) },
    });
    void this.load();
  },

  /** Passes may have been bought meanwhile. */
  onShow() {
    if (this.leaving) void this.load();
    this.leaving = false;
  },

  async load() {
    if (this.data.topics.length === 0) this.setData({ state: 'loading' });
    try {
      const [{ topics }, { offers }, benefits] = await Promise.all([
        api.reading.topics({}),
        api.benefit.offers({}),
        benefitsOfReader(),
      ]);
      this.benefits = benefits;
      this.offers = offers;
      this.setData({ topics: topics.map((one) => ({ ...one, about: ABOUT[one.topic] })), state: 'ready' });
      this.tell();
    } catch (thrown) {
      this.setData({ state: 'failed', failure: toApiError(thrown).message });
    }
  },

  /** Says what the chosen topic would be taken from. */
  tell() {
    const topic = this.data.topics.find((one) => one.topic === this.data.form.topic);
    this.setData({ price: topic ? readingPrice(topic.free, this.benefits, this.offers) : null });
  },

  change(change: Partial<AskForm>) {
    this.setData({ form: { ...this.data.form, ...change }, problem: '' });
  },

  onTopic(event: Tap<{ topic: AskForm['topic'] }>) {
    this.change({ topic: event.currentTarget.dataset.topic });
    this.tell();
  },

  onYear(event: WechatMiniprogram.PickerChange) {
    const yearAt = Number(event.detail.value);
    this.setData({ yearAt });
    this.change({ year: this.data.years[yearAt] ?? this.data.form.year });
  },

  onMonth(event: WechatMiniprogram.PickerChange) {
    this.change({ month: Number(event.detail.value) });
  },

  onQuestion(event: WechatMiniprogram.Input) {
    this.change({ question: event.detail.value });
  },

  onRetry() {
    void this.load();
  },

  onBirth() {
    wx.switchTab({ url: '/packages/bazi/pages/birth/birth' });
  },

  onGo() {
    if (this.data.price?.way === 'buy') {
      this.leaving = true;
      wx.navigateTo({ url: PLANS });
      return;
    }
    const asked = askedOf(this.data.form);
    if ('problem' in asked) this.setData({ problem: asked.problem });
    else if (saidAdult()) void this.start();
    else this.setData({ confirming: true });
  },

  onAgree() {
    sayAdult();
    this.setData({ confirming: false });
    void this.start();
  },

  onNotYet() {
    this.setData({ confirming: false });
  },

  /** A pass is spent only when the button said so. */
  async start() {
    const asked = askedOf(this.data.form);
    const current = currentSubject();
    if (this.data.busy || 'problem' in asked || !current) return;
    this.setData({ busy: true, problem: '' });
    const mayUsePass = this.data.price?.way === 'pass';
    try {
      const { readingId } = await api.reading.start({ ...current.subject, ...asked.asked, adult: true, mayUsePass });
      wx.redirectTo({ url: `/packages/bazi/pages/reading/reading?readingId=${readingId}` });
    } catch (thrown) {
      const { code, message } = toApiError(thrown);
      this.setData({ problem: message });
      // What was counted on is used up: what there is now is shown.
      if (code === 'READING_NEEDS_PASS' || code === 'READING_QUOTA_USED') await this.load();
    } finally {
      this.setData({ busy: false });
    }
  },
});
