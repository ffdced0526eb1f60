import type { baziMatch } from '../../../contracts/bazi/match.js';
import type { Output, Parsed } from '../../../contracts/contract.js';
import { DISCLAIMER } from '../../../contracts/reading/reading.js';
import { Failure } from '../../../core/failure.js';
import { businessDay, now } from '../../../core/time.js';
import { isYoungerThan } from '../birth/age.js';
import { type Ganzhi, indexOf } from '../chart/sexagenary.js';
import { makeChart } from '../make-chart.js';
import { type Item, METHOD, matchItems } from './items.js';

const OF_AGE = 18;

/**
 * How two charts get on, as the sum of what is said of their years, days and elements, each with its reason.
 * @throws Failure NOT_FOR_MINORS when one of the two is not of age
 */
export function matchCharts({ one, other }: Parsed<typeof baziMatch>): Output<typeof baziMatch> {
  const charts = [makeChart(one), makeChart(other)] as const;
  const today = businessDay(now());
  if (charts.some(({ time }) => isYoungerThan(OF_AGE, time.clock, today))) throw new Failure('NOT_FOR_MINORS');

  const [a, b] = charts.map(({ pillars, details }) => ({
    year: indexOf(pillars.year as Ganzhi),
    day: indexOf(pillars.day as Ganzhi),
    wanted: details.usefulGods[0]!.elements,
    shares: new Map(details.strength.elements.map(({ element, percent }) => [element, percent])),
  }));
  const items: Item[] = matchItems(a!, b!);
  return {
    one: charts[0].pillars,
    other: charts[1].pillars,
    score: items.reduce((sum, { score }) => sum + score, 0),
    items,
    method: METHOD,
    disclaimer: DISCLAIMER,
  };
}
