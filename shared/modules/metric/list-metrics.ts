import type { Output, Parsed } from '../../contracts/contract.js';
import type { metricList } from '../../contracts/metric/list.js';
import { Failure } from '../../core/failure.js';
import { type Histogram, percentile } from '../../core/metrics/histogram.js';
import { toMs } from '../../core/time.js';
import { endOfPeriod, type MetricRecord, recordsBetween, startOfPeriod } from './records.js';

const MOST_RECORDS = 400;

type Item = Output<typeof metricList>['items'][number];

/**
 * How actions, cloud calls and the business did from `from` until before `to`. One round trip.
 * @throws Failure INVALID_INPUT when that is more than 400 minutes, hours or days
 */
export async function listMetrics(input: Parsed<typeof metricList>): Promise<Output<typeof metricList>> {
  const { resolution, from, to, action } = input;
  const first = startOfPeriod(resolution, from);
  const length = toMs(endOfPeriod(resolution, first)) - toMs(first);
  if (toMs(to) - toMs(first) > MOST_RECORDS * length) {
    const problem = `从 from 起最多 ${MOST_RECORDS} 个时段`;
    throw new Failure('INVALID_INPUT', { message: `to：${problem}`, fields: { to: problem } });
  }
  const fields = action ? ['at', `actions.${action}`] : undefined;
  const records = await recordsBetween(resolution, first, to, fields);
  return { items: records.map(itemOf) };
}

function itemOf({ at, actions, cloud = {}, counters = [] }: Partial<MetricRecord> & Pick<MetricRecord, 'at'>): Item {
  return {
    at,
    actions: Object.entries(actions ?? {}).map(([action, { ms, sumMs: _sum, ...stats }]) => ({
      action,
      ...stats,
      ...latency(ms),
    })),
    cloud: Object.entries(cloud).map(([kind, { ms, calls, failures }]) => ({ kind, calls, failures, ...latency(ms) })),
    counters,
  };
}

function latency(ms: Histogram) {
  const at = (part: number) => percentile(ms, part) ?? null;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
