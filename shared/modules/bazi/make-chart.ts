import type { baziChart } from '../../contracts/bazi/chart.js';
import type { Output, Parsed } from '../../contracts/contract.js';
import { birthMoment } from './birth/birth-moment.js';
import { MINUTE, textOf } from './birth/civil.js';
import { candidatesOf, pillarsAt } from './chart/candidates.js';
import { detailsOf } from './chart/details.js';
import type { Pillars } from './chart/pillars.js';
import { ganzhi } from './chart/sexagenary.js';
import { type Luck, luckOf } from './luck/luck.js';

/**
 * The chart of a birth. The same input gives the same answer, byte for byte.
 * @throws Failure INVALID_INPUT for a date or an hour that did not exist
 */
export function makeChart({
  birth,
  place,
  sex,
  ziRule,
  trueSolar,
}: Parsed<typeof baziChart>): Output<typeof baziChart> {
  const moment = birthMoment(birth, place, trueSolar);
  const pillars = pillarsAt(moment, ziRule);
  return {
    pillars: written(pillars),
    ziRule,
    time: { clock: textOf(moment.clock), local: textOf(moment.local), hourKnown: moment.hourKnown },
    corrections: moment.corrections.map(({ kind, ms, reason }) => ({
      kind,
      minutes: toHundredths(ms / MINUTE),
      reason,
    })),
    candidates: candidatesOf(birth, moment, ziRule).map((one) => ({ ...one, pillars: written(one.pillars) })),
    details: detailsOf(pillars),
    luck: luckAnswer(luckOf(moment, pillars, sex)),
  };
}

function written({ year, month, day, hour }: Pillars) {
  return { year: ganzhi(year), month: ganzhi(month), day: ganzhi(day), hour: hour === null ? null : ganzhi(hour) };
}

function luckAnswer({ forward, jie, startsAfter, startsAt, decades }: Luck) {
  return {
    forward,
    rule: `${forward ? '顺数至' : '逆数至'}${jie.name}，三日折一年，一日折四月，一个时辰折十日，一分钟折两小时`,
    startsAfter,
    startsAt: textOf(startsAt),
    decades: decades.map(({ pillar, startYear, startAge }) => ({ ganzhi: ganzhi(pillar), startYear, startAge })),
  };
}

const toHundredths = (value: number) => Math.round(value * 100) / 100;
