import { type Histogram, mergeHistogram } from './histogram.js';

/** What was seen of one action. */
export interface ActionStats {
  calls: number;
  /** Answers other than success, by error code. */
  codes: Record<string, number>;
  /** Those of them that are the server's fault: what the error table gives a status of 500 or more. */
  errors: number;
  /** Calls that an instance was started for. */
  cold: number;
  /** Cloud calls made for callers. */
  roundTrips: number;
  /** Cloud calls made for the instance's own upkeep. */
  overhead: number;
  sumMs: number;
  ms: Histogram;
}

/** What was seen of one kind of cloud call. */
export interface CloudStats {
  calls: number;
  failures: number;
  sumMs: number;
  ms: Histogram;
}

/** A business counter with the values of its labels. */
export interface Series {
  name: string;
  labels: Record<string, string>;
  n: number;
}

/** Everything that is counted, over some time, by one instance or by many. */
export interface Stats {
  actions: Record<string, ActionStats>;
  /** By kind: `database-find`, `function-call` … */
  cloud: Record<string, CloudStats>;
  counters: Series[];
}

export function noStats(): Stats {
  return { actions: {}, cloud: {}, counters: [] };
}

/** More series than this in one document are counted together, under the label `overflow`. */
export const MOST_SERIES = 500;

/** Adds `more` to `into`. The order in which any number of them are added does not matter, up to `MOST_SERIES`. */
export function mergeStats(into: Stats, more: Stats): void {
  for (const [name, stats] of Object.entries(more.actions)) mergeAction(actionOf(into, name), stats);
  for (const [kind, stats] of Object.entries(more.cloud)) mergeCloud(cloudOf(into, kind), stats);
  for (const { name, labels, n } of more.counters) addToSeries(into.counters, name, labels, n);
}

/** The stats of the action `name`, begun when there are none. */
export function actionOf(stats: Stats, name: string): ActionStats {
  stats.actions[name] ??= { calls: 0, codes: {}, errors: 0, cold: 0, roundTrips: 0, overhead: 0, sumMs: 0, ms: {} };
  return stats.actions[name];
}

/** The stats of the cloud calls of one kind, begun when there are none. */
export function cloudOf(stats: Stats, kind: string): CloudStats {
  stats.cloud[kind] ??= { calls: 0, failures: 0, sumMs: 0, ms: {} };
  return stats.cloud[kind];
}

/** All actions as one. */
export function totalOf(stats: Stats): ActionStats {
  const total = actionOf(noStats(), 'all');
  for (const action of Object.values(stats.actions)) mergeAction(total, action);
  return total;
}

export function mergeAction(into: ActionStats, more: ActionStats): void {
  into.calls += more.calls;
  into.errors += more.errors;
  into.cold += more.cold;
  into.roundTrips += more.roundTrips;
  into.overhead += more.overhead;
  into.sumMs += more.sumMs;
  mergeHistogram(into.ms, more.ms);
  for (const [code, n] of Object.entries(more.codes)) into.codes[code] = (into.codes[code] ?? 0) + n;
}

function mergeCloud(into: CloudStats, more: CloudStats): void {
  into.calls += more.calls;
  into.failures += more.failures;
  into.sumMs += more.sumMs;
  mergeHistogram(into.ms, more.ms);
}

/** Counts `n` more of a series; a new one where there are too many already goes to the one for all the rest. */
export function addToSeries(counters: Series[], name: string, labels: Record<string, string>, n: number): void {
  const index = indexOf(counters);
  const key = seriesKey(name, labels);
  const known = index.get(key);
  if (known) known.n += n;
  else if (counters.length < MOST_SERIES || labels.overflow) {
    const series = { name, labels, n };
    counters.push(series);
    index.set(key, series);
  } else addToSeries(counters, name, { overflow: 'true' }, n);
}

const indexes = new WeakMap<Series[], Map<string, Series>>();

function indexOf(counters: Series[]): Map<string, Series> {
  const known = indexes.get(counters);
  if (known) return known;
  const index = new Map(counters.map((series) => [seriesKey(series.name, series.labels), series]));
  indexes.set(counters, index);
  return index;
}

/** The same text for the same name and labels, in whatever order these are given. */
export function seriesKey(name: string, labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([name, entries]);
}
