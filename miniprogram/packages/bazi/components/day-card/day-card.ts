import { dateWords } from '../../lib/civil-date';
import type { CalendarDay } from '../../lib/month-grid';

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
      const { year, month, day: number, weekday } = dateWords(date);
      this.setData({
        lunar: `${lunar.month}${lunar.day}`,
        civil: `${year} 年 ${month} 月 ${number} 日　${weekday}`,
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
