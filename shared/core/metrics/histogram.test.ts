import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOUNDARIES, countOf, countUpTo, type Histogram, mergeHistogram, observe, percentile } from './histogram.js';

const duration = fc.double({ min: 1, max: 1_000_000, noNaN: true });
const durations = fc.array(duration, { minLength: 1, maxLength: 200 });

function histogramOf(values: readonly number[]): Histogram {
  const histogram: Histogram = {};
  for (const value of values) observe(histogram, value);
  return histogram;
}

describe('a histogram', () => {
  it('knows every percentile to 5 %', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, part) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]!;
        expect(Math.abs(percentile(histogramOf(values), part)! - exact) / exact).toBeLessThanOrEqual(0.05);
      }),
    );
  });

  it('is the same whether values are counted together or apart and added up, in any order', () => {
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        const together = histogramOf([...some, ...others]);
        const apart = histogramOf(others);
        mergeHistogram(apart, histogramOf(some));
        expect(apart).toEqual(together);
        expect(countOf(together)).toBe(some.length + others.length);
      }),
    );
  });

  it('counts exactly up to any of its boundaries', () => {
    fc.assert(
      fc.property(durations, fc.constantFrom(...BOUNDARIES), (values, boundary) => {
        expect(countUpTo(histogramOf(values), boundary)).toBe(values.filter((value) => value <= boundary).length);
      }),
    );
  });

  it('has ascending boundaries of which neighbours are at most a tenth apart', () => {
    for (const [i, boundary] of BOUNDARIES.entries()) {
      if (i === 0) continue;
      expect(boundary).toBeGreaterThan(BOUNDARIES[i - 1]!);
      expect(boundary / BOUNDARIES[i - 1]!).toBeLessThanOrEqual(1.1 + 1e-9);
    }
  });

  it('takes in what lies outside of its range at its ends, and nothing makes it fail', () => {
    expect(percentile(histogramOf([0, -5, 0.2]), 1)).toBe(1);
    expect(countOf(histogramOf([Number.NaN, Number.POSITIVE_INFINITY]))).toBe(2);
    expect(percentile({}, 0.5)).toBeUndefined();
  });
});
