import { countedText } from './chart-head';
import type { Chart } from './current-subject';
import { type Written, written } from './elements';

/** One of the charts that a birth may mean. */
export interface CandidateRow {
  index: number;
  reason: string;
  pillars: (Written & { place: string; differs: boolean })[];
}

const PLACES = ['year', 'month', 'day', 'hour'] as const;

/** By which time the charts are counted when it is not the clock's: 标准时间 11:00; empty when it is, or no hour is known. */
export function convertedText(chart: Chart): string {
  const converted = chart.time.hourKnown && chart.corrections.some(({ minutes }) => minutes !== 0);
  return converted ? countedText(chart) : '';
}

/** The charts to choose from, with what the others have different from the first. */
export function candidateRows({ candidates }: Chart): CandidateRow[] {
  const first = candidates[0]?.pillars;
  return candidates.map(({ pillars, reason }, index) => ({
    ...{ index, reason },
    pillars: PLACES.flatMap((place) => {
      const ganzhi = pillars[place];
      return ganzhi === null ? [] : [{ ...written(ganzhi), place, differs: ganzhi !== first?.[place] }];
    }),
  }));
}
