import type { almanacDay } from '../../../../shared/contracts/almanac/day.js';
import type { Output } from '../../../../shared/contracts/contract.js';
import { daysBetween } from './civil-date';

export type AlmanacDay = Output<typeof almanacDay>;

/** 十月十三 of 农历丙午年十月十三. */
export const lunarDay = (lunar: string): string => lunar.replace(/^.*?年/, '');

/** Where the day stands among the solar terms: 立冬第 15 天 · 距小雪 1 天. */
export function seasonWords({ date, season }: AlmanacDay): string {
  const left = daysBetween(date, season.next.date);
  const now = season.day === 1 ? `交${season.name}` : `${season.name}第 ${season.day} 天`;
  return `${now} · 距${season.next.name} ${left} 天`;
}

/** The pillars as three columns of a stem over a branch. */
export const pillarColumns = ({ pillars }: AlmanacDay) => [
  { name: '年', ganzhi: pillars.year },
  { name: '月', ganzhi: pillars.month },
  { name: '日', ganzhi: pillars.day },
];

/** At most `most` of them on a line, and that there are more. */
export const shortList = (names: readonly string[], most: number): string =>
  names.length === 0 ? '无' : names.slice(0, most).join(' ') + (names.length > most ? ' …' : '');
