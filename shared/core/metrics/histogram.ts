/**
 * How often values fell between fixed boundaries: the index of a boundary, and how many values came up to it from the one
 * below. Histograms of any instance, minute or version can be added up, because the boundaries never change.
 */
export type Histogram = Record<string, number>;

/**
 * The boundaries of one decade. Neighbours are at most a tenth apart, so that a value in between is known to 5 %; the round
 * numbers that people draw lines at are among them.
 */
const DECADE = [
  1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.75, 1.9, 2, 2.2, 2.4, 2.5, 2.75, 3, 3.3, 3.6, 3.9, 4.2, 4.6, 5, 5.5, 6, 6.5, 7,
  7.5, 8.2, 9, 9.5,
];

/** From 1 ms to 1,000 s: longer than the platform lets a function run. */
const DECADES = 6;

/** Every boundary, ascending, ms. What is smaller than the first counts as the first, what is larger than the last as the last. */
export const BOUNDARIES: readonly number[] = [
  ...Array.from({ length: DECADES }, (_, decade) =>
    DECADE.map((step) => Number((step * 10 ** decade).toPrecision(3))),
  ).flat(),
  10 ** DECADES,
];

/** Counts one value, in ms. */
export function observe(histogram: Histogram, ms: number): void {
  const at = indexOf(ms);
  histogram[at] = (histogram[at] ?? 0) + 1;
}

/** The first boundary that `ms` does not exceed. */
function indexOf(ms: number): number {
  let low = 0;
  let high = BOUNDARIES.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ms <= BOUNDARIES[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Adds `more` to `into`. */
export function mergeHistogram(into: Histogram, more: Histogram): void {
  for (const [at, count] of Object.entries(more)) into[at] = (into[at] ?? 0) + count;
}

/** How many values there are. */
export function countOf(histogram: Histogram): number {
  return Object.values(histogram).reduce((sum, count) => sum + count, 0);
}

/** How many values are at most `boundary`, which must be one of `BOUNDARIES`. */
export function countUpTo(histogram: Histogram, boundary: number): number {
  const last = indexOf(boundary);
  return Object.entries(histogram).reduce((sum, [at, count]) => (Number(at) <= last ? sum + count : sum), 0);
}

/**
 * The value that the share `part` (0 to 1) of all values does not exceed, by nearest rank, in ms: within 5 % of the true one
 * from 1 ms to 1,000 s. Undefined when there are none.
 */
export function percentile(histogram: Histogram, part: number): number | undefined {
  const total = countOf(histogram);
  if (total === 0) return undefined;
  const rank = Math.max(1, Math.ceil(part * total));
  let seen = 0;
  for (const at of Object.keys(histogram)
    .map(Number)
    .sort((a, b) => a - b)) {
    seen += histogram[at]!;
    if (seen >= rank) return between(BOUNDARIES[at - 1] ?? BOUNDARIES[at]!, BOUNDARIES[at]!);
  }
  return undefined;
}

/** The harmonic mean: as far from the one as from the other, in proportion to each. */
function between(low: number, high: number): number {
  return (2 * low * high) / (low + high);
}
