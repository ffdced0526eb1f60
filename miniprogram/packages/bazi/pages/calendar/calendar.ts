import type { CalendarDay } from '../../lib/month-grid';

/** The calendar, from which a day's almanac is opened. */
Page({
  data: { day: null as CalendarDay | null },

  onPick({ detail }: WechatMiniprogram.CustomEvent<{ day: CalendarDay }>) {
    this.setData({ day: detail.day });
  },

  onAlmanac() {
    if (this.data.day) wx.navigateTo({ url: `/packages/bazi/pages/almanac/almanac?date=${this.data.day.date}` });
  },

  onTerms() {
    wx.navigateTo({ url: '/packages/bazi/pages/terms/terms' });
  },

  onPickDays() {
    wx.navigateTo({ url: '/packages/bazi/pages/pick/pick' });
  },
});
