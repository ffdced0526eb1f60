/** A date of the Gregorian calendar, `YYYY-MM-DD`. */
export type CivilDate = string;

/** What the almanac covers. */
export const FIRST_DATE = '1900-02-01';
export const LAST_DATE = '2100-12-31';

const dayMs = 24 * 60 * 60 * 1000;
const shanghaiOffsetMs = 8 * 60 * 60 * 1000;
const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

const dayNumber = (date: CivilDate) => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** The date in Beijing at an instant, in ms since 1970. */
export const beijingDate = (nowMs: number): CivilDate => new Date(nowMs + shanghaiOffsetMs).toISOString().slice(0, 10);

/** Which of the twelve double hours it is in Beijing: 0 for 子, which begins at 23:00. */
export function beijingHour(nowMs: number): number {
  const hour = new Date(nowMs + shanghaiOffsetMs).getUTCHours();
  return Math.floor((hour + 1) / 2) % 12;
}

export const addDays = (date: CivilDate, days: number): CivilDate =>
  new Date((dayNumber(date) + days) * dayMs).toISOString().slice(0, 10);

/** How many days `later` comes after `earlier`. */
export const daysBetween = (earlier: CivilDate, later: CivilDate): number => dayNumber(later) - dayNumber(earlier);

/** Whether the almanac has it, and it is a date at all. */
export const isCovered = (date: CivilDate): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) &&
  date >= FIRST_DATE &&
  date <= LAST_DATE &&
  !Number.isNaN(dayNumber(date)) &&
  addDays(date, 0) === date;

export interface DateWords {
  year: number;
  month: number;
  day: number;
  /** 星期六 */
  weekday: string;
}

export function dateWords(date: CivilDate): DateWords {
  const [year, month, day] = date.split('-').map(Number);
  return { year: year!, month: month!, day: day!, weekday: `星期${weekdays[(((dayNumber(date) + 4) % 7) + 7) % 7]!}` };
}

/** 今天, 明天, 昨天, 3 天后, 5 天前. */
export function distanceWords(date: CivilDate, today: CivilDate): string {
  const days = daysBetween(today, date);
  const near: Record<string, string> = { '-1': '昨天', 0: '今天', 1: '明天', 2: '后天' };
  return near[days] ?? (days > 0 ? `${days} 天后` : `${-days} 天前`);
}
