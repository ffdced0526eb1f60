import { api } from '../../../../api/client.generated';
import { type CalendarDay, monthFrom, type Week, weeksOf } from '../../lib/month-grid';
import { swipeOf } from '../../lib/swipe';

/**
 * A month of the calendar, turned by swipes and by a wheel.
 *
 * Triggers `pick` with the day that was chosen, `{day}`; when a month opens, today or its first day.
 */
Component({
  options: { pureDataPattern: /^_/, addGlobalClass: true },

  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    failure: '',
    year: 0,
    month: 0,
    title: '',
    chosen: '',
    isThisMonth: true,
    weeks: [] as Week[],
    weekdays: ['日', '一', '二', '三', '四', '五', '六'],
    bones: [0, 1, 2, 3, 4],
    _days: [] as CalendarDay[],
    _touch: { clientX: 0, clientY: 0 },
    /** Only the last month that was asked for is shown, in whatever order answers come. */
    _asked: 0,
  },

  lifetimes: {
    attached() {
      void this.show();
    },
  },

  methods: {
    async show(wanted?: { year: number; month: number }) {
      const asked = this.data._asked + 1;
      this.setData({ _asked: asked, state: this.data.weeks.length > 0 ? 'ready' : 'loading' });
      try {
        const month = await api.almanac.month(wanted ?? {});
        if (asked !== this.data._asked) return;
        const isThisMonth = month.days.some(({ date }) => date === month.today);
        this.setData({
          state: 'ready',
          year: month.year,
          month: month.month,
          title: `${month.year} 年 ${month.month} 月`,
          isThisMonth,
          weeks: weeksOf(month),
          _days: month.days,
        });
        this.choose(isThisMonth ? month.today : month.days[0]!.date);
      } catch (error) {
        if (asked === this.data._asked) this.setData({ state: 'failed', failure: (error as Error).message, weeks: [] });
      }
    },

    choose(date: string) {
      const day = this.data._days.find((one) => one.date === date);
      if (!day) return;
      this.setData({ chosen: date });
      this.triggerEvent('pick', { day });
    },

    turn(by: number) {
      const { year, month } = this.data;
      if (year) void this.show(monthFrom({ year, month }, by));
    },

    onDay(event: WechatMiniprogram.TouchEvent<object, object, { date: string }>) {
      this.choose(event.currentTarget.dataset.date);
    },

    onBefore() {
      this.turn(-1);
    },

    onAfter() {
      this.turn(1);
    },

    onToday() {
      void this.show();
    },

    onMonth(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const [year, month] = event.detail.value.split('-').map(Number);
      void this.show({ year: year!, month: month! });
    },

    onRetry() {
      const { year, month } = this.data;
      void this.show(year ? { year, month } : undefined);
    },

    onTouchStart({ touches }: WechatMiniprogram.TouchEvent) {
      const { clientX = 0, clientY = 0 } = touches[0] ?? {};
      this.setData({ _touch: { clientX, clientY } });
    },

    onTouchEnd({ changedTouches }: WechatMiniprogram.TouchEvent) {
      const { clientX = 0, clientY = 0 } = changedTouches[0] ?? {};
      const way = swipeOf(this.data._touch, { clientX, clientY });
      if (way !== 0) this.turn(way);
    },
  },
});
