import { randomBytes } from 'node:crypto';
import { context } from './context.js';
import { log } from './log.js';

/** As W3C Trace Context has it (www.w3.org/TR/trace-context): 16 bytes in hexadecimal, not all of them zero. */
const TRACE_ID = /^(?!0{32}$)[0-9a-f]{32}$/;
/** `<version>-<trace id>-<parent id>-<flags>`; later versions may add to it, and version ff is none. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32}-)([0-9a-f]{32})-(?!0{16}-)[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;

/**
 * The trace that a caller says its call belongs to; undefined when it is no trace id, and the call then begins one, as the
 * standard asks. Anybody can name any trace, so that it is good for finding log lines and for nothing else.
 */
export function readTraceId(named: unknown): string | undefined {
  return typeof named === 'string' && TRACE_ID.test(named) ? named : undefined;
}

/** The trace id of a `traceparent` header; undefined when there is none that is well-formed. */
export function readTraceparent(header: unknown): string | undefined {
  return typeof header === 'string' ? TRACEPARENT.exec(header)?.[1] : undefined;
}

/**
 * The `traceparent` header for whatever the present call asks of the outside world; undefined when the trace has no id that
 * the standard allows.
 */
export function traceparent(): string | undefined {
  // The platform's request ids are UUIDs, 16 bytes as well.
  const traceId = readTraceId(context().traceId.replaceAll('-', ''));
  return traceId && `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
}

/**
 * Makes the present call part of the trace `traceId`, to which it turns out to belong: a payment callback to that of its order.
 * Says so in the log, where the call's earlier lines have another id.
 */
export function joinTrace(traceId: string | undefined): void {
  const call = context();
  if (!traceId || traceId === call.traceId) return;
  log('info', 'trace.joined', { joined: traceId });
  call.traceId = traceId;
}
