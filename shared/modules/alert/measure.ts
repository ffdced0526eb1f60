import type { Instant } from '../../contracts/terms.js';
import { percentile } from '../../core/metrics/histogram.js';
import { type CloudStats, mergeStats, noStats, type Stats } from '../../core/metrics/stats.js';
import { toMs } from '../../core/time.js';
import type { AlertRule, Measure } from './rules.js';

/** What was seen in one minute. */
export interface Minute extends Stats {
  at: Instant;
}

/** A number that is not in the metrics: how many dead letters wait, say. By subject, `all` when it has none. */
export type Gauges = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A condition that holds. */
export interface Breach {
  rule: AlertRule;
  subject: string;
  value: string;
  limit: string;
}

const MINUTE = 60_000;

/** The conditions that hold at `at`, by the minutes that have ended by then. Pure: the same minutes give the same breaches. */
export function breachesOf(
  rules: readonly AlertRule[],
  minutes: readonly Minute[],
  gauges: Gauges,
  at: Instant,
): Breach[] {
  const thisMinute = Math.floor(toMs(at) / MINUTE) * MINUTE;
  const windowOf = (length: number) => {
    const stats = noStats();
    for (const minute of minutes) {
      const age = thisMinute - toMs(minute.at);
      if (age > 0 && age <= length * MINUTE) mergeStats(stats, minute);
    }
    return stats;
  };
  return rules.flatMap((rule) =>
    readings(rule.measure, windowOf, gauges)
      .filter(({ value }) => value > rule.measure.above)
      .map(({ subject, value }) => ({
        rule,
        subject,
        value: inWords(rule.measure, value),
        limit: inWords(rule.measure, rule.measure.above),
      })),
  );
}

interface Reading {
  subject: string;
  value: number;
}

function readings(measure: Measure, windowOf: (minutes: number) => Stats, gauges: Gauges): Reading[] {
  if (measure.of === 'gauge') {
    return Object.entries(gauges[measure.gauge] ?? {}).map(([subject, value]) => ({ subject, value }));
  }
  const stats = windowOf(measure.minutes);
  if (measure.of === 'database-failures') {
    const { calls, failures } = databaseOf(stats);
    return calls >= measure.leastCalls ? [{ subject: 'database', value: failures / calls }] : [];
  }
  const busy = Object.entries(stats.actions).filter(([, { calls }]) => calls >= measure.leastCalls);
  return busy.map(([subject, { errors, calls, ms }]) => ({
    subject,
    value: measure.of === 'error-rate' ? errors / calls : (percentile(ms, 0.95) ?? 0),
  }));
}

function databaseOf({ cloud }: Stats): Pick<CloudStats, 'calls' | 'failures'> {
  const sum = { calls: 0, failures: 0 };
  for (const [kind, { calls, failures }] of Object.entries(cloud)) {
    if (!kind.startsWith('database-')) continue;
    sum.calls += calls;
    sum.failures += failures;
  }
  return sum;
}

function inWords({ of }: Measure, value: number): string {
  if (of === 'p95') return `${Math.round(value)} ms`;
  return of === 'gauge' ? String(value) : `${Number((value * 100).toFixed(1))} %`;
}
