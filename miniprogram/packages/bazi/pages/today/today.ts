import Toast from 'tdesign-miniprogram/toast/index';
import type { Output } from '../../../../../shared/contracts/contract.js';
import type { readingDaily } from '../../../../../shared/contracts/reading/daily.js';
import { type ApiError, toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { type AlmanacDay, lunarDay, pillarColumns, seasonWords, shortList } from '../../lib/almanac-words';
import { addDays, beijingDate, dateWords, distanceWords, isCovered } from '../../lib/civil-date';
import type { ChartRecord } from '../../lib/current-subject';
import { ownRecord } from '../../lib/own-record';
import { swipeOf } from '../../lib/swipe';
import { whenSlow } from '../../lib/when-slow';

type Daily = Output<typeof readingDaily>;

const shown = 6;

/** A day as the page writes it. */
const sheetOf = (day: AlmanacDay) => ({
  lunar: lunarDay(day.lunar),
  festivals: day.festivals,
  pillars: pillarColumns(day),
  season: seasonWords(day),
  recommends: shortList(day.recommends, shown),
  avoids: shortList(day.avoids, shown),
});

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    failure: '',
    today: '',
    date: '',
    words: dateWords('2000-01-01'),
    distance: '',
    sheet: null as ReturnType<typeof sheetOf> | null,
    /** Another day has been asked for, and is not there yet. */
    turning: false,
    slow: false,
    /** What the day is to the member: nothing is known while `nobody` has marked a chart as one's own. */
    fortune: 'loading' as 'loading' | 'ready' | 'failed' | 'nobody' | 'unmarked',
    fortuneFailure: '',
    daily: null as Daily | null,
    ownName: '',
  },

  days: null as Map<string, AlmanacDay> | null,
  dailies: null as Map<string, Daily> | null,
  own: undefined as ChartRecord | undefined,
  touch: undefined as { clientX: number; clientY: number } | undefined,

  onLoad() {
    this.days = new Map();
    this.dailies = new Map();
    this.startAt(beijingDate(Date.now()));
  },

  /** Charts are saved and marked elsewhere, and midnight passes. */
  onShow() {
    const today = beijingDate(Date.now());
    if (this.data.today !== today) this.startAt(today);
    void this.loadOwn();
  },

  async onPullDownRefresh() {
    this.days!.clear();
    this.dailies!.clear();
    await Promise.all([this.show(this.data.date), this.loadOwn()]);
    wx.stopPullDownRefresh();
  },

  startAt(today: string) {
    this.setData({ today });
    void this.show(today);
  },

  async show(date: string) {
    const words = { date, words: dateWords(date), distance: distanceWords(date, this.data.today) };
    this.setData({ ...words, turning: this.data.sheet !== null, state: this.data.sheet ? 'ready' : 'loading' });
    void this.tellFortune();
    try {
      const day = this.days!.get(date) ?? (await whenSlow(api.almanac.day({ date }), (slow) => this.setData({ slow })));
      this.days!.set(date, day);
      if (date === this.data.date) this.setData({ state: 'ready', sheet: sheetOf(day), turning: false });
    } catch (thrown) {
      if (date !== this.data.date) return;
      this.setData({ state: 'failed', sheet: null, turning: false, failure: toApiError(thrown).message });
    }
  },

  async loadOwn() {
    try {
      const { records } = await api.record.list({});
      const own = ownRecord(records);
      if (own?.recordId !== this.own?.recordId || own?.savedAt !== this.own?.savedAt) this.dailies!.clear();
      this.own = own;
      if (own) {
        this.setData({ ownName: own.name });
        await this.tellFortune();
      } else this.setData({ fortune: records.length > 0 ? 'unmarked' : 'nobody', daily: null });
    } catch (thrown) {
      this.failFortune(toApiError(thrown));
    }
  },

  async tellFortune() {
    const { own } = this;
    const { date } = this.data;
    if (!own) return;
    try {
      const daily = this.dailies!.get(date) ?? (await api.reading.daily({ ...own.subject, date }));
      if (own !== this.own) return;
      this.dailies!.set(date, daily);
      if (date === this.data.date) this.setData({ daily, fortune: 'ready' });
    } catch (thrown) {
      if (date === this.data.date) this.failFortune(toApiError(thrown));
    }
  },

  /** A guest has no charts, which is no failure. */
  failFortune({ code, message }: ApiError) {
    if (code === 'UNAUTHENTICATED') this.setData({ fortune: 'nobody', daily: null });
    else this.setData({ fortune: 'failed', daily: null, fortuneFailure: message });
  },

  turn(days: number) {
    const date = addDays(this.data.date, days);
    if (isCovered(date)) void this.show(date);
    else Toast({ context: this, selector: '#toast', message: '黄历只到这里' });
  },

  onBefore() {
    this.turn(-1);
  },

  onNext() {
    this.turn(1);
  },

  onToday() {
    void this.show(this.data.today);
  },

  onTouch(event: WechatMiniprogram.TouchEvent) {
    this.touch = event.touches.length === 1 ? event.touches[0] : undefined;
  },

  onLeave(event: WechatMiniprogram.TouchEvent) {
    const [to] = event.changedTouches;
    const way = this.touch && to ? swipeOf(this.touch, to) : 0;
    this.touch = undefined;
    if (way !== 0) this.turn(way);
  },

  onRetry() {
    void this.show(this.data.date);
  },

  onRetryFortune() {
    this.setData({ fortune: 'loading' });
    void this.loadOwn();
  },

  onAlmanac() {
    wx.navigateTo({ url: `/packages/bazi/pages/almanac/almanac?date=${this.data.date}` });
  },

  onBirth() {
    wx.switchTab({ url: '/packages/bazi/pages/birth/birth' });
  },

  onRecords() {
    wx.switchTab({ url: '/packages/bazi/pages/records/records' });
  },

  onOpen(event: WechatMiniprogram.TouchEvent<object, object, { page: string }>) {
    const { page } = event.currentTarget.dataset;
    wx.navigateTo({ url: `/packages/bazi/pages/${page}/${page}` });
  },

  onShareAppMessage() {
    return { title: '八字 · 今日黄历', path: '/packages/bazi/pages/today/today' };
  },
});
