import type { Instant } from '../../contracts/terms.js';
import { type Histogram, percentile } from '../../core/metrics/histogram.js';
import { type Stats, totalOf } from '../../core/metrics/stats.js';
import { collection, command } from '../../core/store/collection.js';
import { declareCollection } from '../../core/store/declare.js';
import { after, DAY, HOUR, MINUTE, startOf } from '../../core/time.js';

/** The lengths of time that metrics are kept for; a day is one of Beijing. */
export type Resolution = 'minute' | 'hour' | 'day';

/** Everything that was seen in one minute, hour or day: one document, so that a minute costs one write however many actions there are. */
export interface MetricRecord extends Stats {
  _id: string;
  resolution: Resolution;
  /** When it began. */
  at: Instant;
  /** How many writes of instances are in it. What has more knows more. */
  parts: number;
  /** p50, p95 and p99 in ms by action, and of `all` of them: for those who look at the data without our code. */
  latency: Record<string, number[]>;
  expiresAt: Instant;
}

const LENGTH = { minute: MINUTE, hour: HOUR, day: DAY } as const;
const KEPT_FOR = { minute: 2 * DAY, hour: 30 * DAY, day: 400 * DAY } as const;
const BEIJING = 8 * HOUR;

export const metricCollection = declareCollection(
  'metrics',
  [
    {
      name: 'resolution_at',
      keys: [
        ['resolution', 1],
        ['at', 1],
      ],
    },
    { name: 'expiresAt', keys: [['expiresAt', 1]] },
  ],
  'none',
);
export const metricRecords = collection<MetricRecord>(metricCollection.name);

/** When the minute, hour or day began that `instant` lies in. */
export function startOfPeriod(resolution: Resolution, instant: Instant): Instant {
  return startOf(LENGTH[resolution], instant, resolution === 'day' ? BEIJING : 0);
}

export function endOfPeriod(resolution: Resolution, start: Instant): Instant {
  return after(start, LENGTH[resolution]);
}

/**
 * Puts a record in the place of one that knows less; of two who do it at once the one that knows more wins, in whatever order
 * they come. One round trip when `known` says rightly whether there is one already, else two.
 */
export async function putRecord(
  { resolution, at, parts, stats }: Pick<MetricRecord, 'resolution' | 'at' | 'parts'> & { stats: Stats },
  known = false,
): Promise<void> {
  const _id = `${resolution} ${at}`;
  const { actions, cloud, counters } = stats;
  const seen = { parts, latency: latencyOf(stats), actions, cloud, counters };
  const expiresAt = after(at, KEPT_FOR[resolution]);
  const change = () => metricRecords.change(_id, { parts: command().lt(parts) }, seen);
  if (known && (await change())) return;
  if (await metricRecords.insert({ _id, resolution, at, expiresAt, ...seen })) return;
  if (!known) await change();
}

function latencyOf(stats: Stats): Record<string, number[]> {
  const of = (ms: Histogram) => [0.5, 0.95, 0.99].map((part) => Math.round(percentile(ms, part) ?? 0));
  const actions = Object.entries(stats.actions).map(([action, { ms }]) => [action, of(ms)]);
  return { ...Object.fromEntries(actions), all: of(totalOf(stats).ms) };
}

/** The records from `from` until before `to`, in order. At most 1,000 of them; one round trip. */
export function recordsBetween(
  resolution: Resolution,
  from: Instant,
  to: Instant,
  fields?: readonly string[],
): Promise<MetricRecord[]> {
  const _ = command();
  return metricRecords.find(
    { resolution, at: _.gte(from).and(_.lt(to)) },
    { orderBy: [['at', 'asc']], limit: 1000, ...(fields && { fields }) },
  );
}
