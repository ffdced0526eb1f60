import type { baziLuck } from '../../../../shared/contracts/bazi/luck.js';
import type { Output } from '../../../../shared/contracts/contract.js';
import type { Chart } from './current-subject';
import { type Written, written } from './elements';
import { tenGod } from './ten-god';

export type Luck = Output<typeof baziLuck>;

/** One step of the time line: a decade, a year, a month or a day. */
export interface LuckCell {
  /** Its place in its row. */
  at: number;
  /** Null for the years of childhood, which no decade rules. */
  pillar: Written | null;
  tenGod: string;
  /** Above and below the pillar. */
  head: string;
  foot: string;
  /** 小运 of a year. */
  minor: string;
  isNow: boolean;
}

/** The years of childhood, before the first decade, are opened like a decade. */
export const CHILDHOOD = -1;

/** Now, by Beijing's clock: `YYYY-MM-DD HH:mm:ss`. */
export const beijingNow = (ms: number): string =>
  new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const cell = (
  dayStem: string,
  ganzhi: string,
  rest: Omit<LuckCell, 'pillar' | 'tenGod' | 'minor'> & { minor?: string },
): LuckCell => {
  const pillar = written(ganzhi);
  return { minor: '', ...rest, pillar, tenGod: tenGod(dayStem, pillar.stem) };
};

export function decadeCells({ decades, childhood }: Luck, dayStem: string, year: number): LuckCell[] {
  const ruling = decadeOf({ decades, childhood }, year);
  const cells = decades.map(({ ganzhi, startYear, startAge }, at) =>
    cell(dayStem, ganzhi, { at, head: `${startAge} 岁`, foot: String(startYear), isNow: at === ruling }),
  );
  const [first] = childhood;
  if (!first) return cells;
  const before: LuckCell = {
    ...{ at: CHILDHOOD, pillar: null, tenGod: '童限', minor: '', isNow: ruling === CHILDHOOD },
    ...{ head: `${first.age} 岁`, foot: String(first.year) },
  };
  return [before, ...cells];
}

/** Which decade a year is of; null before birth and after the last. */
export function decadeOf({ decades, childhood }: Pick<Luck, 'decades' | 'childhood'>, year: number): number | null {
  if (childhood.some((one) => one.year === year)) return CHILDHOOD;
  const found = decades.findIndex(({ years }) => years.some((one) => one.year === year));
  return found === -1 ? null : found;
}

export const yearsOf = ({ decades, childhood }: Luck, decade: number): Luck['childhood'] =>
  decade === CHILDHOOD ? childhood : (decades[decade]?.years ?? []);

export function yearCells(luck: Luck, decade: number, dayStem: string, year: number): LuckCell[] {
  return yearsOf(luck, decade).map((one) =>
    cell(dayStem, one.ganzhi, {
      ...{
        at: one.year,
        head: String(one.year),
        foot: `${one.age} 岁`,
        minor: one.minor ?? '',
        isNow: one.year === year,
      },
    }),
  );
}

const dayText = (date: string) => `${Number(date.slice(5, 7))} 月 ${Number(date.slice(8, 10))} 日`;

/** The month of `months` in which `now` lies; -1 before the first, and after the year when `nextYear` has begun. */
export function monthAt(months: Luck['months'], now: string): number {
  let found = -1;
  for (const [index, { startsAt }] of months.entries()) if (startsAt <= now) found = index;
  return found;
}

export function monthCells(months: Luck['months'], dayStem: string, isThisYear: boolean, now: string): LuckCell[] {
  const ruling = isThisYear ? monthAt(months, now) : -1;
  return months.map(({ ganzhi, jie, startsAt }, at) =>
    cell(dayStem, ganzhi, { at, head: jie, foot: dayText(startsAt), isNow: at === ruling }),
  );
}

export function dayCells(days: Luck['days'], dayStem: string, now: string): LuckCell[] {
  return days.map(({ date, ganzhi }, at) =>
    cell(dayStem, ganzhi, {
      ...{ at, head: dayText(date), foot: weekday(date), isNow: date === now.slice(0, 10) },
    }),
  );
}

const weekday = (date: string) => `周${'日一二三四五六'[new Date(`${date}T00:00:00Z`).getUTCDay()]}`;

/** 出生后 8 年 2 个月 3 天 4 小时起运. */
export function startText({ startsAfter, startsAt }: Chart['luck']): string {
  const { years, months, days, hours } = startsAfter;
  const parts = [
    [years, '年'],
    [months, '个月'],
    [days, '天'],
    [hours, '小时'],
  ] as const;
  const span = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
  return `出生后 ${span || '不到 2 小时'}起运，即 ${startsAt.slice(0, 16)}`;
}
