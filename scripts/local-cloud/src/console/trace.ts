import type { InvocationRecord } from '../functions/index.js';
import { get } from './api.js';
import { type FoundLine, linesOf } from './logs.js';
import type { ConsoleParts } from './parts.js';

const RECORDS = 2_000;
const MOST_LINES = 1_000;

/** One cloud call of an invocation, ms from the invocation's start. */
export interface TraceSpan {
  name: string;
  from: number;
  ms: number;
  failed: boolean;
}

/** An invocation that belongs to a trace, as far as what it prints says so. */
export interface TraceCall {
  requestId: string;
  name: string;
  /** Virtual time, ms. */
  startedAt: number;
  durationMs: number;
  cold: boolean;
  code: string;
  caller?: string;
  spans: TraceSpan[];
}

/**
 * `GET trace?env=&id=`: the invocations that printed a line of JSON with this `traceId`, the oldest first, and their lines of it.
 * A line of the event `call` tells how the call went, with its cloud calls in `spans`: `database-find orders 3+12,…`, times in
 * ms from its start and lasting, `!` for a failure.
 */
export function traceRoutes({ kernel, functions }: ConsoleParts) {
  return [
    get('trace', (query) => {
      const env = query.env(kernel);
      const id = query.text('id');
      const calls: TraceCall[] = [];
      const lines: FoundLine[] = [];
      for (const record of functions.recent({ env, limit: RECORDS })) {
        const own = linesOf(record).filter((line) => traceOf(line.text).includes(id));
        if (own.length === 0) continue;
        calls.push(callOf(record, own));
        lines.push(...own);
      }
      return {
        calls: calls.sort((a, b) => a.startedAt - b.startedAt),
        lines: lines.sort((a, b) => a.time - b.time).slice(0, MOST_LINES),
      };
    }),
  ];
}

function callOf(record: InvocationRecord, lines: readonly FoundLine[]): TraceCall {
  const facts = lines.map(({ text }) => read(text)).find((line) => line?.event === 'call');
  const { requestId, name, startedAt, durationMs, cold, queuedMs, initMs, error } = record;
  // The function's own clock begins when its instance has loaded.
  const began = Math.round(queuedMs + (cold ? initMs : 0));
  return {
    requestId,
    name,
    startedAt,
    durationMs,
    cold,
    code: typeof facts?.code === 'string' ? facts.code : (error?.code ?? ''),
    ...(typeof facts?.caller === 'string' && { caller: facts.caller }),
    spans: typeof facts?.spans === 'string' ? spansOf(facts.spans, began) : [],
  };
}

function spansOf(text: string, began: number): TraceSpan[] {
  return text.split(',').flatMap((part) => {
    const [, name, from, ms, failed] = /^(.+) (\d+)\+(\d+)(!?)$/.exec(part) ?? [];
    return name ? [{ name, from: began + Number(from), ms: Number(ms), failed: failed === '!' }] : [];
  });
}

/** The traces that a line belongs to: a call that turned out to belong to another one names both. */
function traceOf(text: string): unknown[] {
  const line = read(text);
  return line ? [line.traceId, line.joined] : [];
}

function read(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
