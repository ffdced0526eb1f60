import type { CalendarDay } from '../../lib/month-grid';
import { weekdayOf } from '../../lib/month-grid';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

/** What a calendar says of one day: its lunar date, its pillars, its term and festivals. */
Component({
  options: { addGlobalClass: true },

  properties: {
    /** A day of `almanac-month`. */
    day: { type: Object, value: {} as Partial<CalendarDay> },
  },
  data: { lunar: '', civil: '', pillars: [] as { of: string; ganzhi: string }[], names: '' },
  observers: {
    day({ date, lunar, pillars, zodiac, term, festivals }: Partial<CalendarDay>) {
      if (!date || !lunar || !pillars) return;
      const [year, month, number] = date.split('-').map(Number);
      this.setData({
        lunar: `${lunar.month}${lunar.day}`,
        civil: `${year} 年 ${month} 月 ${number} 日　${WEEKDAYS[weekdayOf(date)]}`,
        pillars: [
          { of: `${zodiac}年`, ganzhi: pillars.year },
          { of: '月', ganzhi: pillars.month },
          { of: '日', ganzhi: pillars.day },
        ],
        names: [term, ...(festivals ?? [])].filter(Boolean).join(' · '),
      });
    },
  },
});
