import type { CalendarDay } from '../../lib/month-grid';

/** The calendar by itself: what a package for WeChat shows of a day. */
Page({
  data: { day: null as CalendarDay | null },

  onPick({ detail }: WechatMiniprogram.CustomEvent<{ day: CalendarDay }>) {
    this.setData({ day: detail.day });
  },

  onShareAppMessage() {
    return { title: '今天是农历几月几日', path: '/packages/bazi/pages/month/month' };
  },
});
