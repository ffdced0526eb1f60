import { t } from '../text/index.js';
import type { ChartOption } from './chart.js';
import { clockTime, dateTime, milliseconds, number, zoneOf } from './format.js';
import { timeChartOption } from './time-chart-option.js';
import type { LatencyBucket } from './types.js';

const DAY_MINUTES = 1440;

/** p50, p95 and p99 as lines over the number of calls as bars. */
export function latencyOption(buckets: readonly LatencyBucket[], minutes: number): ChartOption {
  const label = ({ at }: LatencyBucket) => (minutes > DAY_MINUTES ? dateTime(at).slice(5, 16) : clockTime(at));
  const line = (name: 'p50' | 'p95' | 'p99', colour: string) => ({
    name,
    values: buckets.map((bucket) => bucket[name] ?? null),
    colour,
  });
  return timeChartOption({
    labels: buckets.map(label),
    zone: zoneOf(buckets[0]?.at ?? Date.now()),
    axes: [t('latencyMs'), t('calls')],
    series: [
      { name: t('calls'), values: buckets.map(({ calls }) => calls), colour: 'line-strong', bars: true, right: true },
      line('p50', 'series-1'),
      line('p95', 'series-2'),
      line('p99', 'series-3'),
    ],
    describe: (at) => (buckets[at] ? describe(buckets[at]) : []),
  });
}

const describe = ({ at, p50, p95, p99, calls, errors, cold }: LatencyBucket): string[] => [
  `${dateTime(at)} ${zoneOf(at)}`,
  `p50  ${milliseconds(p50)} ms`,
  `p95  ${milliseconds(p95)} ms`,
  `p99  ${milliseconds(p99)} ms`,
  `${t('calls')}  ${number(calls)}`,
  `${t('errors')}  ${number(errors)}`,
  `${t('coldStarts')}  ${number(cold)}`,
];
