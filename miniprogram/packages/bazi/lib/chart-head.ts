import { longitudeText } from './birth-form';
import { lunarText, solarText } from './calendar-names';
import type { Chart, CurrentSubject } from './current-subject';
import { elementClass } from './elements';
import { toLunar } from './lunar';

const SCHOOLS = {
  'day-at-23': '23 点换日',
  'day-at-0': '0 点换日，时干随次日',
  'day-at-0-same-stem': '0 点换日，时干随当日',
};
const ELEMENTS = { wood: '木', fire: '火', earth: '土', metal: '金', water: '水' };

/** One step from the clock to the time that the pillars are counted by. */
export interface CorrectionLine {
  /** −60 分, +5.88 分; empty for what changes nothing. */
  minutes: string;
  reason: string;
}

/** What stands above a chart. */
export function chartHead({ subject, record, placeName }: CurrentSubject, chart: Chart) {
  const { time, corrections, details } = chart;
  const [year = 0, month = 0, day = 0] = time.clock.slice(0, 10).split('-').map(Number);
  const date = { year, month, day };
  const clock = time.hourKnown ? ` ${time.clock.slice(11, 16)}` : '，时辰不详';
  const place = placeName ?? (subject.place ? longitudeText(subject.place.longitude) : '');
  return {
    title: record?.name ?? (subject.sex === 'male' ? '乾造' : '坤造'),
    self: `${details.dayStem}${ELEMENTS[elementClass(details.dayStem)]}日主`,
    lines: [`${solarText(date)}${clock}`, lunarText(toLunar(date)), ...(place ? [place] : [])],
    counted: countedText(chart),
    // Without an hour there is none to correct; what the server took for it is not the birth's.
    corrections: time.hourKnown
      ? corrections.map(({ minutes, reason }) => ({ minutes: minutesText(minutes), reason }))
      : [],
    uncorrected: time.hourKnown
      ? '没有需要换算的：当时没有夏令时，也没有要求真太阳时'
      : '时辰不详，只排年、月、日三柱，没有可换算的时间',
    school: SCHOOLS[chart.ziRule],
  };
}

export type ChartHead = ReturnType<typeof chartHead>;

/** By which time the pillars are counted. */
export function countedText({ time, corrections }: Chart): string {
  if (!time.hourKnown) return '不计时辰';
  if (corrections.every(({ minutes }) => minutes === 0)) return '按钟表时间';
  const bySun = corrections.some(({ kind }) => kind === 'longitude');
  const otherDay = time.local.slice(0, 10) === time.clock.slice(0, 10) ? '' : `${time.local.slice(5, 10)} `;
  return `${bySun ? '真太阳时' : '标准时间'} ${otherDay}${time.local.slice(11, 16)}`;
}

const minutesText = (minutes: number): string =>
  minutes === 0 ? '' : `${minutes < 0 ? '−' : '+'}${Math.abs(minutes)} 分`;
