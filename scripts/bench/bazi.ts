import path from 'node:path';
import { SolarTime } from 'tyme4ts';
import type { Birth } from '../../shared/contracts/bazi/birth.js';
import { makeChart } from '../../shared/modules/bazi/make-chart.js';
import { showLuck } from '../../shared/modules/bazi/show-luck.js';
import { root } from '../lib/paths.js';

/** What one of the works costs, and how often it fits into what tyme4ts takes for the eight characters alone. */
interface Cost {
  perSecond: number;
  microseconds: number;
  /** Times the cost of the baseline, in the same run. */
  ratio: number;
}

/** Births one after another through two centuries, so that no work meets the same twice in a round. */
const births = Array.from(
  { length: 400 },
  (_, place): Birth => ({
    calendar: 'solar',
    year: 1902 + (place % 180),
    month: (place % 12) + 1,
    day: (place % 28) + 1,
    hour: (place * 7) % 24,
    minute: (place * 11) % 60,
  }),
);
const school = { sex: 'female', ziRule: 'day-at-23', trueSolar: true, place: { longitude: 104.07 } } as const;

const works: Record<string, (birth: Birth) => unknown> = {
  'tyme4ts eight characters': ({ year, month, day, hour = 0, minute = 0 }) =>
    SolarTime.fromYmdHms(year, month, day, hour, minute, 0).getLunarHour().getEightChar().toString(),
  'bazi-chart': (birth) => makeChart({ ...school, birth }),
  'bazi-luck, ten decades with their years': (birth) => showLuck({ ...school, birth }),
  'bazi-luck, with twelve months and the days of one': (birth) =>
    showLuck({ ...school, birth, year: birth.year + 30, month: 4 }),
};

/**
 * Charts a second, and the cost of a whole table of luck, as multiples of what tyme4ts needs for the eight characters. The works
 * take turns, and the median round of each counts, so that a busy machine slows all of them alike.
 */
export function measure(rounds: number): Record<string, Cost> {
  const taken = Object.fromEntries(Object.keys(works).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const start = performance.now();
      for (const birth of births) work(birth);
      if (round > 0) taken[name]!.push((performance.now() - start) / births.length);
    }
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!;
  const ms = Object.entries(taken).map(([name, times]): [string, number] => [name, median(times)]);
  const baseline = ms[0]![1];
  return Object.fromEntries(
    ms.map(([name, one]) => [
      name,
      {
        perSecond: Math.round(1000 / one),
        microseconds: Math.round(one * 1000),
        ratio: Number((one / baseline).toFixed(2)),
      },
    ]),
  );
}

if (process.argv[1] === path.join(root, 'scripts/bench/bazi.ts')) {
  console.log(JSON.stringify(measure(Number(process.argv[2] ?? 5))));
}
