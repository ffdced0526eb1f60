import { t } from '../text/index.js';
import { colour } from './chart.js';
import { clockTime, dateTime, milliseconds, number, zoneOf } from './format.js';
import type { LatencyBucket } from './types.js';

const DAY_MINUTES = 1440;

/** p50 and p95 as lines over the number of calls as bars, for ECharts. Its tooltip is made of text, never of HTML. */
export function latencyOption(buckets: readonly LatencyBucket[], minutes: number) {
  const [ink, line, calls] = [colour('ink-soft'), colour('line'), colour('line-strong')];
  const axis = { axisLabel: { color: ink, fontSize: 11 }, nameTextStyle: { color: ink, fontSize: 11 } };
  const label = ({ at }: LatencyBucket) => (minutes > DAY_MINUTES ? dateTime(at).slice(5, 16) : clockTime(at));
  const series = (name: 'p50' | 'p95', stroke: string) => ({
    name,
    type: 'line',
    data: buckets.map((bucket) => bucket[name] ?? null),
    connectNulls: false,
    symbol: 'circle',
    symbolSize: 5,
    itemStyle: { color: stroke },
    lineStyle: { width: 2, color: stroke },
  });
  return {
    animation: false,
    textStyle: { fontFamily: colour('sans') },
    grid: { left: 56, right: 56, top: 40, bottom: 42 },
    legend: {
      top: 4,
      left: 'center',
      textStyle: { color: ink, fontSize: 12 },
      itemHeight: 8,
      itemWidth: 16,
      itemGap: 24,
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colour('raised'),
      borderColor: line,
      textStyle: { color: colour('ink'), fontSize: 12 },
      formatter(points: { dataIndex: number }[]) {
        const bucket = buckets[points[0]?.dataIndex ?? 0];
        if (!bucket) return '';
        return [
          `${dateTime(bucket.at)} ${zoneOf(bucket.at)}`,
          `p50  ${milliseconds(bucket.p50)} ms`,
          `p95  ${milliseconds(bucket.p95)} ms`,
          `${t('calls')}  ${number(bucket.calls)}`,
          `${t('errors')}  ${number(bucket.errors)}`,
          `${t('coldStarts')}  ${number(bucket.cold)}`,
        ].join('\n');
      },
    },
    xAxis: {
      type: 'category',
      data: buckets.map(label),
      name: zoneOf(buckets[0]?.at ?? Date.now()),
      nameLocation: 'middle',
      nameGap: 26,
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      ...axis,
    },
    yAxis: [
      { type: 'value', name: t('latencyMs'), min: 0, splitLine: { lineStyle: { color: line } }, ...axis },
      { type: 'value', name: t('calls'), min: 0, minInterval: 1, splitLine: { show: false }, ...axis },
    ],
    series: [
      {
        name: t('calls'),
        type: 'bar',
        yAxisIndex: 1,
        data: buckets.map((bucket) => bucket.calls),
        itemStyle: { color: calls, opacity: 0.55 },
        barCategoryGap: '30%',
      },
      series('p50', colour('series-1')),
      series('p95', colour('series-2')),
    ],
  };
}
