import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { InvocationRecord } from '../functions/index.js';
import { bucketsOf, latencyOf, percentile } from './statistics.js';

const record = (startedAt: number, durationMs: number, extra: Partial<InvocationRecord> = {}) =>
  ({ startedAt, durationMs, cold: false, ...extra }) as InvocationRecord;

it('percentiles are values that were measured, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 0.95)).toBe(95);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.5)).toBeUndefined();
  fc.assert(
    fc.property(fc.array(fc.float({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (durations) => {
      const { p50, p95, p99 } = latencyOf(durations.map((duration) => record(0, duration)));
      expect(durations).toContain(p50);
      expect(p95).toBeGreaterThanOrEqual(p50!);
      expect(p99).toBeGreaterThanOrEqual(p95!);
      expect(durations.filter((one) => one <= p50!).length * 2).toBeGreaterThanOrEqual(durations.length);
    }),
  );
});

it('every invocation of the span is in one bucket, and none from outside', () => {
  const span = fc.record({ from: fc.integer({ min: 0, max: 1000 }), length: fc.integer({ min: 1, max: 5000 }) });
  const times = fc.array(fc.integer({ min: 0, max: 7000 }));
  fc.assert(
    fc.property(span, times, fc.integer({ min: 1, max: 60 }), ({ from, length }, starts, count) => {
      const to = from + length;
      const buckets = bucketsOf(
        starts.map((at) => record(at, 1)),
        { from, to, count },
      );
      expect(buckets).toHaveLength(count);
      const inside = starts.filter((at) => at >= from && at <= to).length;
      expect(buckets.reduce((sum, { calls }) => sum + calls, 0)).toBe(inside);
    }),
  );
});

it('a bucket counts errors and cold starts, and one without calls has no latency', () => {
  const failed = { error: { code: 'FUNCTIONS_EXECUTE_FAIL', message: 'no' } } as const;
  const buckets = bucketsOf([record(5, 10, { cold: true }), record(6, 30, failed)], { from: 0, to: 20, count: 2 });
  expect(buckets).toEqual([
    { at: 0, calls: 2, errors: 1, cold: 1, p50: 10, p95: 30, p99: 30 },
    { at: 10, calls: 0, errors: 0, cold: 0, p50: undefined, p95: undefined, p99: undefined },
  ]);
});
