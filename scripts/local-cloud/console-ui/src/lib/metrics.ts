import { request } from './api.js';

/** Calls of one action, or of all, in one minute, hour or day. */
export interface ActionTotals {
  calls: number;
  errors: number;
  cold: number;
  roundTrips: number;
  overhead: number;
}

/** A document of the collection `metrics`, as far as the page shows it. */
interface MetricDocument {
  at: string;
  latency: Record<string, (number | Wrapped)[]>;
  actions: Record<string, Record<keyof ActionTotals, number | Wrapped>>;
  counters: { name: string; labels: Record<string, string>; n: number | Wrapped }[];
}

export interface MetricPoint extends ActionTotals {
  /** ms since the epoch. */
  at: number;
  p50?: number;
  p95?: number;
  p99?: number;
  counters: { name: string; labels: Record<string, string>; n: number }[];
}

export interface ShownAlert {
  _id: string;
  title: string;
  subject: string;
  severity: string;
  state: 'pending' | 'firing';
  value: string;
  limit: string;
  since: string;
  acknowledgedBy: string | null;
}

/** Numbers that JSON has no form of its own for come as EJSON. */
type Wrapped = Record<string, string>;

const numberOf = (value: number | Wrapped | undefined): number =>
  typeof value === 'object' ? Number(Object.values(value)[0]) : (value ?? 0);

const find = async <T>(env: string, collection: string, filter: object, sort: object): Promise<T[]> => {
  const body = JSON.stringify({ env, collection, filter, sort, limit: 1000 });
  const { documents } = await request<{ documents: T[] }>('POST', '/__console/documents/query', { body });
  return documents;
};

/** How long each record is, by the hours that are shown: some hundreds of them at most. */
export const resolutionOf = (hours: number): 'minute' | 'hour' | 'day' =>
  hours <= 6 ? 'minute' : hours <= 24 * 14 ? 'hour' : 'day';

const NAMES: readonly (keyof ActionTotals)[] = ['calls', 'errors', 'cold', 'roundTrips', 'overhead'];

/** What an environment's functions have measured; `action` is empty for all of them. */
export async function loadMetrics(
  env: string,
  hours: number,
  now: number,
  action: string,
): Promise<{ points: MetricPoint[]; actions: string[] }> {
  const from = new Date(now - hours * 3_600_000).toISOString();
  const filter = { resolution: resolutionOf(hours), at: { $gte: from } };
  const found = await find<MetricDocument>(env, 'metrics', filter, { at: 1 });
  const actions = [...new Set(found.flatMap((one) => Object.keys(one.actions)))].sort();
  return { points: found.map((one) => pointOf(one, action)), actions };
}

function pointOf({ at, latency, actions, counters }: MetricDocument, action: string): MetricPoint {
  const shown = action ? [actions[action]] : Object.values(actions);
  const totals = Object.fromEntries(
    NAMES.map((name) => [name, shown.reduce((sum, one) => sum + numberOf(one?.[name]), 0)]),
  ) as unknown as ActionTotals;
  const [p50, p95, p99] = (latency[action || 'all'] ?? []).map(numberOf);
  return {
    at: Date.parse(at),
    ...totals,
    ...(totals.calls > 0 && { p50, p95, p99 }),
    counters: counters.map((one) => ({ ...one, n: numberOf(one.n) })),
  };
}

export const loadAlerts = (env: string): Promise<ShownAlert[]> =>
  find<ShownAlert>(env, 'alerts', { state: { $in: ['firing', 'pending'] } }, { state: 1, since: -1 });
