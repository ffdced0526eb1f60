import type { AlmanacDay } from './almanac-words';

export interface AlmanacHour {
  ganzhi: string;
  star: string;
  good: boolean;
  /** 23–01 */
  clock: string;
  now: boolean;
}

const two = (hour: number) => String(hour).padStart(2, '0');

/** The twelve double hours from 子 on. @param now which of them it is, when the day is today */
export const almanacHours = ({ hours }: AlmanacDay, now: number | undefined): AlmanacHour[] =>
  hours.map(({ ganzhi, star, luck }, place) => ({
    ganzhi,
    star,
    good: luck === '吉',
    clock: `${two((place * 2 + 23) % 24)}–${two((place * 2 + 1) % 24)}`,
    now: place === now,
  }));
