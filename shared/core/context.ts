import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestId } from '../contracts/terms.js';
import type { Actor } from './actor.js';
import type { Effects } from './after-commit.js';
import type { AuditSummary } from './audit/entry.js';
import type { SharedCache } from './cache/shared-cache.js';
import { actorId, derivedId, type IdKind } from './ids.js';
import type { Span } from './spans.js';

/**
 * How a call came in: through WeChat, the platform's timer, another function of the environment, HTTP access, with an
 * operator's token, or by none of these.
 */
export type Door = 'wechat' | 'timer' | 'function' | 'http' | 'operator' | 'none';

/** What belongs to one call, from the door to the answer. */
export interface CallContext {
  action: string;
  actor: Actor;
  door: Door;
  /** The function that called, when it has proven to be one of this environment. */
  caller?: string;
  /** Ties every log line of one tap together. */
  traceId: string;
  /** When it began; performance.now(). */
  startedAt: number;
  /** The cloud calls, for the trace. */
  spans: Span[];
  /** The function's version, as the platform numbers it. */
  version?: string;
  /** The event that is being handled. */
  eventId?: string;
  /** Cloud calls made so far for whom the call is. */
  roundTrips: number;
  /** Cloud calls made for the upkeep of the instance: see `asOverhead`. */
  overhead: number;
  /** What runs beside the call: see `beside`. */
  beside: Promise<unknown>[];
  /** What runs once the use case has succeeded: see `afterCommit`. Contexts made from this one share it. */
  effects: Effects;
  /** Where the call came from, when the door knows it better than the platform's context. */
  ip?: string;
  /** The cache that instances share, in functions that have one. */
  cache?: SharedCache;
  /** The client's id for what its user means to do, on actions that take one. */
  requestId?: RequestId;
  /** What the use case adds to the audit record of this call. */
  auditNote?: (summary: AuditSummary) => void;
}

const storage = new AsyncLocalStorage<CallContext>();

/** Runs `work` as part of the call `call`. */
export function within<T>(call: CallContext, work: () => T): T {
  return storage.run(call, work);
}

/**
 * The call that is running.
 * @throws Error outside of any call, which is a mistake in the program
 */
export function context(): CallContext {
  const current = storage.getStore();
  if (!current) throw new Error('no call is running: wrap the entry point in serve()');
  return current;
}

/**
 * The id of the one document that this call makes: the same actor repeating the same request gets the same id.
 * @throws Error on an action that takes no request id, which is a mistake in the program
 */
export function idForRequest<Id extends string>(kind: IdKind): Id {
  const { action, actor, requestId } = context();
  if (!requestId || actor.kind === 'guest') throw new Error(`${action} has no request id to derive an id from`);
  return derivedId<Id>(kind, actorId(actor), action, requestId);
}
