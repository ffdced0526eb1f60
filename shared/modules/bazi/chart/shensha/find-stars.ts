import type { Pillars } from '../pillars.js';
import type { Place } from '../relations.js';
import { branchOf, type CycleIndex, ganzhi, stemOf } from '../sexagenary.js';
import type { RulePillar, Star } from './rule.js';
import { STARS } from './stars.js';

/** A star of a chart, and the pillars at which it stands. */
export interface FoundStar extends Pick<Star, 'name' | 'source' | 'nature'> {
  places: Place[];
}

/** The stars of a chart, in the order of the table. */
export function starsOf({ year, month, day, hour }: Pillars): FoundStar[] {
  const [y, m, d] = [pillar('year', year), pillar('month', month), pillar('day', day)];
  const pillars = [y, m, d, ...(hour === null ? [] : [pillar('hour', hour)])];
  return STARS.flatMap(({ name, source, nature, places }) => {
    const found = places({ year: y, month: m, day: d, pillars });
    return found.length > 0 ? [{ name, source, nature, places: found.map(({ place }) => place) }] : [];
  });
}

function pillar(place: Place, index: CycleIndex): RulePillar {
  return { place, index, stem: stemOf(index), branch: branchOf(index), ganzhi: ganzhi(index) };
}
