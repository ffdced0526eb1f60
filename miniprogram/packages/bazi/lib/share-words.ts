import { beijingDate, dateWords, daysBetween } from './civil-date';
import type { ShareCard } from './share-card';

/** Openings are counted one by one up to here, after that by tens. */
const EXACT = 20;

export function opensWords(opens: number): string {
  if (opens === 0) return '还没有人打开';
  return opens > EXACT ? `约打开 ${opens} 次` : `打开 ${opens} 次`;
}

/** Until when something can be opened: by its date when that is far, by days when it is near. */
export function expiryWords(expiresAt: string, nowMs: number): string {
  const last = beijingDate(Date.parse(expiresAt));
  const days = daysBetween(beijingDate(nowMs), last);
  if (days <= 0) return '今天到期';
  if (days <= 7) return `${days} 天后到期`;
  const { year, month, day } = dateWords(last);
  return `${year} 年 ${month} 月 ${day} 日到期`;
}

/** The pillars on one line; what is not shown of the hour is said. */
export const cardPillars = ({ pillars, hour }: Pick<ShareCard, 'pillars' | 'hour'>): string =>
  [
    ...pillars.flatMap(({ ganzhi }) => ganzhi ?? []),
    ...(hour === 'hidden' ? ['时柱已隐'] : hour === 'unknown' ? ['时辰不详'] : []),
  ].join(' ');

/** How long a name on a card may be, in UTF-16 units as the server counts them. */
export const LONGEST_NAME = 12;

/** A name that is too long for a card ends where it has to, and not within a character. */
export function shortName(name: string): string {
  const characters = [...name];
  while (characters.join('').length > LONGEST_NAME) characters.pop();
  return characters.join('');
}
