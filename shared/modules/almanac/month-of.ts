import { SolarMonth } from 'tyme4ts';
import type { almanacMonth } from '../../contracts/almanac/month.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { Failure } from '../../core/failure.js';
import { beginningTerm, festivalsOf, pillarsOf } from './day-of.js';

/**
 * The days of a Gregorian month with their lunar dates, solar terms, festivals and pillars.
 * @param today the day in Beijing, `YYYY-MM-DD`
 * @throws Failure INVALID_INPUT for a year without a month, a month without a year, and January 1900, whose lunar year is out of reach
 */
export function monthOf(asked: Parsed<typeof almanacMonth>, today: string): Output<typeof almanacMonth> {
  const [thisYear, thisMonth] = today.split('-').map(Number) as [number, number];
  if ((asked.year === undefined) !== (asked.month === undefined)) {
    throw new Failure('INVALID_INPUT', { message: '年和月请一起填写' });
  }
  const { year = thisYear, month = thisMonth } = asked;
  if (year === 1900 && month === 1) throw new Failure('INVALID_INPUT', { message: '月历从 1900 年 2 月开始' });

  const days = SolarMonth.fromYm(year, month)
    .getDays()
    .map((solar) => {
      const lunar = solar.getLunarDay();
      return {
        date: solar.getYear().toString().concat('-', two(solar.getMonth()), '-', two(solar.getDay())),
        lunar: { month: lunar.getLunarMonth().getName(), day: lunar.getName() },
        term: beginningTerm(solar),
        festivals: festivalsOf(solar),
        pillars: pillarsOf(solar),
        zodiac: solar.getSixtyCycleDay().getYear().getEarthBranch().getZodiac().getName(),
      };
    });
  return { year, month, today, days };
}

const two = (number: number) => String(number).padStart(2, '0');
