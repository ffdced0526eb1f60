import { SolarTerm } from 'tyme4ts';
import type { almanacTerms } from '../../contracts/almanac/terms.js';
import type { Output } from '../../contracts/contract.js';

/**
 * The 24 solar terms of a Gregorian year, 小寒 to 冬至, to the minute of Beijing.
 * @param today the day in Beijing, `YYYY-MM-DD`
 */
export function termsOf(year: number, today: string): Output<typeof almanacTerms> {
  const terms = Array.from({ length: 24 }, (_, index) => {
    // tyme4ts counts a year's terms from the 冬至 of the December before.
    const term = SolarTerm.fromIndex(year, index + 1);
    const at = term.getJulianDay().getSolarTime();
    return {
      name: term.getName(),
      date: [at.getYear(), two(at.getMonth()), two(at.getDay())].join('-'),
      time: `${two(at.getHour())}:${two(at.getMinute())}`,
      kind: term.isJie() ? ('节' as const) : ('气' as const),
    };
  });
  return { year, today, terms };
}

const two = (number: number) => String(number).padStart(2, '0');
