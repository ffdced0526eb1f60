import { hiddenStems } from './hidden-stems.js';
import { emptyBranches, nayin } from './nayin.js';
import { bodyPalace, breath, conception, lifePalace } from './palaces.js';
import type { Pillars } from './pillars.js';
import { type Place, relationsOf } from './relations.js';
import { branchOf, type CycleIndex, ganzhi, stemOf } from './sexagenary.js';
import { starsOf } from './shensha/find-stars.js';
import { stageOf } from './stages.js';
import { strengthOf } from './strength.js';
import { tenGod } from './ten-gods.js';
import { usefulGods } from './useful-gods.js';

/** Everything that follows from the pillars alone. */
export function detailsOf(pillars: Pillars) {
  const known = knownPillars(pillars);
  const { year, month, day, hour } = pillars;
  const strength = strengthOf(pillars);
  return {
    dayStem: stemOf(day),
    pillars: known.map(([place, index]) => pillarDetails(place, index, day)),
    palaces: {
      conception: named(conception(month)),
      breath: named(breath(day)),
      life: hour === null ? null : named(lifePalace(year, month, hour)),
      body: hour === null ? null : named(bodyPalace(year, month, hour)),
    },
    relations: relationsOf(known),
    stars: starsOf(pillars),
    strength,
    usefulGods: usefulGods(pillars, strength),
  };
}

/** The pillars that are known, from the year to the hour. */
export function knownPillars({ year, month, day, hour }: Pillars): [Place, CycleIndex][] {
  return [
    ['year', year],
    ['month', month],
    ['day', day],
    ...(hour === null ? [] : [['hour', hour] as [Place, CycleIndex]]),
  ];
}

function pillarDetails(place: Place, index: CycleIndex, day: CycleIndex) {
  const [dayStem, stem, branch] = [stemOf(day), stemOf(index), branchOf(index)];
  return {
    place,
    ganzhi: ganzhi(index),
    /** The day's stem is the chart's own and no god to itself. */
    tenGod: place === 'day' ? ('日主' as const) : tenGod(dayStem, stem),
    hiddenStems: hiddenStems(branch).map((hidden) => ({ ...hidden, tenGod: tenGod(dayStem, hidden.stem) })),
    nayin: nayin(index),
    /** The stage of the day's stem in this branch 星运, and of the pillar's own 自坐. */
    stage: stageOf(dayStem, branch),
    ownStage: stageOf(stem, branch),
    empty: emptyBranches(index),
    /** Whether the day's decade leaves this branch empty. */
    isEmpty: emptyBranches(day).includes(branch),
  };
}

function named(index: CycleIndex) {
  return { ganzhi: ganzhi(index), nayin: nayin(index) };
}
