import { BRANCHES, branchOf, type CycleIndex, cycle, cycleOf, modulo } from './sexagenary.js';

/** The pillar of conception 胎元: the month's stem goes on one place, its branch three (《三命通会》卷二 论胎元). */
export function conception(month: CycleIndex): CycleIndex {
  return cycleOf((month % 10) + 1, (month % 12) + 3);
}

/** The pillar of breath 胎息: what the day's stem and branch join with. */
export function breath(day: CycleIndex): CycleIndex {
  return cycleOf((day % 10) + 5, 13 - (day % 12));
}

/**
 * The palace of life 命宫: month and hour, both counted from 寅, come to 14, or to 26 when they exceed it. Its stem follows from
 * the year's, as that of a month does.
 */
export function lifePalace(year: CycleIndex, month: CycleIndex, hour: CycleIndex): CycleIndex {
  const together = fromYin(month) + fromYin(hour);
  return monthOfYear(year, (together >= 14 ? 26 : 14) - together);
}

/** The palace of the body 身宫: the month counted from 寅 and the hour counted from 子, together, from 子 on. */
export function bodyPalace(year: CycleIndex, month: CycleIndex, hour: CycleIndex): CycleIndex {
  const place = fromYin(month) + BRANCHES.indexOf(branchOf(hour)) + 1;
  return monthOfYear(year, modulo(place - 1, 12) + 1);
}

/** 1 for 寅 to 12 for 丑. */
const fromYin = (pillar: CycleIndex) => modulo((pillar % 12) - 2, 12) + 1;

/** The `place`th month of a year, 1 being 寅. */
function monthOfYear(year: CycleIndex, place: number): CycleIndex {
  return cycle(cycleOf((year % 5) * 2 + 2, 2) + place - 1);
}
