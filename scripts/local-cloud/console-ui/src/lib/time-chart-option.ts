import { type ChartOption, colour } from './chart.js';

/** One line, or with `bars` a row of bars, over time; null where nothing was measured. */
export interface TimeSeries {
  name: string;
  values: readonly (number | null)[];
  /** A colour of the page's tokens, such as `series-1`. */
  colour: string;
  bars?: true;
  /** Measured on the right axis. */
  right?: true;
}

export interface TimeChart {
  /** Of each point, below it. */
  labels: readonly string[];
  /** What the labels are in, such as `UTC+8`. */
  zone: string;
  /** Name and unit of the axis on the left, and of the one on the right. */
  axes: readonly [left: string, right?: string];
  series: readonly TimeSeries[];
  /** What is said of a point, a line each. */
  describe(at: number): readonly string[];
}

/** A chart over time for ECharts, in the colours of the page. Its tooltip is made of text, never of HTML. */
export function timeChartOption({ labels, zone, axes, series, describe }: TimeChart): ChartOption {
  const [ink, line] = [colour('ink-soft'), colour('line')];
  const text = { axisLabel: { color: ink, fontSize: 11 }, nameTextStyle: { color: ink, fontSize: 11 } };
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
      formatter: (points: { dataIndex: number }[]) => describe(points[0]?.dataIndex ?? 0).join('\n'),
    },
    xAxis: {
      type: 'category',
      data: labels,
      name: zone,
      nameLocation: 'middle',
      nameGap: 26,
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      ...text,
    },
    yAxis: axes.map((name, at) => ({
      type: 'value',
      name,
      min: 0,
      ...(at === 1 && { minInterval: 1 }),
      splitLine: at === 0 ? { lineStyle: { color: line } } : { show: false },
      ...text,
    })),
    series: series.map(seriesOption),
  };
}

function seriesOption({ name, values, colour: token, bars, right }: TimeSeries) {
  const stroke = colour(token);
  const shared = { name, data: values, yAxisIndex: right ? 1 : 0 };
  if (bars) return { ...shared, type: 'bar', itemStyle: { color: stroke, opacity: 0.55 }, barCategoryGap: '30%' };
  return {
    ...shared,
    type: 'line',
    connectNulls: false,
    symbol: 'circle',
    symbolSize: 5,
    itemStyle: { color: stroke },
    lineStyle: { width: 2, color: stroke },
  };
}
