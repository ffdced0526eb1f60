/**
 * Writes `miniprogram/packages/bazi/lib/lunar-table.generated.ts`: the lengths of the lunar months of each year, from tyme4ts, in 2 KB where the
 * library would cost the page 300.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LunarMonth, LunarYear } from 'tyme4ts';

const FIRST = 1699;
const LAST = 2200;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Four digits to the base of 36: the leap month in the lowest four bits, then a bit for each month in turn, set when it has thirty days. */
function coded(year: number): string {
  const leap = LunarYear.fromYear(year).getLeapMonth();
  const months = Array.from({ length: 12 }, (_, index) =>
    index + 1 === leap ? [index + 1, -leap] : [index + 1],
  ).flat();
  const long = months.map((month) => (LunarMonth.fromYm(year, month).getDayCount() === 30 ? 1 : 0));
  const bits = long.reduce((sum: number, bit, place) => sum + bit * 2 ** (4 + place), leap);
  return bits.toString(36).padStart(4, '0');
}

const years = Array.from({ length: LAST - FIRST + 1 }, (_, index) => coded(FIRST + index));
const lines = Array.from({ length: Math.ceil(years.length / 28) }, (_, line) =>
  years.slice(line * 28, line * 28 + 28).join(''),
);
const first = LunarMonth.fromYm(FIRST, 1).getFirstJulianDay().getSolarDay();
const date = [first.getYear(), first.getMonth(), first.getDay()].join(', ');

writeFileSync(
  path.join(root, 'miniprogram/packages/bazi/lib/lunar-table.generated.ts'),
  `// Written by scripts/lunar-table.ts; \`lunar.test.ts\` compares every year with tyme4ts.

export const FIRST_LUNAR_YEAR = ${FIRST};
/** Gregorian date on which that year began. */
export const FIRST_NEW_YEAR = [${date}] as const;

/** Four digits to the base of 36 a year: the leap month in the lowest four bits, then a bit a month, set when it has thirty days. */
export const LUNAR_YEARS =
${lines.map((line) => `  '${line}'`).join(' +\n')};
`,
);
