import { type LunarDate, type LunarMonth, type SolarDate, toLunar } from './lunar';

const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const ANIMALS = '鼠牛虎兔龙蛇马羊猴鸡狗猪';
const MONTHS = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'];
const TENS = ['初', '十', '廿', '三'];
const ONES = ['十', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const WEEKDAYS = '日一二三四五六';

/** 正月, 闰五月, 腊月. */
export const monthName = ({ month, isLeap }: LunarMonth): string => `${isLeap ? '闰' : ''}${MONTHS[month - 1]}月`;

/** 初一, 初十, 二十, 廿一, 三十. */
export function dayName(day: number): string {
  if (day === 20) return '二十';
  return `${TENS[Math.floor(day / 10) - (day === 10 ? 1 : 0)]}${ONES[day % 10]}`;
}

/** 庚午: the name of a lunar year. */
export const yearName = (year: number): string => `${STEMS[(year - 4) % 10]}${BRANCHES[(year - 4) % 12]}`;

/** 农历庚午马年闰五月十五. */
export function lunarText(lunar: LunarDate): string {
  return `农历${yearName(lunar.year)}${ANIMALS[(lunar.year - 4) % 12]}年${monthName(lunar)}${dayName(lunar.day)}`;
}

/** 公历 1990 年 7 月 7 日，星期六. */
export function solarText({ year, month, day }: SolarDate): string {
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return `公历 ${year} 年 ${month} 月 ${day} 日，星期${weekday}`;
}

/** A date in the calendar that it was not given in. */
export const inOtherCalendar = (calendar: 'solar' | 'lunar', date: SolarDate): string =>
  calendar === 'lunar' ? solarText(date) : lunarText(toLunar(date));
