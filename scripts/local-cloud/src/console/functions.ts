import type { FunctionSummary, InvocationRecord } from '../functions/index.js';
import { HttpError } from '../kernel/http.js';
import { type Fields, get, invalid } from './api.js';
import type { ConsoleParts } from './parts.js';
import { bucketsOf, latencyOf } from './statistics.js';

/** As many as the functions service keeps. */
const RECORDS = 2_000;
const BUCKETS = 40;
const OUTCOMES = ['ok', 'error', 'cold'] as const;

/**
 * `GET functions?env=` all with what they did, `GET function?env=&name=` one;
 * `GET latency?env=&name=&minutes=` how it went over time;
 * `GET invocations?env=&name=&outcome=&openid=&limit=`, `GET invocation?env=&id=`, those that run (`running`) first;
 * `GET users?env=` who called lately.
 */
export function functionRoutes({ kernel, functions, activity }: ConsoleParts) {
  const recordsOf = (env: string, name?: string) => functions.recent({ env, ...(name && { name }), limit: RECORDS });
  const runningOf = (env: string, name?: string) =>
    functions
      .unfinished()
      .filter((one) => one.env === env && (name === undefined || one.name === name))
      .map((record) => ({ ...record, running: true }));

  function summaryOf({ env, definition, deployedAt, instances }: FunctionSummary) {
    const { name, type, memoryMb, timeoutSeconds, description, triggers } = definition;
    const records = recordsOf(env, name);
    const measured = records.length || 1;
    return {
      name,
      type,
      memoryMb,
      timeoutSeconds,
      description,
      timers: triggers.length,
      deployedAt,
      instances,
      usage: activity.usage(env, name),
      lastAt: activity.lastAt(env, name),
      roundTrips: records.reduce((sum, { calls }) => sum + calls, 0) / measured,
      memoryBytes: Math.max(0, ...records.map(({ memoryBytes }) => memoryBytes)),
      ...latencyOf(records),
    };
  }

  function deployed(query: Fields): FunctionSummary {
    const env = query.env(kernel);
    const name = query.text('name');
    const found = functions.list(env).find(({ definition }) => definition.name === name);
    if (!found) throw new HttpError(404, 'FUNCTION_NOT_FOUND', `${env} has no function ${name}`);
    return found;
  }

  return [
    get('functions', (query) => functions.list(query.env(kernel)).map(summaryOf)),
    get('function', (query) => {
      const found = deployed(query);
      const { env: variables, ...definition } = found.definition;
      return {
        ...summaryOf(found),
        definition,
        // Values of variables are often keys, and a screen is easily shared.
        variables: Object.entries(variables).map(([name, value]) => ({ name, bytes: Buffer.byteLength(value) })),
      };
    }),
    get('latency', (query) => {
      const to = kernel.clock.now();
      const from = to - Math.max(1, query.count('minutes', 15, 60 * 24 * 365)) * 60_000;
      return bucketsOf(recordsOf(query.env(kernel), query.optional('name')), { from, to, count: BUCKETS });
    }),
    get('invocations', (query) => {
      const wanted = filterOf(query);
      const limit = query.count('limit', 100, RECORDS);
      const env = query.env(kernel);
      const name = query.optional('name');
      // What runs has no outcome yet.
      const running = query.optional('outcome') === undefined ? runningOf(env, name) : [];
      return [...running, ...recordsOf(env, name)].filter(wanted).slice(0, limit).map(withoutLines);
    }),
    get('invocation', (query) => {
      const id = query.text('id');
      const env = query.env(kernel);
      const found = [...runningOf(env), ...recordsOf(env)].find(({ requestId }) => requestId === id);
      if (!found) throw new HttpError(404, 'NOT_FOUND', `no invocation ${id} is remembered`);
      return found;
    }),
    get('users', (query) => {
      const openids = recordsOf(query.env(kernel)).flatMap(({ caller }) => caller.openid ?? []);
      return [...new Set(openids)].slice(0, 100);
    }),
  ];
}

/** Log lines are fetched with the one invocation that is looked at. */
export function withoutLines<R extends InvocationRecord>({ logs, ...record }: R) {
  return { ...record, lines: logs.length };
}

function filterOf(query: Fields): (record: InvocationRecord) => boolean {
  const outcome = query.optional('outcome');
  const openid = query.optional('openid');
  if (outcome !== undefined && !OUTCOMES.some((one) => one === outcome)) {
    throw invalid('outcome', `must be one of ${OUTCOMES.join(', ')}`);
  }
  return (record) =>
    (openid === undefined || record.caller.openid === openid) &&
    (outcome !== 'ok' || !record.error) &&
    (outcome !== 'error' || record.error !== undefined) &&
    (outcome !== 'cold' || record.cold);
}
