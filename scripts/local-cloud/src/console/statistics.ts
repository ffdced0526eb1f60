import type { InvocationRecord } from '../functions/index.js';

/** The value below which the share `part` (0 to 1) of the sorted values lies, by nearest rank; undefined for none. */
export function percentile(sorted: readonly number[], part: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

export interface Latency {
  /** ms */
  p50?: number;
  p95?: number;
  p99?: number;
}

/** The time that callers waited, cold starts included. */
export function latencyOf(records: readonly InvocationRecord[]): Latency {
  const durations = records.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return { p50: percentile(durations, 0.5), p95: percentile(durations, 0.95), p99: percentile(durations, 0.99) };
}

export interface LatencyBucket extends Latency {
  /** Where the bucket begins, virtual time, ms. */
  at: number;
  calls: number;
  errors: number;
  cold: number;
}

/**
 * Divides the time from `from` to `to` into `count` equal parts and says how each went; parts without an invocation have
 * no latency.
 */
export function bucketsOf(
  records: readonly InvocationRecord[],
  { from, to, count }: { from: number; to: number; count: number },
): LatencyBucket[] {
  const width = Math.max((to - from) / count, 1);
  const parts: InvocationRecord[][] = Array.from({ length: count }, () => []);
  for (const record of records) {
    if (record.startedAt < from || record.startedAt > to) continue;
    parts[Math.min(Math.floor((record.startedAt - from) / width), count - 1)]!.push(record);
  }
  return parts.map((part, i) => ({
    at: from + i * width,
    calls: part.length,
    errors: part.filter(({ error }) => error).length,
    cold: part.filter(({ cold }) => cold).length,
    ...latencyOf(part),
  }));
}
