import Toast from 'tdesign-miniprogram/toast/index';
import { toApiError } from '../../../../api/api-error';
import { api } from '../../../../api/client.generated';
import { almanacHours } from '../../lib/almanac-hours';
import { type TermKind, termOf } from '../../lib/almanac-terms';
import { type AlmanacDay, lunarDay, pillarColumns, seasonWords } from '../../lib/almanac-words';
import {
  addDays,
  beijingDate,
  beijingHour,
  dateWords,
  distanceWords,
  FIRST_DATE,
  isCovered,
  LAST_DATE,
} from '../../lib/civil-date';
import { compassOf } from '../../lib/compass';
import { swipeOf } from '../../lib/swipe';
import { whenSlow } from '../../lib/when-slow';

const noTerm = { title: '', text: '' };

/** A day as a leaf of the almanac has it. */
const leafOf = (day: AlmanacDay, today: string, nowMs: number) => ({
  ...day,
  lunar: lunarDay(day.lunar),
  pillars: pillarColumns(day),
  season: seasonWords(day),
  compass: compassOf(day),
  pengZu: [...day.pengZu] as string[],
  hours: almanacHours(day, day.date === today ? beijingHour(nowMs) : undefined),
});

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    failure: '',
    date: '',
    first: FIRST_DATE,
    last: LAST_DATE,
    words: dateWords('2000-01-01'),
    distance: '',
    leaf: null as ReturnType<typeof leafOf> | null,
    turning: false,
    slow: false,
    term: noTerm,
  },

  days: null as Map<string, AlmanacDay> | null,
  touch: undefined as { clientX: number; clientY: number } | undefined,

  onLoad(query: { date?: string }) {
    this.days = new Map();
    const asked = query.date ?? '';
    void this.show(isCovered(asked) ? asked : beijingDate(Date.now()));
  },

  /** The present hour has moved on. */
  onShow() {
    if (this.data.leaf) void this.show(this.data.date);
  },

  async onPullDownRefresh() {
    this.days!.clear();
    await this.show(this.data.date);
    wx.stopPullDownRefresh();
  },

  async show(date: string) {
    const nowMs = Date.now();
    const today = beijingDate(nowMs);
    const turning = this.data.leaf !== null;
    this.setData({
      ...{ date, words: dateWords(date), distance: distanceWords(date, today) },
      ...{ turning, state: turning ? 'ready' : 'loading' },
    });
    try {
      const asked = this.days!.get(date) ?? whenSlow(api.almanac.day({ date }), (slow) => this.setData({ slow }));
      const day = await asked;
      this.days!.set(date, day);
      if (date === this.data.date) this.setData({ state: 'ready', turning: false, leaf: leafOf(day, today, nowMs) });
    } catch (thrown) {
      if (date !== this.data.date) return;
      this.setData({ state: 'failed', turning: false, leaf: null, failure: toApiError(thrown).message });
    }
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
    void this.show(beijingDate(Date.now()));
  },

  onPicked(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { value } = event.detail;
    if (isCovered(value)) void this.show(value);
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

  onTerm(event: WechatMiniprogram.TouchEvent<object, object, { kind: TermKind; name: string }>) {
    const { kind, name } = event.currentTarget.dataset;
    this.setData({ term: termOf(kind, name) });
  },

  onCloseTerm() {
    this.setData({ term: noTerm });
  },

  onRetry() {
    void this.show(this.data.date);
  },

  onShareAppMessage() {
    const { date, words } = this.data;
    return {
      title: `${words.month} 月 ${words.day} 日 · 黄历`,
      path: `/packages/bazi/pages/almanac/almanac?date=${date}`,
    };
  },
});
