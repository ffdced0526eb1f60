import type { baziLuck } from '../../contracts/bazi/luck.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { birthMoment } from './birth/birth-moment.js';
import { type CivilMs, HOUR, partsOf, textOf } from './birth/civil.js';
import { pillarsAt } from './chart/candidates.js';
import { ganzhi } from './chart/sexagenary.js';
import { childhood, daysOf, type LuckYear, monthsOf, yearsOf } from './luck/flow.js';
import { luckOf } from './luck/luck.js';

/**
 * The whole course of somebody's luck, and of one year and one month as far as asked.
 * @throws Failure INVALID_INPUT for a date or an hour that did not exist
 */
export function showLuck(input: Parsed<typeof baziLuck>): Output<typeof baziLuck> {
  const moment = birthMoment(input.birth, input.place, input.trueSolar);
  const pillars = pillarsAt(moment, input.ziRule);
  const luck = luckOf(moment, pillars, input.sex);
  const years = (span: Parameters<typeof yearsOf>[0]) => yearsOf(span, luck, pillars.hour).map(written);
  return {
    childhood: years(childhood(luck, partsOf(moment.clock).year)),
    decades: luck.decades.map(({ pillar, startYear, startAge }) => ({
      ganzhi: ganzhi(pillar),
      startYear,
      startAge,
      years: years({ startYear, startAge, years: 10 }),
    })),
    months: input.year === undefined ? [] : monthsOf(input.year).map(writtenMonth),
    days: (input.year === undefined || input.month === undefined ? [] : daysOf(input.year, input.month)).map(
      ({ date, pillar }) => ({ date, ganzhi: ganzhi(pillar) }),
    ),
  };
}

function written({ year, age, pillar, minor }: LuckYear) {
  return { year, age, ganzhi: ganzhi(pillar), minor: minor === null ? null : ganzhi(minor) };
}

function writtenMonth({ pillar, jie }: ReturnType<typeof monthsOf>[number]) {
  return { ganzhi: ganzhi(pillar), jie: jie.name, startsAt: textOf((jie.at + 8 * HOUR) as CivilMs) };
}
