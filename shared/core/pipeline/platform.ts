import * as z from 'zod';
import type { UserId } from '../../contracts/terms.js';
import type { Actor } from '../actor.js';
import type { CallContext } from '../context.js';
import { environment } from '../environment.js';
import { Failure } from '../failure.js';
import { derivedId } from '../ids.js';
import { sdk } from '../store/cloud.js';
import { readTraceId } from '../trace.js';

/** The key of an event that carries proofs: it belongs to the core, and never reaches an action's input. */
export const PROOF_KEY = '$yunshu';

/** Keys that the platform adds to what a mini-program sends. */
const PLATFORM_KEYS = new Set(['userInfo', 'tcbContext']);
/** What a timer sends as event. */
const TIMER_KEYS = new Set(['Type', 'TriggerName', 'Time', 'Message']);

const Token = z.string().min(1).max(4096);
/** One proof, and nothing else. */
const Proof = z.union([z.strictObject({ operator: Token }), z.strictObject({ assertion: Token })]);

/** What the platform's runtime tells a function of the invocation. */
export interface Invocation {
  request_id?: string;
  function_version?: string;
}

type Caller = Pick<CallContext, 'actor' | 'door'> & Partial<Pick<CallContext, 'caller' | 'traceId' | 'ip'>>;

/** A call of `action` of which nothing is known yet, but the trace that the caller says it belongs to. */
export function newCall(action: string, invocation: Invocation, event?: unknown): CallContext {
  const { request_id = 'unknown', function_version } = invocation;
  const claimed = reservedIn(event);
  return {
    action,
    actor: { kind: 'guest' },
    door: 'none',
    traceId: (isRecord(claimed) && readTraceId(claimed.trace)) || request_id,
    startedAt: performance.now(),
    roundTrips: 0,
    overhead: 0,
    beside: [],
    effects: new Map(),
    spans: [],
    ...(function_version && { version: function_version }),
  };
}

/**
 * Who called: whom a proof in the event names, or else who the platform's call context says it is. Authority is always
 * proven, never inferred from an absence; a call with neither identity nor proof is a guest's.
 * @throws Failure CREDENTIAL_REFUSED when there is a proof and it proves nothing: it never counts as no proof
 */
export async function identify(action: string, event: unknown): Promise<Caller> {
  const proof = proofIn(event);
  if (proof === undefined) return platformCaller();

  const parsed = Proof.safeParse(proof);
  if (!parsed.success) throw new Failure('CREDENTIAL_REFUSED', { cause: parsed.error });
  if ('operator' in parsed.data) {
    const { readOperatorToken } = await import('../operator-token.js');
    return { actor: await readOperatorToken(environment(), parsed.data.operator), door: 'operator' };
  }
  const { readAssertion } = await import('../assertion.js');
  const { request, ...said } = await readAssertion(`${environment()}/${action}`, parsed.data.assertion);
  if (!request) return { ...said, door: 'function' };
  return { ...said, door: 'http', ...(request.ip !== undefined && { ip: request.ip }) };
}

/**
 * A WeChat user is known by the openid of the context, and its user id follows from it, so that knowing who calls costs no
 * round trip. A timer is one by `TRIGGER_SRC`, which the platform sets and no caller can; an event that merely looks like
 * a timer's proves nothing.
 */
function platformCaller(): Caller {
  const { OPENID, APPID } = sdk().getWXContext();
  if (OPENID && APPID) {
    const userId = userIdOf(APPID, OPENID);
    return { actor: { kind: 'member', userId, openid: OPENID, appid: APPID, door: 'wechat' }, door: 'wechat' };
  }
  if (process.env.TRIGGER_SRC === 'timer') return { actor: { kind: 'timer' }, door: 'timer' };
  return { actor: { kind: 'guest' }, door: 'none' };
}

/** The user id of a WeChat user of one mini-program. */
export function userIdOf(appid: string, openid: string): UserId {
  return derivedId<UserId>('user', appid, openid);
}

/** What the caller itself sent. */
export function callersInput(event: unknown, actor: Actor): unknown {
  if (event === undefined || event === null) return {};
  if (!isRecord(event)) return event;
  const added = actor.kind === 'timer' ? TIMER_KEYS : PLATFORM_KEYS;
  return Object.fromEntries(Object.entries(event).filter(([key]) => key !== PROOF_KEY && !added.has(key)));
}

/** What the event claims to prove. A trace id beside it proves nothing, and is no claim. */
function proofIn(event: unknown): unknown {
  const claimed = reservedIn(event);
  if (!isRecord(claimed) || !Object.hasOwn(claimed, 'trace')) return claimed;
  const { trace: _trace, ...proof } = claimed;
  return Object.keys(proof).length > 0 ? proof : undefined;
}

function reservedIn(event: unknown): unknown {
  return isRecord(event) && Object.hasOwn(event, PROOF_KEY) ? event[PROOF_KEY] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
