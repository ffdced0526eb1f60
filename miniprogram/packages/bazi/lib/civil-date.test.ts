import { describe, expect, it } from 'vitest';
import { addDays, beijingDate, beijingHour, dateWords, daysBetween, distanceWords, isCovered } from './civil-date';

const at = (text: string) => Date.parse(text);

describe('a date', () => {
  it('is that of Beijing, wherever the phone is', () => {
    expect(beijingDate(at('2026-11-21T15:59:59Z'))).toBe('2026-11-21');
    expect(beijingDate(at('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
  });

  it('goes over the ends of months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
  });

  it('has a weekday, before 1970 as well', () => {
    expect(dateWords('2026-11-21')).toEqual({ year: 2026, month: 11, day: 21, weekday: '星期六' });
    expect(dateWords('1949-10-01').weekday).toBe('星期六');
    expect(dateWords('1900-02-01').weekday).toBe('星期四');
  });

  it('is told by its distance from today', () => {
    const words = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-26', '2026-11-11'];
    expect(words.map((date) => distanceWords(date, '2026-11-21'))).toEqual([
      '昨天',
      '今天',
      '明天',
      '后天',
      '5 天后',
      '10 天前',
    ]);
  });

  it('is refused outside of the almanac, and when there is no such day', () => {
    expect(isCovered('1900-02-01')).toBe(true);
    for (const date of ['1900-01-31', '2101-01-01', '2026-02-29', '2026-13-01', 'tomorrow', '']) {
      expect(isCovered(date)).toBe(false);
    }
  });
});

it('has twelve double hours, the first from 23:00', () => {
  const hours = ['22:59', '23:00', '00:59', '01:00', '12:00', '21:00'];
  expect(hours.map((clock) => beijingHour(at(`2026-11-21T${clock}:00+08:00`)))).toEqual([11, 0, 0, 1, 6, 11]);
});
