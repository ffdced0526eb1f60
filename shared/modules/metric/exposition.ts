import { countUpTo, type Histogram } from '../../core/metrics/histogram.js';
import type { Stats } from '../../core/metrics/stats.js';

/** What Prometheus' own libraries take, in ms: each is a boundary of our histograms, so that the counts are exact. */
const BUCKETS = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000];

type Labels = Readonly<Record<string, string>>;

/** An alert that fires, as far as Prometheus is told of it. */
export interface FiringAlert {
  rule: string;
  subject: string;
  severity: string;
}

/**
 * The totals in the text format of Prometheus, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats): counters
 * since the environment began, which only grow, whichever instance answers; and the alerts that fire.
 */
export function exposition(app: string, totals: Stats, firing: readonly FiringAlert[] = []): string {
  const metrics: string[] = [];
  const family = (name: string, type: 'counter' | 'gauge' | 'histogram', help: string, samples: string[]) => {
    if (samples.length > 0) metrics.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples);
  };
  const actions = Object.entries(totals.actions).sort(byName);
  const cloud = Object.entries(totals.cloud).sort(byName);
  const perAction = (value: 'calls' | 'errors' | 'cold' | 'roundTrips' | 'overhead', name: string) =>
    actions.map(([action, stats]) => sample(name, { app, action }, stats[value]));

  family('yunshu_calls_total', 'counter', 'Calls of an action.', perAction('calls', 'yunshu_calls_total'));
  family(
    'yunshu_errors_total',
    'counter',
    "Calls that failed by the server's fault.",
    perAction('errors', 'yunshu_errors_total'),
  );
  family(
    'yunshu_refusals_total',
    'counter',
    'Answers other than success, by code.',
    actions.flatMap(([action, { codes }]) =>
      Object.entries(codes).map(([code, n]) => sample('yunshu_refusals_total', { app, action, code }, n)),
    ),
  );
  family(
    'yunshu_cold_starts_total',
    'counter',
    'Calls that an instance was started for.',
    perAction('cold', 'yunshu_cold_starts_total'),
  );
  family(
    'yunshu_round_trips_total',
    'counter',
    'Cloud calls made for callers.',
    perAction('roundTrips', 'yunshu_round_trips_total'),
  );
  family(
    'yunshu_overhead_total',
    'counter',
    'Cloud calls made for the upkeep of instances.',
    perAction('overhead', 'yunshu_overhead_total'),
  );
  family(
    'yunshu_call_duration_seconds',
    'histogram',
    'How long calls took.',
    actions.flatMap(([action, { ms, sumMs }]) => histogram('yunshu_call_duration_seconds', { app, action }, ms, sumMs)),
  );
  family(
    'yunshu_cloud_call_failures_total',
    'counter',
    'Cloud calls that failed, by kind.',
    cloud.map(([kind, { failures }]) => sample('yunshu_cloud_call_failures_total', { app, kind }, failures)),
  );
  family(
    'yunshu_cloud_call_duration_seconds',
    'histogram',
    'How long cloud calls took, by kind.',
    cloud.flatMap(([kind, { ms, sumMs }]) => histogram('yunshu_cloud_call_duration_seconds', { app, kind }, ms, sumMs)),
  );
  // One family for all of them: what a product counts is a label, never a name that could collide with another.
  family(
    'yunshu_business_total',
    'counter',
    'What matters to the business; names ending in .fen are amounts of money in fen.',
    totals.counters.map(({ name, labels, n }) =>
      sample('yunshu_business_total', { ...prefixed(labels), app, name }, n),
    ),
  );
  family(
    'yunshu_alert_firing',
    'gauge',
    'Alerts that fire, as alert-evaluate sees them.',
    firing.map((alert) => sample('yunshu_alert_firing', { app, ...alert }, 1)),
  );
  return `${metrics.join('\n')}\n`;
}

function histogram(name: string, labels: Labels, ms: Histogram, sumMs: number): string[] {
  const upTo = BUCKETS.map((boundary) =>
    sample(`${name}_bucket`, { ...labels, le: String(boundary / 1000) }, countUpTo(ms, boundary)),
  );
  const all = countUpTo(ms, Number.POSITIVE_INFINITY);
  return [
    ...upTo,
    sample(`${name}_bucket`, { ...labels, le: '+Inf' }, all),
    sample(`${name}_sum`, labels, sumMs / 1000),
    sample(`${name}_count`, labels, all),
  ];
}

/** A product's own labels never collide with ours. */
function prefixed(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [`label_${name}`, value]));
}

function sample(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}{${pairs.join(',')}} ${value}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
