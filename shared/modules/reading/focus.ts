import type { Topic } from '../../contracts/reading/reading.js';
import { type CivilMs, civil, partsOf } from '../bazi/birth/civil.js';
import { hiddenStems } from '../bazi/chart/hidden-stems.js';
import { dayPillar } from '../bazi/chart/pillars.js';
import { type Branch, type Ganzhi, ganzhi, type Stem } from '../bazi/chart/sexagenary.js';
import { type TenGod, tenGod } from '../bazi/chart/ten-gods.js';
import { monthsOf, yearPillar } from '../bazi/luck/flow.js';
import type { Chart } from './facts.js';

/** A stretch of time that a reading is about: a year, a month or a day, by its pillar. */
export interface Period {
  ganzhi: Ganzhi;
  /** Gregorian year that it belongs to. */
  year: number;
  text: string;
}

/** What a reading looks at beside the chart. */
export interface Focus {
  periods: Period[];
  /** Gregorian year of birth, from which ages are counted: 虚岁. */
  bornIn: number;
  /** What a stem is to the day's stem. */
  godOf(stem: string): TenGod;
}

/** What is asked about: the day on which it is asked, by Beijing's calendar, and what the topic names. */
export interface Asked {
  topic: Topic;
  /** YYYY-MM-DD. */
  today: string;
  year?: number | undefined;
  /** 0 for 寅 to 11 for 丑, of `year`. */
  month?: number | undefined;
}

/** The year that the reading is about and, where the topic asks for it, the month or the day. */
export function focusOf(chart: Chart, { topic, today, year, month }: Asked): Focus {
  const bornIn = Number(chart.time.clock.slice(0, 4));
  const dayStem = chart.details.dayStem as Stem;
  const godOf = (stem: string) => tenGod(dayStem, stem as Stem);
  const noon = noonOf(today);
  const chosen = year ?? partsOf(noon).year;
  const periods = [yearOf(chosen)];
  if (topic === 'month' && month !== undefined) periods.push(monthOf(chosen, month));
  if (topic === 'today') periods.push(dayOf(noon, today));
  return { periods, bornIn, godOf };

  function yearOf(of: number): Period {
    const pillar = ganzhi(yearPillar(of));
    const decade = chart.luck.decades.findLast(({ startYear }) => startYear <= of);
    const within = decade && of < decade.startYear + 10 ? `在${decade.ganzhi}大运` : '尚未起运或已过所列大运';
    return {
      ganzhi: pillar,
      year: of,
      text: `${of}年为${pillar}年，虚岁 ${of - bornIn + 1} 岁，${within}，${gods(pillar)}`,
    };
  }

  function monthOf(of: number, place: number): Period {
    const { pillar, jie } = monthsOf(of)[place]!;
    const name = ganzhi(pillar);
    return { ganzhi: name, year: of, text: `${of}年${jie.name}后为${name}月，${gods(name)}` };
  }

  function dayOf(at: CivilMs, date: string): Period {
    const name = ganzhi(dayPillar(at, 'day-at-0'));
    return { ganzhi: name, year: partsOf(at).year, text: `今日 ${date} 为${name}日，${gods(name)}` };
  }

  function gods(pillar: Ganzhi): string {
    const main = hiddenStems(pillar[1] as Branch)[0]!.stem;
    return `天干${pillar[0]}为${godOf(pillar[0]!)}，地支${pillar[1]}本气${main}为${godOf(main)}`;
  }
}

/** Noon of a day that is written YYYY-MM-DD. */
export function noonOf(day: string): CivilMs {
  const [year, month, date] = day.split('-').map(Number);
  return civil({ year: year!, month: month!, day: date!, hour: 12 });
}
